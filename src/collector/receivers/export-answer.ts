/**
 * What an OTLP receiver answers, in the encoding it was asked in:
 *
 *   ExportTraceServiceResponse {1: partial success {1: rejected, 2: message}}      google.rpc.Status {1: code, 2: message}
 *
 * Source: https://opentelemetry.io/docs/specs/otlp, "Responses".
 */
import type { OtlpFormat, Signal } from "../ingest/batch.ts";
import type { Taken } from "../ingest/ingest.ts";

/** Codes of google.rpc that are answered here. */
export const RpcCode = {
  invalidArgument: 3,
  deadlineExceeded: 4,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

export function encodeTaken(format: OtlpFormat, signal: Signal, { rejected, reason }: Taken): Uint8Array {
  if (format === "otlp-json") {
    const count = signal === "traces" ? "rejectedSpans" : "rejectedLogRecords";
    const partialSuccess = { [count]: String(rejected), errorMessage: reason };
    return Buffer.from(JSON.stringify(rejected === 0 ? {} : { partialSuccess }));
  }
  if (rejected === 0) return new Uint8Array(0);
  return message(1, Buffer.concat([varint(0x08), varint(rejected), message(2, Buffer.from(reason))]));
}

export function encodeStatus(format: OtlpFormat, code: number, text: string): Uint8Array {
  if (format === "otlp-json") return Buffer.from(JSON.stringify({ code, message: text }));
  return Buffer.concat([varint(0x08), varint(code), message(2, Buffer.from(text))]);
}

/** Status with a RetryInfo, which alone makes RESOURCE_EXHAUSTED retryable for gRPC senders. */
export function encodeRetryStatus(code: number, text: string, seconds: number): Uint8Array {
  const delay = message(1, Buffer.concat([varint(0x08), varint(seconds)]));
  const any = Buffer.concat([message(1, Buffer.from("type.googleapis.com/google.rpc.RetryInfo")), message(2, delay)]);
  return Buffer.concat([encodeStatus("otlp-protobuf", code, text), message(3, any)]);
}

function message(field: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  bytes.push(rest);
  return Buffer.from(bytes);
}
