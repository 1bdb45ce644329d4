/**
 * Jaeger's own header (https://www.jaegertracing.io/docs/1.60/client-libraries/#propagation-format).
 *
 *   uber-trace-id: {trace id}:{span id}:{parent span id}:{flags}
 *
 * Hex in any case, ids without leading zeros allowed (up to 32 and 16 digits), ids not zero. The parent id is
 * abandoned: 0. Flags: one or two hex digits, 1 sampled, 2 debug. The colons often arrive URL-encoded as %3A.
 */
import { traceIdBitsOf } from "./b3-state.ts";
import type { Reading } from "./reading.ts";
import { HeaderScan, type HexRule, type Span } from "./scan.ts";
import type { PartCode } from "./texts-en.ts";

const SAMPLED = 0x01;
const DEBUG = 0x02;

const fieldRules: readonly (readonly [PartCode, HexRule])[] = [
  ["trace-id", { atMost: 32, anyCase: true }],
  ["span-id", { atMost: 16, anyCase: true }],
  ["parent-span-id", { atMost: 16, anyCase: true, zeroAllowed: true }],
  ["flags", { atMost: 2, anyCase: true, zeroAllowed: true }],
];

export function readUberTraceId(value: string): Reading {
  const scan = new HeaderScan("jaeger");
  const whole = scan.open("uber-trace-id", value);
  const fields = splitAtColons(scan.text(whole), whole.at);
  if (/%3a/i.test(value)) scan.note("jaeger-encoded");
  if (whole.at === whole.end) scan.fail(whole, "jaeger-form");
  for (const [i, [code, rule]] of fieldRules.entries()) {
    if (scan.problems.length > 0) return scan.reading();
    const field = fields[i];
    if (field === undefined) scan.fail(scan.here(whole.end), "jaeger-form");
    else if (code !== "parent-span-id" || field.end > field.at) scan.hex(code, field, rule);
  }
  const [traceId, spanId, parent, flags, surplus] = fields;
  if (surplus && scan.problems.length === 0) scan.fail(scan.here(flags!.end), "jaeger-end");
  if (scan.problems.length > 0) return scan.reading();
  const bits = Number.parseInt(scan.text(flags!), 16);
  const parentSpanId = padded(scan, parent!, 16);
  if (traceId!.end - traceId!.at < 16 || spanId!.end - spanId!.at < 16) scan.note("unpadded-id");
  return scan.reading({
    traceId: padded(scan, traceId!, 32),
    traceIdBits: traceIdBitsOf(traceId!),
    spanId: padded(scan, spanId!, 16),
    parentSpanId: /^0+$/.test(parentSpanId) ? undefined : parentSpanId,
    sampled: (bits & SAMPLED) !== 0,
    debug: (bits & DEBUG) !== 0,
  });
}

function splitAtColons(text: string, offset: number): Span[] {
  const fields: Span[] = [];
  let at = 0;
  for (const colon of text.matchAll(/:|%3a/gi)) {
    fields.push({ at: offset + at, end: offset + colon.index });
    at = colon.index + colon[0].length;
  }
  fields.push({ at: offset + at, end: offset + text.length });
  return fields;
}

function padded(scan: HeaderScan, id: Span, digits: number): string {
  return scan.text(id).toLowerCase().padStart(digits, "0");
}
