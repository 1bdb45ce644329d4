/** Points in time on a row (events, log records), thinned so that no two lie on the same pixels. */
import { pxOf, type TimeScale } from "./time-range.ts";

export interface Mark {
  readonly px: number;
  /** Points that fell together here. */
  readonly count: number;
  /** Numbers of the first and last of them, as given. */
  readonly first: number;
}

/**
 * @param times in time order; NaN is left out
 * @param gapPx marks nearer than this become one
 */
export function layoutMarks(
  scale: TimeScale,
  times: Float64Array,
  from: number,
  to: number,
  gapPx: number,
): readonly Mark[] {
  const marks: Mark[] = [];
  for (let at = from; at < to; at++) {
    const px = pxOf(scale, times[at]!);
    if (!(px >= 0 && px <= scale.widthPx)) continue;
    const last = marks.at(-1);
    if (last !== undefined && Math.abs(px - last.px) < gapPx) {
      marks[marks.length - 1] = { ...last, count: last.count + 1 };
    } else {
      marks.push({ px, count: 1, first: at });
    }
  }
  return marks;
}
