import type { CarriedContext } from "./reading.ts";
import type { HeaderScan, Span } from "./scan.ts";

/** The decision behind a B3 sampling state; undefined leaves it to the receiver. */
export function b3Sampling(state: string | undefined): Pick<CarriedContext, "sampled" | "debug"> {
  if (state === undefined) return {};
  return state === "d" ? { sampled: true, debug: true } : { sampled: state === "1" };
}

export function traceIdBitsOf(traceId: Span): 64 | 128 {
  return traceId.end - traceId.at <= 16 ? 64 : 128;
}

export function noteTraceIdWidth(scan: HeaderScan, traceId: Span): void {
  if (traceIdBitsOf(traceId) === 64) scan.note("short-trace-id");
}
