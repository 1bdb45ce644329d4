/**
 * Where a trace lies in the scatter plot: start to the right, duration upwards.
 *
 *   top     ┤ mostNano
 *           │        linear: from 0;  log: from leastNano, shorter ones on the floor
 *   bottom  ┼──────────────────────── toNano
 *         left = fromNano          right
 */
import type { TraceListView, TraceQuery } from "../../analysis/trace-list.ts";

export type DurationScale = "log" | "linear";

export interface Area {
  readonly leftPx: number;
  readonly rightPx: number;
  readonly topPx: number;
  readonly bottomPx: number;
}

export interface ScatterScale extends Area {
  readonly kind: DurationScale;
  /** Nanoseconds since the epoch. */
  readonly fromNano: number;
  readonly toNano: number;
  readonly leastNano: number;
  readonly mostNano: number;
}

/** One instant or one duration is shown with this much around it. */
const LEAST_RANGE_NANO = 1e9;

/**
 * The time axis shows all the data, or the range that was asked for: it stays as other filters come and go. The duration axis
 * reaches over the traces that are listed.
 * @param data start and end of the data set
 */
export function computeScatterScale(
  view: TraceListView,
  query: TraceQuery,
  data: { readonly startNano: number; readonly endNano: number },
  area: Area,
  kind: DurationScale,
): ScatterScale {
  let fromNano = query.startFromNano ?? data.startNano;
  let toNano = query.startToNano ?? data.endNano;
  if (Number.isNaN(fromNano)) fromNano = 0;
  if (Number.isNaN(toNano)) toNano = fromNano;
  if (!(toNano > fromNano)) {
    fromNano -= LEAST_RANGE_NANO / 2;
    toNano = fromNano + LEAST_RANGE_NANO;
  }
  const mostNano = view.longestNano > 0 ? view.longestNano : 1e6;
  const shortest = kind === "log" ? shortestNano(view, mostNano) : 0;
  const leastNano = kind === "log" && shortest >= mostNano / 2 ? mostNano / 10 : shortest;
  return { ...area, kind, fromNano, toNano, leastNano, mostNano };
}

/** The shortest duration above 0. */
function shortestNano({ duration }: TraceListView, mostNano: number): number {
  let shortest = mostNano;
  for (let row = 0; row < duration.length; row++) {
    const nano = duration[row]!;
    if (nano > 0 && nano < shortest) shortest = nano;
  }
  return shortest;
}

export function xOf({ leftPx, rightPx, fromNano, toNano }: ScatterScale, startNano: number): number {
  return leftPx + ((startNano - fromNano) / (toNano - fromNano)) * (rightPx - leftPx);
}

export function yOf(scale: ScatterScale, durationNano: number): number {
  return scale.bottomPx - shareOf(scale, durationNano) * (scale.bottomPx - scale.topPx);
}

export function startAt({ leftPx, rightPx, fromNano, toNano }: ScatterScale, xPx: number): number {
  return fromNano + ((xPx - leftPx) / (rightPx - leftPx)) * (toNano - fromNano);
}

export function durationAt({ kind, leastNano, mostNano, topPx, bottomPx }: ScatterScale, yPx: number): number {
  const share = (bottomPx - yPx) / (bottomPx - topPx);
  return kind === "linear" ? share * mostNano : leastNano * (mostNano / leastNano) ** share;
}

/** 0 at the bottom, 1 at the top. */
function shareOf({ kind, leastNano, mostNano }: ScatterScale, durationNano: number): number {
  if (kind === "linear") return durationNano / mostNano;
  return durationNano <= leastNano ? 0 : Math.log(durationNano / leastNano) / Math.log(mostNano / leastNano);
}
