/** What came through a pipe, as it came: in one piece it could be larger than a buffer may be. */
import type { ByteSource } from "../model/byte-source.ts";

export class ChunkSource implements ByteSource {
  readonly name: string;
  readonly #chunks: readonly Uint8Array[];
  /** Where each chunk begins. */
  readonly #starts: Float64Array;
  readonly size: number;

  constructor(name: string, chunks: readonly Uint8Array[]) {
    this.name = name;
    this.#chunks = chunks;
    this.#starts = new Float64Array(chunks.length);
    let size = 0;
    for (const [index, chunk] of chunks.entries()) {
      this.#starts[index] = size;
      size += chunk.length;
    }
    this.size = size;
  }

  static async ofStream(name: string, stream: AsyncIterable<Uint8Array>): Promise<ChunkSource> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    return new ChunkSource(name, chunks);
  }

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const to = Math.min(end, this.size);
    const bytes = new Uint8Array(Math.max(0, to - start));
    for (let index = this.#chunkAt(start); index < this.#chunks.length && this.#starts[index]! < to; index++) {
      const from = this.#starts[index]!;
      const piece = this.#chunks[index]!.subarray(Math.max(0, start - from), to - from);
      bytes.set(piece, Math.max(0, from - start));
    }
    return bytes;
  }

  /** The last chunk that begins at or before the offset. */
  #chunkAt(offset: number): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
