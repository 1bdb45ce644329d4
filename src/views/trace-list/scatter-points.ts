/**
 * The traces of the list as points in pixels, with a grid over them (CSR) so that the one under the pointer is found without
 * looking at all of them.
 *
 *   cells        first[c] .. first[c+1]      rows of the cell, in list order
 *   ┌──┬──┬──┐
 *   │  │••│  │   cell size = reach: the nearest point within reach lies in one of nine cells
 *   └──┴──┴──┘
 */
import type { TraceListView } from "../../analysis/trace-list.ts";
import { type ScatterScale, xOf, yOf } from "./scatter-scale.ts";

/** How far from the pointer a point may be. */
const REACH_PX = 10;

export interface ScatterPoints {
  /** One a row; NaN = start or duration unknown, not drawn. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly drawn: number;
  readonly columns: number;
  readonly lines: number;
  readonly first: Uint32Array;
  readonly rows: Int32Array;
}

export function layoutScatterPoints(view: TraceListView, scale: ScatterScale): ScatterPoints {
  const { length } = view;
  const x = new Float32Array(length);
  const y = new Float32Array(length);
  const columns = Math.max(1, Math.ceil((scale.rightPx + REACH_PX) / REACH_PX));
  const lines = Math.max(1, Math.ceil((scale.bottomPx + REACH_PX) / REACH_PX));
  const cellOf = new Int32Array(length).fill(-1);
  const first = new Uint32Array(columns * lines + 1);
  let drawn = 0;
  for (let row = 0; row < length; row++) {
    x[row] = xOf(scale, view.start[row]!);
    y[row] = yOf(scale, view.duration[row]!);
    // What lies outside the time range is not drawn: the former list may stay while a new range is being read.
    if (!(x[row]! >= scale.leftPx - 1 && x[row]! <= scale.rightPx + 1) || Number.isNaN(y[row]!)) {
      x[row] = Number.NaN;
      continue;
    }
    drawn++;
    const column = Math.min(columns - 1, Math.max(0, Math.floor(x[row]! / REACH_PX)));
    const line = Math.min(lines - 1, Math.max(0, Math.floor(y[row]! / REACH_PX)));
    cellOf[row] = line * columns + column;
    first[cellOf[row]! + 1]!++;
  }
  for (let cell = 0; cell < columns * lines; cell++) first[cell + 1]! += first[cell]!;
  const rows = new Int32Array(drawn);
  const next = first.slice();
  for (let row = 0; row < length; row++) if (cellOf[row] !== -1) rows[next[cellOf[row]!]!++] = row;
  return { x, y, drawn, columns, lines, first, rows };
}

/** Row of the nearest point within reach, the later one of two at the same place (it is drawn above); -1 = none. */
export function findPoint(points: ScatterPoints, xPx: number, yPx: number): number {
  const { x, y, columns, lines, first, rows } = points;
  const column = Math.floor(xPx / REACH_PX);
  const line = Math.floor(yPx / REACH_PX);
  let nearest = -1;
  let leastSquare = REACH_PX * REACH_PX;
  for (let atLine = Math.max(0, line - 1); atLine <= Math.min(lines - 1, line + 1); atLine++) {
    for (let atColumn = Math.max(0, column - 1); atColumn <= Math.min(columns - 1, column + 1); atColumn++) {
      const cell = atLine * columns + atColumn;
      for (let at = first[cell]!; at < first[cell + 1]!; at++) {
        const row = rows[at]!;
        const square = (x[row]! - xPx) ** 2 + (y[row]! - yPx) ** 2;
        if (square > leastSquare) continue;
        leastSquare = square;
        nearest = row;
      }
    }
  }
  return nearest;
}

/** How many points, errors and incomplete traces fall into each square of a finer grid. */
export interface Density {
  readonly cellPx: number;
  readonly columns: number;
  readonly count: Uint32Array;
  readonly errors: Uint32Array;
  readonly incomplete: Uint32Array;
  /** Largest count. */
  readonly most: number;
}

export function countDensity(
  view: TraceListView,
  { x, y }: ScatterPoints,
  scale: ScatterScale,
  cellPx: number,
): Density {
  const columns = Math.ceil((scale.rightPx + cellPx) / cellPx) + 1;
  const cells = columns * (Math.ceil((scale.bottomPx + cellPx) / cellPx) + 1);
  const count = new Uint32Array(cells);
  const errors = new Uint32Array(cells);
  const incomplete = new Uint32Array(cells);
  let most = 0;
  for (let row = 0; row < view.length; row++) {
    if (Number.isNaN(x[row]!)) continue;
    const cell = Math.max(0, Math.floor(y[row]! / cellPx)) * columns + Math.max(0, Math.floor(x[row]! / cellPx));
    const now = ++count[cell]!;
    if (now > most) most = now;
    if (view.errorCount[row]! > 0) errors[cell]!++;
    if (isIncomplete(view, row)) incomplete[cell]!++;
  }
  return { cellPx, columns, count, errors, incomplete, most };
}

/** No root, several, or orphans. */
export function isIncomplete({ rootCount, orphanCount, arriving }: TraceListView, row: number): boolean {
  if (arriving?.[row] === 1) return false;
  return rootCount[row] !== 1 || orphanCount[row]! > 0;
}
