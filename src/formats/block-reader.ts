/** Reads many small pieces of retained bytes through a few large blocks: neighbours in a file come from one read. */
import type { FileIndex } from "../model/index-types.ts";
import type { RetainedBytes } from "./retained-bytes.ts";

const BLOCK_SIZE = 1 << 20;
const BLOCKS_KEPT = 8;

export class BlockReader implements RetainedBytes {
  readonly #from: RetainedBytes;
  /** By file and block number, the block used last at the end. */
  readonly #blocks = new Map<string, Promise<Uint8Array>>();

  constructor(from: RetainedBytes) {
    this.#from = from;
  }

  async read(file: FileIndex, offset: number, length: number): Promise<Uint8Array> {
    const number = Math.floor(offset / BLOCK_SIZE);
    const within = offset - number * BLOCK_SIZE;
    if (within + length > BLOCK_SIZE) return this.#from.read(file, offset, length);
    const block = await this.#block(file, number);
    return block.subarray(within, within + length);
  }

  #block(file: FileIndex, number: number): Promise<Uint8Array> {
    const key = `${file} ${number}`;
    const block = this.#blocks.get(key) ?? this.#from.read(file, number * BLOCK_SIZE, BLOCK_SIZE);
    this.#blocks.delete(key);
    this.#blocks.set(key, block);
    if (this.#blocks.size > BLOCKS_KEPT) this.#blocks.delete(this.#blocks.keys().next().value!);
    return block;
  }
}
