/** The decompressed bytes of the files of a data set, to be read again when a span is opened. */
import type { ByteSource } from "../model/byte-source.ts";
import type { FileIndex } from "../model/index-types.ts";

export interface RetainedBytes {
  /** The bytes [offset, offset + length) of the file as it was decoded, cut to its size. */
  read(file: FileIndex, offset: number, length: number): Promise<Uint8Array>;
}

/** Decompressed bytes as a list of Blobs, which a browser may keep on disk. */
export class BlobBytes implements ByteSource {
  readonly name: string;
  readonly #blobs: Blob[] = [];
  readonly #starts: number[] = [];
  size = 0;

  constructor(name: string) {
    this.name = name;
  }

  append(chunk: Uint8Array<ArrayBuffer>): void {
    this.#blobs.push(new Blob([chunk]));
    this.#starts.push(this.size);
    this.size += chunk.length;
  }

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const to = Math.min(end, this.size);
    const bytes = new Uint8Array(Math.max(0, to - start));
    for (const [index, blob] of this.#blobs.entries()) {
      const blobStart = this.#starts[index]!;
      if (blobStart >= to || blobStart + blob.size <= start) continue;
      const slice = blob.slice(Math.max(0, start - blobStart), to - blobStart);
      bytes.set(new Uint8Array(await slice.arrayBuffer()), Math.max(0, blobStart - start));
    }
    return bytes;
  }
}

/** @param sources one a file, by FileIndex, of decompressed bytes */
export function retain(sources: readonly ByteSource[]): RetainedBytes {
  return {
    read: async (file, offset, length) => {
      const source = sources[file];
      if (!source) return new Uint8Array(0);
      return source.read(offset, Math.min(offset + length, source.size));
    },
  };
}
