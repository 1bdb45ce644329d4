/** The axes of the scatter plot: round durations upwards, round local clock times to the right. */
import { formatDuration } from "../kit/format-time.ts";
import { roundStep } from "../waterfall/ruler-ticks.ts";
import { type ScatterScale, xOf, yOf } from "./scatter-scale.ts";

export interface Tick {
  readonly px: number;
  readonly label: string;
}

const SECOND = 1e9;
const MINUTE = 60e9;
const HOUR = 3_600e9;
const DAY = 86_400e9;
const DURATION_GAP_PX = 22;

export function layoutDurationTicks(scale: ScatterScale): Tick[] {
  const steps = scale.kind === "linear" ? linearDurations(scale) : logDurations(scale);
  return steps.map((nano) => ({ px: yOf(scale, nano), label: formatDuration(nano) }));
}

function linearDurations({ mostNano, topPx, bottomPx }: ScatterScale): number[] {
  const step = roundStep((mostNano / Math.max(1, bottomPx - topPx)) * DURATION_GAP_PX * 1.5);
  return Array.from({ length: Math.floor(mostNano / step) + 1 }, (_, count) => count * step);
}

/** Powers of ten of the unit that people say; with 2 and 5 between them where there is room. */
function logDurations(scale: ScatterScale): number[] {
  const { leastNano, mostNano } = scale;
  const tens: number[] = [];
  for (let nano = 1; nano <= 10 * SECOND; nano *= 10) tens.push(nano);
  tens.push(MINUTE, 10 * MINUTE, HOUR, 10 * HOUR);
  for (let nano = 4 * DAY; nano <= mostNano; nano *= 10) tens.push(nano);
  const within = (nano: number) => nano >= leastNano * 0.999 && nano <= mostNano * 1.001;
  const between = tens.flatMap((nano) => [nano, 2 * nano, 5 * nano]);
  const wanted = tens.filter(within).length > 2 ? tens.filter(within) : between.filter(within);
  const kept: number[] = [];
  for (const nano of wanted) {
    const last = kept.at(-1);
    if (last === undefined || yOf(scale, last) - yOf(scale, nano) >= DURATION_GAP_PX) kept.push(nano);
  }
  return kept;
}

/** @param epochUnixNano what the scale's times count from */
export function layoutTimeTicks(scale: ScatterScale, epochUnixNano: bigint): Tick[] {
  const { fromNano, toNano, leftPx, rightPx } = scale;
  const perPx = (toNano - fromNano) / Math.max(1, rightPx - leftPx);
  const step = roundStep(perPx * (perPx < 1e6 ? 130 : 90));
  const dateOf = (nano: number) => new Date(Number(epochUnixNano / 1_000_000n) + Math.floor(nano / 1e6));
  // Steps of hours and days begin at the reader's midnight.
  const zoneNano = dateOf(fromNano).getTimezoneOffset() * MINUTE;
  const ticks: Tick[] = [];
  for (let count = Math.ceil((fromNano - zoneNano) / step); count * step + zoneNano <= toNano; count++) {
    const nano = count * step + zoneNano;
    ticks.push({ px: xOf(scale, nano), label: clockLabel(dateOf(nano), nano, step) });
  }
  return ticks;
}

/** As fine as the step needs; midnights say their date, with the year where months lie between. */
function clockLabel(date: Date, nano: number, step: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  // A day step may fall on 01:00 after the clocks have changed.
  if (step >= DAY || (clock === "00:00" && step >= MINUTE)) {
    const day = `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    return step >= 10 * DAY ? `${date.getFullYear()}-${day}` : day;
  }
  if (step >= MINUTE) return clock;
  const seconds = `${clock}:${two(date.getSeconds())}`;
  if (step >= SECOND) return seconds;
  const decimals = Math.ceil(9 - Math.log10(step) - 1e-9);
  const rest = String(Math.round(((nano % SECOND) + SECOND) % SECOND)).padStart(9, "0");
  return `${seconds}.${rest.slice(0, decimals)}`;
}
