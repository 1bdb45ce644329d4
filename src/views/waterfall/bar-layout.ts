/**
 * Where a row's bar and its label lie on the timeline.
 *
 *   ██████████████████ inside: the label fits        ▕██ right: beside it      left ██▏ at the right border
 *   812 ms                                               42 ms             42 ms
 *   ◂ before the screen                                                             after the screen ▸
 */
import { pxOf, type TimeScale } from "./time-range.ts";

export interface Bar {
  /** Part that is seen, from the timeline's left border. */
  readonly leftPx: number;
  readonly widthPx: number;
  /** The bar goes on beyond the border. */
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
  readonly labelSide: "inside" | "right" | "left";
  /** Left border of the label; for "left", its right border. */
  readonly labelPx: number;
}

export type BarPlace = Bar | "before" | "after" | "unknown";

/** Short spans are still seen. */
const LEAST_BAR_PX = 2;
const LABEL_GAP_PX = 5;
/** A generous guess at an 11 px label, so that nothing needs measuring. */
const CHARACTER_PX = 6.2;

/** How wide a label will be. */
export function estimateLabelPx(label: string): number {
  return label.length * CHARACTER_PX + 2 * LABEL_GAP_PX;
}

/** @param toNano end, or where to draw it when the end is unknown @param labelWidthPx with its margins */
export function layoutBar(
  scale: TimeScale,
  fromNano: number,
  toNano: number,
  labelWidthPx: number,
  leastPx = LEAST_BAR_PX,
): BarPlace {
  if (Number.isNaN(fromNano) || Number.isNaN(toNano)) return "unknown";
  const left = pxOf(scale, fromNano);
  const right = Math.max(pxOf(scale, toNano), left + leastPx);
  if (right < 0) return "before";
  if (left > scale.widthPx) return "after";
  const leftPx = Math.max(0, Math.min(left, scale.widthPx - leastPx));
  const rightPx = Math.min(scale.widthPx, Math.max(right, leftPx + leastPx));
  return {
    leftPx,
    widthPx: rightPx - leftPx,
    cutLeft: left < -0.5,
    cutRight: right > scale.widthPx + leastPx,
    ...placeLabel(leftPx, rightPx, scale.widthPx, labelWidthPx),
  };
}

function placeLabel(
  leftPx: number,
  rightPx: number,
  widthPx: number,
  labelWidthPx: number,
): Pick<Bar, "labelSide" | "labelPx"> {
  if (rightPx - leftPx >= labelWidthPx) return { labelSide: "inside", labelPx: leftPx + LABEL_GAP_PX };
  if (rightPx + labelWidthPx <= widthPx) return { labelSide: "right", labelPx: rightPx + LABEL_GAP_PX };
  if (leftPx - labelWidthPx >= 0) return { labelSide: "left", labelPx: leftPx - LABEL_GAP_PX };
  return { labelSide: "inside", labelPx: leftPx + LABEL_GAP_PX };
}
