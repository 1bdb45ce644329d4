/** Files of this machine as byte sources; "-" is the standard input. */
import { type FileHandle, open, stat } from "node:fs/promises";
import type { ByteSource } from "../model/byte-source.ts";
import { ChunkSource } from "./chunk-source.ts";

/** A file that cannot be opened, with the sentence for the user. */
export class FileError extends Error {}

/** @param path as the user gave it, which is also its name in messages */
export async function fileSource(path: string): Promise<ByteSource> {
  if (path === "-") return ChunkSource.ofStream("standard input", process.stdin);
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new FileError(`${path}: there is no such file.`);
  if (found.isDirectory()) throw new FileError(`${path} is a folder: name the files in it.`);
  const handle = await open(path).catch((failure: Error) => {
    throw new FileError(`${path} cannot be opened: ${failure.message}`);
  });
  // Pipes and devices have no size to read by.
  if (!found.isFile()) return ChunkSource.ofStream(path, handle.createReadStream());
  await handle.close();
  return {
    name: path,
    size: found.size,
    // Opened for each read, so that nobody has to remember to close it.
    read: async (start, end) => {
      const file = await open(path);
      try {
        return await readBytes(file, start, end);
      } finally {
        await file.close();
      }
    },
  };
}

async function readBytes(file: FileHandle, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, start + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
