/**
 * From the bytes of a request to what the store takes: unpacked, checked, its rows found. No waiting in between, so that one body at a time is
 * unpacked, however many come.
 */
import { gunzipSync, gzipSync, inflateSync } from "node:zlib";
import type { Batch, Compression, OtlpFormat, Signal } from "./batch.ts";
import { buildBatch } from "./build-batch.ts";
import { DamagedError, TooLargeError, unpackZstd } from "./unpack.ts";

export interface ReceivedRequest {
  readonly signal: Signal;
  readonly format: OtlpFormat;
  readonly packing: Compression | "deflate";
  readonly bytes: Uint8Array;
}

export interface Prepared {
  /** `stored` may be the request's own bytes. */
  readonly batch: Batch;
  /** Records left out. */
  readonly rejected: number;
  /** Why some were rejected; "" = none were. */
  readonly reason: string;
}

/** Bodies below this are stored as they came: packing would not make them smaller. */
const WORTH_PACKING_BYTES = 512;

/**
 * @param most bytes unpacked
 * @throws BadBodyError, DamagedError, TooLargeError
 */
export function prepare(request: ReceivedRequest, most: number, receivedNano: bigint): Prepared {
  const { signal, format, packing, bytes } = request;
  const plain = unpackAtOnce(bytes, packing, most);
  const { stored, compression } = toStore(request, plain);
  return buildBatch({ signal, format, compression, stored, size: plain.length }, plain, receivedNano);
}

function toStore({ packing, bytes }: ReceivedRequest, plain: Uint8Array) {
  if (packing === "gzip" || packing === "zstd") return { stored: bytes, compression: packing };
  if (plain.length < WORTH_PACKING_BYTES) return { stored: plain, compression: "none" as const };
  // Fast, since most senders pack what they send themselves.
  return { stored: gzipSync(plain, { level: 1 }), compression: "gzip" as const };
}

function unpackAtOnce(bytes: Uint8Array, packing: ReceivedRequest["packing"], most: number): Uint8Array {
  if (packing === "none") return bytes;
  if (packing === "zstd") return unpackZstd(bytes, most);
  try {
    // A large chunk: each one is a call, and copied once more.
    const options = { maxOutputLength: most, chunkSize: Math.min(most, Math.max(1 << 14, bytes.length * 8)) };
    return (packing === "gzip" ? gunzipSync : inflateSync)(bytes, options);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw new TooLargeError();
    throw new DamagedError(`The body is no ${packing} data.`);
  }
}
