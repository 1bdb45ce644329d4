/** The bytes of a source from front to back in large chunks, decompressed where they are gzip. */
import type { ByteSource } from "../model/byte-source.ts";

export interface ByteStream {
  /** The next bytes; undefined at the end. */
  next(): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Bytes of the source read so far, before decompression. */
  readonly bytesRead: number;
  /** Says why the stream ended early, if it did. */
  readonly cutBy: string | undefined;
}

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
    this.#requested = Math.min(from + this.#chunkSize, this.#source.size);
    this.#pending = from < this.#requested ? this.#source.read(from, this.#requested) : undefined;
    // A failure is met in next(); until then it must not count as unhandled.
    this.#pending?.catch(() => {});
  }
}

/** Gunzips a stream. What came before damage is kept. */
export class GzipStream implements ByteStream {
  readonly #from: ByteStream;
  readonly #chunkSize: number;
  readonly #onChunk: (chunk: Uint8Array<ArrayBuffer>) => void;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  #failure: unknown;
  cutBy: string | undefined;

  /** @param onChunk given all that is unpacked, in order */
  constructor(from: ByteStream, chunkSize: number, onChunk: (chunk: Uint8Array<ArrayBuffer>) => void) {
    this.#from = from;
    this.#chunkSize = chunkSize;
    this.#onChunk = onChunk;
    const compressed = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: async (controller) => {
        try {
          const chunk = await from.next();
          if (chunk) controller.enqueue(chunk);
          else controller.close();
        } catch (failure) {
          this.#failure = failure;
          controller.close();
        }
      },
    });
    this.#reader = compressed.pipeThrough(new DecompressionStream("gzip")).getReader();
  }

  get bytesRead(): number {
    return this.#from.bytesRead;
  }

  async next(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const parts: Uint8Array[] = [];
    let length = 0;
    while (length < this.#chunkSize && this.cutBy === undefined) {
      try {
        const { done, value } = await this.#reader.read();
        if (done) break;
        parts.push(value);
        length += value.length;
      } catch {
        this.cutBy = "damaged or cut gzip";
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
    this.#onChunk(chunk);
    return chunk;
  }
}
