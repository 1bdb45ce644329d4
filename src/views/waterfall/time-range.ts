/** The part of a trace that is on screen: nanoseconds since the trace's start. Zooming and panning keep it inside the whole. */
export type TimeRange = readonly [fromNano: number, toNano: number];

/** Nobody needs to look closer than this. */
export const LEAST_RANGE_NANO = 10;

/** A range of a trace that has no length still has one, so that there is something to draw on. */
export function wholeRange(durationNano: number): TimeRange {
  return [0, Math.max(LEAST_RANGE_NANO, Number.isNaN(durationNano) ? 0 : durationNano)];
}

export function isWhole(range: TimeRange, whole: TimeRange): boolean {
  return range[0] <= whole[0] && range[1] >= whole[1];
}

/** Sorts the ends, and keeps the range inside the whole and not too short. */
export function clampRange([from, to]: TimeRange, whole: TimeRange): TimeRange {
  if (from > to) return clampRange([to, from], whole);
  const size = Math.min(whole[1] - whole[0], Math.max(LEAST_RANGE_NANO, to - from));
  const middle = (from + to) / 2;
  const start = to - from < size ? middle - size / 2 : from;
  const kept = Math.max(whole[0], Math.min(start, whole[1] - size));
  return [kept, kept + size];
}

/** @param factor below 1 comes closer @param atNano stays where it is on screen */
export function zoomRange([from, to]: TimeRange, factor: number, atNano: number, whole: TimeRange): TimeRange {
  const size = Math.max(LEAST_RANGE_NANO, (to - from) * factor);
  const share = to === from ? 0.5 : (atNano - from) / (to - from);
  const start = atNano - size * share;
  return clampRange([start, start + size], whole);
}

export function panRange([from, to]: TimeRange, byNano: number, whole: TimeRange): TimeRange {
  return clampRange([from + byNano, to + byNano], whole);
}

/** The range moved or widened as little as needed to hold both times, with a margin. */
export function rangeToShow(range: TimeRange, fromNano: number, toNano: number, whole: TimeRange): TimeRange {
  if (Number.isNaN(fromNano) || (fromNano < range[1] && toNano > range[0])) return range;
  const size = range[1] - range[0];
  const middle = (fromNano + toNano) / 2;
  const wanted = Math.max(size, (toNano - fromNano) * 1.2);
  return clampRange([middle - wanted / 2, middle + wanted / 2], whole);
}

/** A range laid on pixels. */
export interface TimeScale {
  readonly range: TimeRange;
  readonly widthPx: number;
}

export function pxOf({ range: [from, to], widthPx }: TimeScale, nano: number): number {
  return ((nano - from) / (to - from)) * widthPx;
}

export function nanoAt({ range: [from, to], widthPx }: TimeScale, px: number): number {
  return widthPx === 0 ? from : from + (px / widthPx) * (to - from);
}
