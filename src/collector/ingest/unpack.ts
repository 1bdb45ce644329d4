/** Packed bytes to plain ones, never more than `most` of them. */
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Decompress } from "fzstd";
import type { Compression } from "../ingest/batch.ts";

const gunzipAsync = promisify(gunzip);

/** Unpacked it would be larger than allowed. */
export class TooLargeError extends Error {}
/** The bytes are not what their encoding says. */
export class DamagedError extends Error {}

/** @throws TooLargeError, DamagedError */
export async function unpack(bytes: Uint8Array, packing: Compression, most: number): Promise<Uint8Array> {
  if (packing === "none") return bytes;
  if (packing === "zstd") return unpackZstd(bytes, most);
  try {
    return await gunzipAsync(bytes, { maxOutputLength: most });
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw new TooLargeError();
    throw new DamagedError(`The body is no ${packing} data.`);
  }
}

/** What a frame may ask to look back; encoders stay at 8 MiB unless told otherwise. */
const MOST_WINDOW = 8 << 20;

/** @throws TooLargeError, DamagedError */
export function unpackZstd(bytes: Uint8Array, most: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    if (zstdWindowSize(bytes) > Math.max(MOST_WINDOW, most)) throw new TooLargeError();
    const stream = new Decompress((chunk) => {
      size += chunk.length;
      if (size > most) throw new TooLargeError();
      chunks.push(chunk.slice());
    });
    stream.push(bytes, true);
  } catch (failure) {
    if (failure instanceof TooLargeError) throw failure;
    throw new DamagedError("The body is no zstd data.");
  }
  return Buffer.concat(chunks);
}

/** Bytes the first frame's decoder must keep; RFC 8878, 3.1.1.1. */
function zstdWindowSize(bytes: Uint8Array): number {
  if (bytes.length < 6 || bytes[0] !== 0x28 || bytes[1] !== 0xb5 || bytes[2] !== 0x2f || bytes[3] !== 0xfd) {
    throw new DamagedError();
  }
  const descriptor = bytes[4]!;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  if (!isSingleSegment) {
    const base = 2 ** (10 + (bytes[5]! >> 3));
    return base + (base / 8) * (bytes[5]! & 7);
  }
  const idBytes = [0, 1, 2, 4][descriptor & 3]!;
  const sizeBytes = [1, 2, 4, 8][descriptor >> 6]!;
  let size = sizeBytes === 2 ? 256 : 0;
  for (let byte = 0; byte < sizeBytes; byte++) size += (bytes[5 + idBytes + byte] ?? 0) * 256 ** byte;
  return size;
}
