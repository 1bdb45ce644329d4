/**
 * The marks of a ruler over time, at round steps and in sensible units:
 *
 *   0 ms     200 ms     400 ms          far out: each mark says its time
 *   500.0012 ms   +0.2 µs   +0.4 µs     close up: the first says it in full, the others how much later they are
 */
import { formatDuration } from "../kit/format-time.ts";
import { pxOf, type TimeScale } from "./time-range.ts";

export interface RulerTick {
  readonly nano: number;
  readonly px: number;
  readonly label: string;
}

const SECOND = 1e9;
const MINUTE = 60e9;
const HOUR = 3_600e9;
const UNITS: readonly [nano: number, name: string][] = [
  [SECOND, "s"],
  [1e6, "ms"],
  [1e3, "µs"],
  [1, "ns"],
];
/** Steps from seconds on; below, 1, 2 and 5 times a power of ten. */
const LONG_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];
/** More digits than this and the marks become differences. */
const MOST_DECIMALS = 3;

/** @param gapPx least distance between two marks */
export function layoutRulerTicks(scale: TimeScale, gapPx: number): RulerTick[] {
  const [from, to] = scale.range;
  if (!(scale.widthPx > 0) || !(to > from)) return [];
  const step = roundStep(((to - from) / scale.widthPx) * gapPx);
  const times: number[] = [];
  for (let count = Math.ceil(from / step); count * step <= to; count++) times.push(count * step);
  const label = labelsFor(times, step);
  return times.map((nano, at) => ({ nano, px: pxOf(scale, nano), label: label(nano, at) }));
}

/** The smallest round step that is at least this long; whole nanoseconds. */
export function roundStep(leastNano: number): number {
  if (leastNano > SECOND / 2) {
    const seconds = leastNano / SECOND;
    const known = LONG_STEPS.find((step) => step >= seconds);
    return (known ?? roundDecimal(seconds / 86_400) * 86_400) * SECOND;
  }
  return Math.max(1, roundDecimal(leastNano));
}

function roundDecimal(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((digit) => digit * power >= least * (1 - 1e-9)) ?? 10);
}

function labelsFor(times: readonly number[], step: number): (nano: number, at: number) => string {
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  if (last >= MINUTE) {
    // formatDuration says hours with minutes and minutes with seconds, no finer.
    if (step >= (last >= HOUR ? MINUTE : SECOND)) return formatDuration;
  } else if (decimalsOf(step, unitOf(last)[0]) <= MOST_DECIMALS) {
    return decimalLabels(step, unitOf(last));
  }
  const later = decimalLabels(step, unitOf(last - first));
  const full = unitOf(first);
  return (nano, at) => (at === 0 ? decimalLabels(step, full)(first) : `+${later(nano - first)}`);
}

const unitOf = (nano: number) => UNITS.find(([least]) => nano >= least) ?? UNITS[UNITS.length - 1]!;

const decimalsOf = (step: number, unit: number) => Math.max(0, Math.ceil(-Math.log10(step / unit) - 1e-9));

function decimalLabels(step: number, [unit, name]: readonly [number, string]): (nano: number) => string {
  const decimals = decimalsOf(step, unit);
  return (nano) => `${(nano / unit).toFixed(decimals)} ${name}`;
}
