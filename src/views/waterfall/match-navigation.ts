/** From match to match (and from error to error), round and round. */
import type { RowIndex } from "./row-index.ts";

/** @param matches SpanIndex, as the engine finds them @returns their rows, ascending */
export function rowsOfSpans(index: RowIndex, matches: Int32Array): Int32Array {
  return matches
    .map((span) => index.rowOfSpan(span))
    .filter((row) => row !== -1)
    .sort();
}

/** The first entry after the row (or the last before it), else round the end; -1 where there are none. */
export function nextRow(sorted: Int32Array, row: number, direction: 1 | -1): number {
  if (sorted.length === 0) return -1;
  const at = lowerBound(sorted, row);
  if (direction === -1) return sorted[at === 0 ? sorted.length - 1 : at - 1]!;
  const after = sorted[at] === row ? at + 1 : at;
  return sorted[after === sorted.length ? 0 : after]!;
}

/** The number of the row among the entries, counted from 1; 0 where it is none of them. */
export function ordinalOf(sorted: Int32Array, row: number): number {
  const at = lowerBound(sorted, row);
  return sorted[at] === row ? at + 1 : 0;
}

function lowerBound(sorted: Int32Array, row: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
