/** Sentry: `sentry-trace: {trace id, 32 hex}-{span id, 16 hex}[-{0|1}]`; without a state the receiver decides. */
import type { Reading } from "./reading.ts";
import { HeaderScan } from "./scan.ts";

export function readSentryTrace(value: string): Reading {
  const scan = new HeaderScan("sentry");
  const whole = scan.open("sentry-trace", value);
  const traceId = scan.until("-", whole.at, whole.end);
  if (!scan.hex("trace-id", traceId, { digits: [32] })) return scan.reading();
  if (traceId.end === whole.end) {
    scan.fail(scan.here(whole.end), "delimiter", "-", "span-id");
    return scan.reading();
  }
  const spanId = scan.until("-", traceId.end + 1, whole.end);
  if (!scan.hex("span-id", spanId, { digits: [16] })) return scan.reading();
  let sampled: boolean | undefined;
  if (spanId.end < whole.end) {
    const state = { at: spanId.end + 1, end: Math.min(spanId.end + 2, whole.end) };
    if (!/^[01]$/.test(scan.text(state))) scan.fail(state, "sentry-sampled");
    else if (state.end < whole.end) scan.fail(scan.here(state.end), "sentry-end");
    else scan.part("sampled", state);
    sampled = scan.text(state) === "1";
  } else scan.note("no-sampling");
  return scan.reading({ traceId: scan.text(traceId), traceIdBits: 128, spanId: scan.text(spanId), sampled });
}
