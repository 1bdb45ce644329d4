/**
 * Datadog's headers (https://docs.datadoghq.com/tracing/trace_collection/trace_context_propagation/).
 *
 *   x-datadog-trace-id           decimal, the low 64 bits of the trace id   \  both or neither
 *   x-datadog-parent-id          decimal, 64 bits                           /
 *   x-datadog-sampling-priority  -1, 0, 1 or 2; above 0 means keep
 *   x-datadog-tags               k=v,k=v; _dd.p.tid=<16 hex> is the upper half of the trace id
 *   x-datadog-origin             free text
 */
import type { Headers } from "./header-map.ts";
import type { CarriedContext, Reading } from "./reading.ts";
import { HeaderScan } from "./scan.ts";

export const datadogHeaders = [
  "x-datadog-trace-id",
  "x-datadog-parent-id",
  "x-datadog-sampling-priority",
  "x-datadog-tags",
  "x-datadog-origin",
] as const;

export function readDatadog(headers: Headers): Reading {
  const scan = new HeaderScan("datadog");
  const low = readId(scan, headers, "x-datadog-trace-id", "trace-id", "x-datadog-parent-id");
  const spanId = readId(scan, headers, "x-datadog-parent-id", "span-id", "x-datadog-trace-id");
  const sampled = readPriority(scan, headers.first("x-datadog-sampling-priority"));
  const upper = readUpperHalf(scan, headers.first("x-datadog-tags"));
  const origin = headers.first("x-datadog-origin");
  if (origin !== undefined) {
    const span = scan.open("x-datadog-origin", origin);
    if (span.end > span.at) scan.part("origin", span);
  }
  if (upper === undefined) scan.note("dd-low-half");
  const context: CarriedContext = {
    traceId: low && (upper ?? "").padStart(16, "0") + low,
    traceIdBits: upper === undefined ? 64 : 128,
    spanId,
    sampled,
  };
  return scan.reading(context);
}

function readId(
  scan: HeaderScan,
  headers: Headers,
  header: string,
  code: "trace-id" | "span-id",
  other: string,
): string | undefined {
  const value = headers.first(header);
  if (value === undefined) {
    scan.failAbsent(header, "ids-together", other);
    return undefined;
  }
  const span = scan.open(header, value);
  return scan.decimal64(code, span) ? hexOfDecimal(scan.text(span)) : undefined;
}

function readPriority(scan: HeaderScan, value: string | undefined): boolean | undefined {
  if (value === undefined) {
    scan.note("no-sampling");
    return undefined;
  }
  const span = scan.open("x-datadog-sampling-priority", value);
  if (span.end > span.at) scan.part("priority", span);
  const text = scan.text(span);
  if (!/^-?[0-9]{1,9}$/.test(text)) {
    scan.fail(span, "priority-integer");
    return undefined;
  }
  const priority = Number(text);
  if (priority < -1 || priority > 2) scan.note("dd-priority");
  return priority > 0;
}

function readUpperHalf(scan: HeaderScan, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const whole = scan.open("x-datadog-tags", value);
  const tag = /(?:^|,)\s*_dd\.p\.tid=([^,]*)/.exec(value);
  if (tag === null) {
    if (whole.end > whole.at) scan.part("tags", whole);
    return undefined;
  }
  const at = tag.index + tag[0].length - tag[1]!.length;
  if (tag[1]) scan.part("upper-trace-id", { at, end: at + tag[1].length });
  if (/^[0-9a-f]{16}$/.test(tag[1]!)) return tag[1];
  scan.note("dd-bad-tid");
  return undefined;
}

/** A decimal number of at most 64 bits as 16 lower-case hex digits. */
export function hexOfDecimal(decimal: string): string {
  return BigInt(decimal).toString(16).padStart(16, "0");
}
