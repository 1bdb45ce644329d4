/**
 * gRPC metadata (grpc/grpc doc/PROTOCOL-HTTP2.md).
 *
 *   key    1 or more of 0-9 a-z _ - .   the prefix grpc- is reserved (grpc-trace-bin is OpenCensus' own)
 *   value  0x20..0x7E; a key that ends in -bin holds bytes, base64 on the wire
 *
 * An upper-case letter makes C-core throw and an HTTP/2 peer reset the stream.
 */
import type { Reading } from "./reading.ts";
import { HeaderScan } from "./scan.ts";

/** Keys under the reserved prefix that tracing libraries define. */
const tracingKeys = ["grpc-trace-bin", "grpc-tags-bin"];

export function readGrpcMetadataKey(key: string): Reading {
  const scan = new HeaderScan("grpc-metadata-key");
  const whole = { at: 0, end: key.length };
  scan.open("metadata key", key);
  if (key === "") scan.fail(whole, "metadata-empty");
  else scan.part("key", whole);
  const bad = key.search(/[^0-9a-z_.-]/);
  if (bad >= 0) {
    const upper = /[A-Z]/.test(key[bad]!);
    scan.fail(scan.here(bad), upper ? "metadata-upper" : "metadata-char");
    if (upper) scan.note("metadata-java-lowers");
    if (/^[A-Z][a-z0-9]*(-[A-Z][a-z0-9]*)*$/.test(key)) scan.note("metadata-canonical");
  } else if (key.startsWith("grpc-") && !tracingKeys.includes(key)) {
    scan.fail({ at: 0, end: "grpc-".length }, "metadata-reserved");
  }
  if (key.includes("_")) scan.note("metadata-nginx");
  if (key.endsWith("-bin")) scan.note("metadata-binary");
  return scan.reading();
}

/** Checks a value against its key: text, or base64 for a -bin key (a list is split at ',' first). */
export function readGrpcMetadataValue(key: string, value: string): Reading {
  const scan = new HeaderScan("grpc-metadata-key");
  scan.open(key, value);
  const binary = key.endsWith("-bin");
  const bad = value.search(binary ? /[^A-Za-z0-9+/=, ]/ : /[^\x20-\x7e]/);
  if (bad >= 0) scan.fail(scan.here(bad), binary ? "base64" : "metadata-value");
  return scan.reading();
}
