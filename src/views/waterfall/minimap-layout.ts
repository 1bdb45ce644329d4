/**
 * The whole trace in a strip: how many spans run at the same time, and where errors are. One pass over the rows with a
 * difference array, O(rows + columns), once for each trace and width.
 *
 *   spans   ███   ██            +1 where a span starts, -1 after it ends, then summed from left to right
 *   sum     1221  11
 */
import type { TraceRows } from "../../analysis/trace-view.ts";
import { StatusCode } from "../../model/enums.ts";

export interface Density {
  /** Spans that run in each column. */
  readonly running: Float64Array;
  /** Errors that end in each column. */
  readonly errors: Uint16Array;
  readonly most: number;
}

export function layoutDensity(rows: TraceRows, durationNano: number, columns: number): Density {
  const running = new Float64Array(columns + 1);
  const errors = new Uint16Array(columns);
  const perNano = columns / Math.max(1, durationNano);
  const columnAt = (nano: number) => Math.min(columns - 1, Math.max(0, Math.floor(nano * perNano)));
  for (let row = 0; row < rows.length; row++) {
    const start = rows.start[row]!;
    if (rows.span[row] === -1 || Number.isNaN(start)) continue;
    const duration = rows.duration[row]!;
    const end = Number.isNaN(duration) ? start : start + duration;
    running[columnAt(start)]!++;
    running[columnAt(end) + 1]!--;
    if (rows.statusCode[row] === StatusCode.error) errors[columnAt(end)]!++;
  }
  let most = 0;
  for (let column = 1; column < columns; column++) running[column]! += running[column - 1]!;
  for (let column = 0; column < columns; column++) most = Math.max(most, running[column]!);
  return { running: running.subarray(0, columns), errors, most };
}
