/**
 * The rows that folding and "matches only" leave, in order. Rebuilt when one of them changes, O(rows); scrolling only reads.
 *
 *   position  0 1 2 3          positionOf[row] = -1 for a hidden row
 *   row       0 1 7 9
 */
import type { TraceRows } from "../../analysis/trace-view.ts";
import type { Folded } from "./fold.ts";

export interface VisibleRows {
  readonly length: number;
  readonly row: Int32Array;
  readonly positionOf: Int32Array;
}

/** How a row stands to the search. */
export const Shown = { hidden: 0, ancestor: 1, match: 2 } as const;

/** @param shown with it, rows marked Shown.hidden are left out */
export function computeVisibleRows(rows: TraceRows, folded: Folded, shown?: Uint8Array): VisibleRows {
  const row = new Int32Array(rows.length);
  const positionOf = new Int32Array(rows.length).fill(-1);
  let length = 0;
  for (let at = 0; at < rows.length; at = folded[at] === 1 ? rows.subtreeEnd[at]! : at + 1) {
    if (shown !== undefined && shown[at] === Shown.hidden) continue;
    positionOf[at] = length;
    row[length++] = at;
  }
  return { length, row: row.subarray(0, length), positionOf };
}

/** Marks the matches and their ancestors. Each row is visited once, however many matches lie below it. */
export function markShown(rows: TraceRows, matchRows: Int32Array): Uint8Array {
  const shown = new Uint8Array(rows.length);
  for (const match of matchRows) {
    let at = rows.parentRow[match]!;
    while (at !== -1 && shown[at] === Shown.hidden) {
      shown[at] = Shown.ancestor;
      at = rows.parentRow[at]!;
    }
    shown[match] = Shown.match;
  }
  return shown;
}

/** The position of the row, else of its nearest ancestor that can be seen; -1 where there is none. */
export function nearestPosition({ positionOf }: VisibleRows, rows: TraceRows, row: number): number {
  for (let at = row; at !== -1; at = rows.parentRow[at]!) if (positionOf[at] !== -1) return positionOf[at]!;
  return -1;
}
