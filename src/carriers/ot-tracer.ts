/**
 * The OpenTracing basic tracer's headers, as OpenTelemetry's "ottrace" propagator reads them.
 *
 *   ot-tracer-traceid  16 lower-case hex (32 tolerated)  \  both or neither
 *   ot-tracer-spanid   16 lower-case hex                 /
 *   ot-tracer-sampled  true or false (0 and 1 tolerated)
 */
import { noteTraceIdWidth, traceIdBitsOf } from "./b3-state.ts";
import type { Headers } from "./header-map.ts";
import type { CarriedContext, Reading } from "./reading.ts";
import { HeaderScan } from "./scan.ts";

export const otTracerHeaders = ["ot-tracer-traceid", "ot-tracer-spanid", "ot-tracer-sampled"] as const;

export function readOtTracer(headers: Headers): Reading {
  const scan = new HeaderScan("ot-tracer");
  const [traceIdValue, spanIdValue, sampledValue] = otTracerHeaders.map((name) => headers.first(name));
  let context: CarriedContext = {};
  if (traceIdValue !== undefined) {
    const traceId = scan.open("ot-tracer-traceid", traceIdValue);
    if (scan.hex("trace-id", traceId, { digits: [16, 32] })) noteTraceIdWidth(scan, traceId);
    if (traceIdBitsOf(traceId) === 64) scan.note("ot-upper-half");
    context = { traceId: scan.text(traceId).padStart(32, "0"), traceIdBits: traceIdBitsOf(traceId) };
  } else scan.failAbsent("ot-tracer-traceid", "ids-together", "ot-tracer-spanid");
  if (spanIdValue !== undefined) {
    const spanId = scan.open("ot-tracer-spanid", spanIdValue);
    scan.hex("span-id", spanId, { digits: [16] });
    context = { ...context, spanId: scan.text(spanId) };
  } else scan.failAbsent("ot-tracer-spanid", "ids-together", "ot-tracer-traceid");
  if (sampledValue === undefined) scan.note("no-sampling");
  else {
    const sampled = scan.open("ot-tracer-sampled", sampledValue);
    if (sampled.end > sampled.at) scan.part("sampled", sampled);
    if (!/^(true|false|0|1)$/i.test(scan.text(sampled))) scan.fail(sampled, "ot-sampled");
    context = { ...context, sampled: /^(true|1)$/i.test(scan.text(sampled)) };
  }
  return scan.reading(context);
}
