import type { Side } from "./config.ts";

const CLOCK_OFF_MS = 1500;
const SKEWED_HOST = "host-b";

/** clock-skew: how far this host's clock is ahead. */
export function clockOffsetMs(host: string, side: Side, faults: readonly string[]): number {
  return side === "broken" && faults.includes("clock-skew") && host === SKEWED_HOST ? CLOCK_OFF_MS : 0;
}
