/**
 * B3 in one header (https://github.com/openzipkin/b3-propagation#single-header).
 *
 *   b3: 80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1-05e3ac9a4f6e3b90
 *       trace id, 16 or 32 hex           span id, 16 hex  |  parent span id, 16 hex, only after a state
 *                                                         state: 0 drop, 1 keep, d debug; may be left out
 *   b3: 0                                a decision alone
 */
import { b3Sampling, noteTraceIdWidth, traceIdBitsOf } from "./b3-state.ts";
import type { Reading } from "./reading.ts";
import { HeaderScan, type Span } from "./scan.ts";

export function readB3Single(value: string): Reading {
  const scan = new HeaderScan("b3");
  const whole = scan.open("b3", value);
  const text = scan.text(whole);
  if (text.length === 1) {
    if (readState(scan, whole)) scan.note("sampling-only");
    return scan.reading(b3Sampling(text));
  }
  const traceId = scan.until("-", whole.at, whole.end);
  if (text === "") scan.fail(whole, "b3-form");
  else if (scan.hex("trace-id", traceId, { digits: [16, 32] }) && traceId.end === whole.end) {
    scan.fail(scan.here(whole.end), "b3-form");
  }
  if (scan.problems.length > 0) return scan.reading();
  const spanId = scan.until("-", traceId.end + 1, whole.end);
  if (!scan.hex("span-id", spanId, { digits: [16] })) return scan.reading();
  const state = spanId.end < whole.end ? scan.until("-", spanId.end + 1, whole.end) : undefined;
  if (state && !readState(scan, state)) return scan.reading();
  const parent = state && state.end < whole.end ? scan.until("-", state.end + 1, whole.end) : undefined;
  if (parent && !readParent(scan, parent, whole.end)) return scan.reading();
  if (!state) scan.note("no-sampling");
  noteTraceIdWidth(scan, traceId);
  return scan.reading({
    traceId: scan.text(traceId).padStart(32, "0"),
    traceIdBits: traceIdBitsOf(traceId),
    spanId: scan.text(spanId),
    parentSpanId: parent && scan.text(parent),
    ...b3Sampling(state && scan.text(state)),
  });
}

function readState(scan: HeaderScan, state: Span): boolean {
  if (state.end > state.at) scan.part("sampled", state);
  if (/^[01d]$/.test(scan.text(state))) return true;
  return scan.fail(state.end > state.at ? state : scan.here(state.at), "b3-state");
}

function readParent(scan: HeaderScan, parent: Span, end: number): boolean {
  if (!scan.hex("parent-span-id", parent, { digits: [16], zeroAllowed: true })) return false;
  scan.note("b3-parent-ignored");
  return parent.end === end || scan.fail(scan.here(parent.end), "b3-end");
}
