/**
 * B3 in several headers (https://github.com/openzipkin/b3-propagation#multiple-headers).
 *
 *   x-b3-traceid       16 or 32 lower-case hex  \  both or neither
 *   x-b3-spanid        16 lower-case hex        /
 *   x-b3-parentspanid  16 lower-case hex, absent on a root
 *   x-b3-sampled       0 or 1 (true and false in old senders)
 *   x-b3-flags         1 asks for debug and implies sampled
 */
import { noteTraceIdWidth, traceIdBitsOf } from "./b3-state.ts";
import type { Headers } from "./header-map.ts";
import type { CarriedContext, Reading } from "./reading.ts";
import { HeaderScan } from "./scan.ts";

export const b3MultiHeaders = [
  "x-b3-traceid",
  "x-b3-spanid",
  "x-b3-parentspanid",
  "x-b3-sampled",
  "x-b3-flags",
] as const;

export function readB3Multi(headers: Headers): Reading {
  const scan = new HeaderScan("b3-multi");
  const ids = readIds(scan, headers);
  const parentSpanId = readParent(scan, headers);
  const sampling = readSampling(scan, headers);
  if (ids.traceId === undefined) scan.note("sampling-only");
  if (sampling.sampled === undefined) scan.note("no-sampling");
  return scan.reading({ ...ids, parentSpanId, ...sampling });
}

function readIds(scan: HeaderScan, headers: Headers): CarriedContext {
  const traceIdValue = headers.first("x-b3-traceid");
  const spanIdValue = headers.first("x-b3-spanid");
  let ids: CarriedContext = {};
  if (traceIdValue !== undefined) {
    const traceId = scan.open("x-b3-traceid", traceIdValue);
    if (scan.hex("trace-id", traceId, { digits: [16, 32] })) noteTraceIdWidth(scan, traceId);
    ids = { traceId: scan.text(traceId).padStart(32, "0"), traceIdBits: traceIdBitsOf(traceId) };
    if (spanIdValue === undefined) scan.failAbsent("x-b3-spanid", "ids-together", "x-b3-traceid");
  }
  if (spanIdValue !== undefined) {
    const spanId = scan.open("x-b3-spanid", spanIdValue);
    scan.hex("span-id", spanId, { digits: [16] });
    ids = { ...ids, spanId: scan.text(spanId) };
    if (traceIdValue === undefined) scan.failAbsent("x-b3-traceid", "ids-together", "x-b3-spanid");
  }
  return ids;
}

function readParent(scan: HeaderScan, headers: Headers): string | undefined {
  const value = headers.first("x-b3-parentspanid");
  if (value === undefined) return undefined;
  const parent = scan.open("x-b3-parentspanid", value);
  if (parent.at === parent.end) {
    scan.note("b3-empty-parent");
    return undefined;
  }
  scan.hex("parent-span-id", parent, { digits: [16], zeroAllowed: true });
  return scan.text(parent);
}

function readSampling(scan: HeaderScan, headers: Headers): Pick<CarriedContext, "sampled" | "debug"> {
  let sampled: boolean | undefined;
  const sampledValue = headers.first("x-b3-sampled");
  if (sampledValue !== undefined) {
    const state = scan.open("x-b3-sampled", sampledValue);
    const text = scan.text(state).toLowerCase();
    if (state.end > state.at) scan.part("sampled", state);
    if (text === "true" || text === "false") scan.note("b3-legacy-sampled");
    else if (text !== "0" && text !== "1") scan.fail(state, "b3-sampled");
    sampled = text === "1" || text === "true";
  }
  const flagsValue = headers.first("x-b3-flags");
  if (flagsValue === undefined) return { sampled };
  const flags = scan.open("x-b3-flags", flagsValue);
  if (flags.end > flags.at) scan.part("debug", flags);
  if (scan.text(flags) !== "1") return { sampled };
  if (sampledValue !== undefined) scan.note("b3-debug-and-sampled");
  return { sampled: true, debug: true };
}
