/** A rectangle drawn over the scatter plot, and what it asks for. */
import type { TraceQuery } from "../../analysis/trace-list.ts";
import { durationAt, type ScatterScale, startAt } from "./scatter-scale.ts";

export interface Rectangle {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A drag shorter than this is a click; thinner than this, it leaves that axis alone. */
export const LEAST_DRAG_PX = 5;

/** The corners in order and inside the plot; a thin drag covers the whole of the other axis. undefined: a click. */
export function brushOf(
  scale: ScatterScale,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Rectangle | undefined {
  const clampX = (x: number) => Math.min(scale.rightPx, Math.max(scale.leftPx, x));
  const clampY = (y: number) => Math.min(scale.bottomPx, Math.max(scale.topPx, y));
  const wide = Math.abs(to.x - from.x) >= LEAST_DRAG_PX;
  const high = Math.abs(to.y - from.y) >= LEAST_DRAG_PX;
  if (!wide && !high) return undefined;
  return {
    x0: wide ? clampX(Math.min(from.x, to.x)) : scale.leftPx,
    x1: wide ? clampX(Math.max(from.x, to.x)) : scale.rightPx,
    y0: high ? clampY(Math.min(from.y, to.y)) : scale.topPx,
    y1: high ? clampY(Math.max(from.y, to.y)) : scale.bottomPx,
  };
}

/** The conditions of a brush; an edge at the border of the plot asks for nothing new. Durations are rounded, outwards, to be read. */
export function rangeOfBrush(scale: ScatterScale, { x0, x1, y0, y1 }: Rectangle): Partial<TraceQuery> {
  const range: { -readonly [Key in keyof TraceQuery]: TraceQuery[Key] } = {};
  if (x0 > scale.leftPx || x1 < scale.rightPx) {
    range.startFromNano = Math.floor(startAt(scale, x0));
    range.startToNano = Math.ceil(startAt(scale, x1));
  }
  if (y1 < scale.bottomPx) range.minDurationNano = roundTo(durationAt(scale, y1), Math.floor);
  if (y0 > scale.topPx) range.maxDurationNano = roundTo(durationAt(scale, y0), Math.ceil);
  return range;
}

/** Three significant digits, whole nanoseconds. */
function roundTo(nano: number, round: (value: number) => number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, nano))) - 2);
  return round(nano / unit) * unit;
}
