/**
 * Which rows are folded, as one byte a row (1 = its descendants are hidden). Every change gives a new array: folding is rare, and
 * copying 100,000 bytes is nothing beside drawing.
 */
import type { TraceRows } from "../../analysis/trace-view.ts";

export type Folded = Uint8Array;

export const hasChildren = (rows: TraceRows, row: number) => rows.subtreeEnd[row]! > row + 1;

export function foldNone(rows: TraceRows): Folded {
  return new Uint8Array(rows.length);
}

export function foldAll(rows: TraceRows): Folded {
  return Uint8Array.from(rows.subtreeEnd, (end, row) => (end > row + 1 ? 1 : 0));
}

/** Folds or unfolds one row. */
export function setFolded(rows: TraceRows, folded: Folded, row: number, value: boolean): Folded {
  if (!hasChildren(rows, row) || (folded[row] === 1) === value) return folded;
  const next = folded.slice();
  next[row] = value ? 1 : 0;
  return next;
}

/** Folds or unfolds a row and everything below it. */
export function setSubtreeFolded(rows: TraceRows, folded: Folded, row: number, value: boolean): Folded {
  const next = folded.slice();
  for (let at = row; at < rows.subtreeEnd[row]!; at++) next[at] = value && hasChildren(rows, at) ? 1 : 0;
  return next;
}

/** Folds the deepest level that can be seen. */
export function foldDeepestLevel(rows: TraceRows, folded: Folded): Folded {
  let deepest = 0;
  forEachVisible(rows, folded, (row) => {
    deepest = Math.max(deepest, rows.depth[row]!);
  });
  if (deepest === 0) return folded;
  const next = folded.slice();
  forEachVisible(rows, folded, (row) => {
    if (rows.depth[row] === deepest - 1 && hasChildren(rows, row)) next[row] = 1;
  });
  return next;
}

/** Unfolds the highest level that is folded. */
export function unfoldHighestLevel(rows: TraceRows, folded: Folded): Folded {
  let highest = Number.POSITIVE_INFINITY;
  forEachVisible(rows, folded, (row) => {
    if (folded[row] === 1) highest = Math.min(highest, rows.depth[row]!);
  });
  if (highest === Number.POSITIVE_INFINITY) return folded;
  const next = folded.slice();
  forEachVisible(rows, folded, (row) => {
    if (rows.depth[row] === highest) next[row] = 0;
  });
  return next;
}

/** Unfolds all ancestors of a row, so that it can be seen. */
export function reveal(rows: TraceRows, folded: Folded, row: number): Folded {
  let next = folded;
  for (let at = rows.parentRow[row]!; at !== -1; at = rows.parentRow[at]!) {
    if (next[at] === 0) continue;
    if (next === folded) next = folded.slice();
    next[at] = 0;
  }
  return next;
}

function forEachVisible(rows: TraceRows, folded: Folded, visit: (row: number) => void): void {
  for (let row = 0; row < rows.length; row = folded[row] === 1 ? rows.subtreeEnd[row]! : row + 1) visit(row);
}
