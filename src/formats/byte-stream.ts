/** The bytes of a source from front to back in large chunks, decompressed where they are gzip. */
import type { ByteSource } from "../model/byte-source.ts";
import { gunzip } from "./gunzip.ts";

export interface ByteStream {
  /** The next bytes; undefined at the end. */
  next(): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Bytes of the source read so far, before decompression. */
  readonly bytesRead: number;
  /** Says why the stream ended early, if it did. */
  readonly cutBy: "damage" | "bomb" | undefined;
}

/** The first bytes come in small chunks, so that the first rows can be shown soon. */
const FIRST_CHUNK = 1 << 18;

/** Telemetry packs to a tenth or a fortieth. What unpacks to more than this was made to fill memory. */
const BOMB_RATIO = 100;
const BOMB_BYTES = 32 << 20;

/** Reads the source; the next chunk is on its way while the last one is decoded. */
export class PlainStream implements ByteStream {
  readonly #source: ByteSource;
  readonly #chunkSize: number;
  #requested = 0;
  #pending: Promise<Uint8Array<ArrayBuffer>> | undefined;
  bytesRead = 0;
  readonly cutBy = undefined;

  constructor(source: ByteSource, chunkSize: number) {
    this.#source = source;
    this.#chunkSize = chunkSize;
    this.#request();
  }

  async next(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const chunk = await this.#pending;
    if (!chunk || chunk.length === 0) return undefined;
    this.bytesRead += chunk.length;
    this.#request();
    return chunk;
  }

  #request(): void {
    const from = this.#requested;
    const length = Math.min(Math.max(from, FIRST_CHUNK), this.#chunkSize);
    this.#requested = Math.min(from + length, this.#source.size);
    this.#pending = from < this.#requested ? this.#source.read(from, this.#requested) : undefined;
    // A failure is met in next(); until then it must not count as unhandled.
    this.#pending?.catch(() => {});
  }
}

/**
 * Gunzips a stream with the platform's DecompressionStream. Where that gives up, the file is unpacked again by gunzip.ts, which
 * keeps what comes before a cut; what was given out already is left out.
 */
export class GzipStream implements ByteStream {
  readonly #source: ByteSource;
  readonly #chunkSize: number;
  readonly #onChunk: (chunk: Uint8Array<ArrayBuffer>) => void;
  readonly #from: ByteStream;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  /** Bytes given out. */
  #given = 0;
  #fallback: Generator<Uint8Array<ArrayBuffer>, boolean, undefined> | undefined;
  #failure: unknown;
  cutBy: "damage" | "bomb" | undefined;

  /** @param onChunk given all that is unpacked, in order */
  constructor(source: ByteSource, chunkSize: number, onChunk: (chunk: Uint8Array<ArrayBuffer>) => void) {
    this.#source = source;
    this.#chunkSize = chunkSize;
    this.#onChunk = onChunk;
    this.#from = new PlainStream(source, chunkSize);
    const compressed = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: async (controller) => {
        const chunk = await this.#from.next().catch((failure: unknown) => {
          this.#failure = failure;
          return undefined;
        });
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    });
    this.#reader = compressed.pipeThrough(new DecompressionStream("gzip")).getReader();
  }

  get bytesRead(): number {
    return this.#from.bytesRead;
  }

  async next(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (this.cutBy === "bomb") return undefined;
    const chunk = this.#fallback ? this.#nextOfFallback(this.#fallback) : await this.#nextOfPlatform();
    if (!chunk) return undefined;
    this.#given += chunk.length;
    if (this.#given > BOMB_BYTES && this.#given > BOMB_RATIO * this.bytesRead) {
      this.cutBy = "bomb";
      await this.#reader.cancel().catch(() => {});
      return undefined;
    }
    this.#onChunk(chunk);
    return chunk;
  }

  async #nextOfPlatform(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const parts: Uint8Array[] = [];
    let length = 0;
    while (length < this.#chunkSize) {
      try {
        const { done, value } = await this.#reader.read();
        if (done) break;
        parts.push(value);
        length += value.length;
      } catch {
        if (this.#failure) throw this.#failure;
        this.#fallback = gunzip(await this.#source.read(0, this.#source.size));
        return this.#nextOfFallback(this.#fallback);
      }
    }
    if (this.#failure) throw this.#failure;
    if (length === 0) return undefined;
    const chunk = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      chunk.set(part, at);
      at += part.length;
    }
    return chunk;
  }

  /** Bytes the fallback has unpacked. */
  #unpacked = 0;

  #nextOfFallback(pieces: Generator<Uint8Array<ArrayBuffer>, boolean, undefined>): Uint8Array<ArrayBuffer> | undefined {
    for (;;) {
      const { done, value } = pieces.next();
      if (done) {
        if (!value) this.cutBy = "damage";
        return undefined;
      }
      const before = this.#unpacked;
      this.#unpacked += value.length;
      if (this.#unpacked > this.#given) return value.slice(Math.max(0, this.#given - before));
    }
  }
}
