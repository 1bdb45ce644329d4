/**
 * OpenCensus' binary context in gRPC metadata, base64 on the wire, padded or not.
 *
 *   byte  0   1   2 .. 17    18   19 .. 26   27   28
 *        [0] [0] [trace id] [1]  [span id]  [2]  [flags: bit 0 sampled]      29 bytes
 *        version
 *
 * Source: census-instrumentation/opencensus-specs encodings/BinaryEncoding.md. Offsets count base64 characters;
 * a character holds 6 bits, so neighbouring parts may share one.
 */
import { decodeBase64 } from "./base64.ts";
import type { Reading } from "./reading.ts";
import { HeaderScan, type Span } from "./scan.ts";

const BYTES = 29;
const layout = { traceId: 1, spanId: 18, flags: 27 } as const;

export function readGrpcTraceBin(value: string): Reading {
  const scan = new HeaderScan("grpc-trace-bin");
  const whole = scan.open("grpc-trace-bin", value);
  const decoded = decodeBase64(scan.text(whole));
  if ("badAt" in decoded) {
    const at = whole.at + decoded.badAt;
    scan.fail(scan.here(at), at < whole.end ? "base64" : "base64-end");
    return scan.reading();
  }
  const bytes = decoded.bytes;
  const stretch = (from: number, count: number): Span => {
    const end = whole.at + Math.ceil(((from + count) * 8) / 6);
    return { at: Math.min(whole.at + Math.floor((from * 8) / 6), whole.end), end: Math.min(end, whole.end) };
  };
  const hex = (from: number, count: number): string =>
    [...bytes.subarray(from, from + count)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  if (bytes.length !== BYTES) {
    const wrong = bytes.length > BYTES ? { at: stretch(BYTES, 0).at, end: whole.end } : scan.here(whole.end);
    scan.fail(wrong, "binary-length", String(bytes.length));
  } else if (bytes[0] !== 0) scan.fail(stretch(0, 1), "binary-version");
  else {
    for (const [id, from] of [layout.traceId, layout.spanId, layout.flags].entries()) {
      if (bytes[from] !== id && scan.problems.length === 0) scan.fail(stretch(from, 1), "binary-field", String(id));
    }
  }
  if (scan.problems.length > 0) return scan.reading();

  scan.part("version", stretch(0, 1));
  scan.part("trace-id", stretch(layout.traceId + 1, 16));
  scan.part("span-id", stretch(layout.spanId + 1, 8));
  scan.part("flags", stretch(layout.flags + 1, 1));
  const traceId = hex(layout.traceId + 1, 16);
  const spanId = hex(layout.spanId + 1, 8);
  if (/^0+$/.test(traceId)) scan.fail(stretch(layout.traceId + 1, 16), "not-zero", "trace-id");
  if (/^0+$/.test(spanId)) scan.fail(stretch(layout.spanId + 1, 8), "not-zero", "span-id");
  return scan.reading({ traceId, traceIdBits: 128, spanId, sampled: (bytes[layout.flags + 1]! & 1) !== 0 });
}
