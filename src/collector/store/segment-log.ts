/**
 * Writes bodies to disk, durable when `append` resolves. What comes while one write is under way goes into the next, so that one fsync
 * serves many requests:
 *
 *   append(a) append(b) append(c)     ┌ write a, sync ┐┌ write b c, sync ┐
 *      └─────────┴─────────┴── waiting └──► a resolved ┘└──► b, c resolved ┘
 */
import { type FileHandle, open } from "node:fs/promises";
import type { SegmentFiles } from "./segment-files.ts";
import type { BodyPlace } from "./segment-record.ts";
import { encodeRecord, HEADER_BYTES, type SegmentRecord } from "./segment-record.ts";

interface Waiting {
  readonly record: SegmentRecord;
  resolve(place: BodyPlace): void;
  reject(error: Error): void;
}

interface Output {
  readonly segment: number;
  readonly handle: FileHandle;
  /** Bytes that are durable. */
  size: number;
}

const SEGMENT_BYTES = 32 << 20;
/** So that one write does not hold everybody up. */
const MOST_BYTES_A_WRITE = 16 << 20;

export class SegmentLog {
  readonly files: SegmentFiles;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #output: Output | undefined;
  #nextSegment: number;

  constructor(files: SegmentFiles) {
    this.files = files;
    this.#nextSegment = files.unused;
  }

  /** The file that is written now, if any: it must stay. */
  get current(): number | undefined {
    return this.#output?.segment;
  }

  /** Resolves when the record is on disk; in the order of the calls. @throws what the file system says */
  append(record: SegmentRecord): Promise<BodyPlace> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record, resolve, reject });
      this.#writing ??= this.#writeAll().finally(() => {
        this.#writing = undefined;
      });
    });
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#output?.handle.close();
    this.#output = undefined;
  }

  async #writeAll(): Promise<void> {
    // Requests that are answered together come again together: what else this turn brings goes into the same write.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const group = this.#takeGroup();
      try {
        const places = await this.#write(group);
        for (const [index, { resolve }] of group.entries()) resolve(places[index]!);
      } catch (failure) {
        await this.#abandon();
        for (const { reject } of group) reject(failure as Error);
      }
    }
  }

  #takeGroup(): Waiting[] {
    let bytes = 0;
    let count = 0;
    while (count < this.#waiting.length && bytes < MOST_BYTES_A_WRITE) {
      bytes += this.#waiting[count++]!.record.stored.length;
    }
    return this.#waiting.splice(0, count);
  }

  async #write(group: readonly Waiting[]): Promise<BodyPlace[]> {
    if (this.#output && this.#output.size >= SEGMENT_BYTES) await this.#finish();
    this.#output ??= await this.#begin();
    const output = this.#output;
    const { segment, handle } = output;
    let end = output.size;
    const places = group.map(({ record: { stored } }) => {
      const offset = end + HEADER_BYTES;
      end = offset + stored.length;
      return { segment, offset, length: stored.length };
    });
    const pieces = group.flatMap(({ record }) => encodeRecord(record));
    const { bytesWritten } = await handle.writev(pieces as Uint8Array[], output.size);
    if (bytesWritten !== end - output.size) throw new Error("No space left: the file was written in part");
    await handle.datasync();
    output.size = end;
    this.files.setSize(segment, end);
    return places;
  }

  async #begin(): Promise<Output> {
    const segment = this.#nextSegment++;
    const handle = await open(this.files.pathOf(segment), "wx", 0o600);
    this.files.setSize(segment, 0);
    await this.files.syncNames();
    return { segment, handle, size: 0 };
  }

  async #finish(): Promise<void> {
    const output = this.#output;
    this.#output = undefined;
    await output?.handle.close();
  }

  /** After a failed write or sync a file is not trusted any more: what it durably holds stays, and the next write begins another. */
  async #abandon(): Promise<void> {
    const output = this.#output;
    this.#output = undefined;
    if (!output) return;
    await output.handle.truncate(output.size).catch(() => {});
    await output.handle.close().catch(() => {});
    if (output.size === 0) await this.files.remove(output.segment);
  }
}
