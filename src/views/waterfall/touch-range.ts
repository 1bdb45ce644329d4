/**
 * Fingers on a timeline: what lies under a finger stays under it.
 *
 *   one     moves what is shown                    px ──► nano of each finger is fixed when a finger comes or goes
 *   two     also zoom                              range = the one in which each nano lies at its finger's present px
 */
import { clampRange, nanoAt, type TimeRange, type TimeScale } from "./time-range.ts";

/** Fingers nearer to each other than this, or crossed, say nothing about a length. */
const LEAST_SPREAD_PX = 12;

interface Finger {
  readonly startPx: number;
  px: number;
  nano: number;
}

export class TouchRange {
  readonly #fingers = new Map<number, Finger>();
  #range: TimeRange = [0, 0];

  get count(): number {
    return this.#fingers.size;
  }

  down(pointerId: number, px: number, scale: TimeScale): void {
    this.#fingers.set(pointerId, { startPx: px, px, nano: 0 });
    this.#anchor(scale);
  }

  /** How far the finger is from where it came down; 0 for an unknown one. */
  distancePx(pointerId: number, px: number): number {
    const finger = this.#fingers.get(pointerId);
    return finger === undefined ? 0 : Math.abs(px - finger.startPx);
  }

  /** @returns what is to be shown now that the finger is at px; undefined for a finger that did not come down here */
  move(pointerId: number, px: number, widthPx: number, whole: TimeRange): TimeRange | undefined {
    const moved = this.#fingers.get(pointerId);
    if (moved === undefined || widthPx <= 0) return undefined;
    moved.px = px;
    const [a, b] = [...this.#fingers.values()].sort((one, other) => one.nano - other.nano);
    let nanoPerPx = (this.#range[1] - this.#range[0]) / widthPx;
    if (a !== undefined && b !== undefined && b.px - a.px >= LEAST_SPREAD_PX) {
      nanoPerPx = (b.nano - a.nano) / (b.px - a.px);
    }
    const from = a!.nano - a!.px * nanoPerPx;
    this.#range = clampRange([from, from + nanoPerPx * widthPx], whole);
    return this.#range;
  }

  /** @returns the range shown last */
  up(pointerId: number, scale: TimeScale): TimeRange {
    const shown = this.#range;
    this.#fingers.delete(pointerId);
    this.#anchor({ range: shown, widthPx: scale.widthPx });
    return shown;
  }

  #anchor(scale: TimeScale): void {
    this.#range = scale.range;
    for (const finger of this.#fingers.values()) finger.nano = nanoAt(scale, finger.px);
  }
}
