/** Rows of one group and host sorted by start, with their times beside them. Nanoseconds. */
import type { CallColumns } from "./input.ts";

export interface TimedRows {
  readonly rows: Int32Array;
  readonly startNano: Float64Array;
  readonly durationNano: Float64Array;
}

/** The given rows by start. Cost: O(n log n). */
export function sortRows(columns: CallColumns, rows: readonly number[]): TimedRows {
  const sorted = [...rows].sort((a, b) => columns.startNano[a]! - columns.startNano[b]! || a - b);
  return {
    rows: Int32Array.from(sorted),
    startNano: Float64Array.from(sorted, (row) => columns.startNano[row]!),
    durationNano: Float64Array.from(sorted, (row) => columns.durationNano[row]!),
  };
}

/** Positions [from, to) of the rows that start in [fromNano, toNano]. Cost: O(log n). */
export function scanRange(timed: TimedRows, fromNano: number, toNano: number): [from: number, to: number] {
  return [lowerBound(timed.startNano, fromNano), lowerBound(timed.startNano, toNano)];
}

function lowerBound(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
