/**
 * The files that hold the bodies, and reading from them.
 *
 *   bodies/00000001.bodies   bodies/00000002.bodies   …    each written once from front to back, then only read
 *
 * Numbers rise; a file goes when nothing in it is wanted any more. What a crash left half written ends its file: nothing is ever
 * appended to a file of an earlier run.
 */
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { bodyLength, decodeRecord, HEADER_BYTES, type SegmentRecord } from "./segment-record.ts";

/** Where a body lies. */
export interface BodyPlace {
  readonly segment: number;
  /** Offset of the body, behind its header. */
  readonly offset: number;
  readonly length: number;
}

export interface FoundRecord {
  readonly record: SegmentRecord;
  readonly place: BodyPlace;
}

const NAME = /^(\d{8,})\.bodies$/;

export class SegmentFiles {
  readonly #folder: string;
  /** Bytes by number, rising. */
  readonly #sizes = new Map<number, number>();

  /** Finds what is in the folder, or creates it. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const numbers = readdirSync(folder).flatMap((name) => (NAME.test(name) ? [Number.parseInt(name, 10)] : []));
    for (const number of numbers.sort((a, b) => a - b)) this.#sizes.set(number, statSync(this.pathOf(number)).size);
  }

  pathOf(number: number): string {
    return join(this.#folder, `${String(number).padStart(8, "0")}.bodies`);
  }

  get numbers(): number[] {
    return [...this.#sizes.keys()];
  }

  sizeOf(number: number): number {
    return this.#sizes.get(number) ?? 0;
  }

  /** Notes how far a file is written. */
  setSize(number: number, bytes: number): void {
    this.#sizes.set(number, bytes);
  }

  /** The bytes of a body; undefined where its file is gone. */
  async read({ segment, offset, length }: BodyPlace): Promise<Uint8Array | undefined> {
    const handle = await open(this.pathOf(segment), "r").catch(() => undefined);
    if (!handle) return undefined;
    try {
      const bytes = await readAt(handle, offset, length);
      return bytes.length === length ? bytes : undefined;
    } finally {
      await handle.close();
    }
  }

  /** Whole records of a file from an offset on. Ends where it ends, or where a record is damaged. */
  async *records(segment: number, from: number): AsyncGenerator<FoundRecord, void, undefined> {
    const handle = await open(this.pathOf(segment), "r");
    try {
      for (let at = from; ; ) {
        const header = await readAt(handle, at, HEADER_BYTES);
        const length = bodyLength(header);
        const offset = at + HEADER_BYTES;
        if (length === undefined || offset + length > this.sizeOf(segment)) return;
        const record = decodeRecord(header, await readAt(handle, offset, length));
        if (!record) return;
        yield { record, place: { segment, offset, length } };
        at = offset + length;
      }
    } finally {
      await handle.close();
    }
  }

  async remove(number: number): Promise<void> {
    this.#sizes.delete(number);
    await unlink(this.pathOf(number)).catch(() => {});
  }

  /** Makes new files durable, where the system can sync a folder. */
  async syncNames(): Promise<void> {
    const folder = await open(this.#folder, "r").catch(() => undefined);
    await folder?.sync().catch(() => {});
    await folder?.close();
  }
}

/** Fewer bytes than asked for at the end of the file. */
async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(length), 0, length, position);
  return bytesRead === length ? buffer : buffer.subarray(0, bytesRead);
}
