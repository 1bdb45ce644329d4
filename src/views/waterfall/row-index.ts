/**
 * What the waterfall asks of a trace's rows again and again, computed once for each trace in O(rows):
 *
 *   row  depth          subtreeFrom..subtreeTo   errorsBefore
 *   0    0  ████            0 .. 900                  0
 *   1    1    ██ error    100 .. 300                  0
 *   2    1     ████      400 .. 900                  1       <- outlives its parent: row 0's subtree reaches to 900
 */
import type { TraceRows, TraceView } from "../../analysis/trace-view.ts";
import { StatusCode } from "../../model/enums.ts";

export interface RowIndex {
  /** The row of a SpanIndex, -1 where the span is not of this trace. */
  rowOfSpan(span: number): number;
  /** Earliest start and last known end of the row and all below it; NaN = unknown. */
  readonly subtreeFrom: Float64Array;
  readonly subtreeTo: Float64Array;
  /** length + 1 entries: errors in rows before this one. */
  readonly errorsBefore: Uint32Array;
  /** Rows with an error, ascending. */
  readonly errorRows: Int32Array;
  readonly maxDepth: number;
}

export function buildRowIndex({ rows }: TraceView): RowIndex {
  const errorsBefore = new Uint32Array(rows.length + 1);
  const errorRows: number[] = [];
  let maxDepth = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = -1;
  for (let row = 0; row < rows.length; row++) {
    const isError = rows.statusCode[row] === StatusCode.error;
    if (isError) errorRows.push(row);
    errorsBefore[row + 1] = errorRows.length;
    if (rows.depth[row]! > maxDepth) maxDepth = rows.depth[row]!;
    const span = rows.span[row]!;
    if (span === -1) continue;
    if (span < least) least = span;
    if (span > most) most = span;
  }
  return {
    rowOfSpan: most - least < 4 * rows.length ? rowsSideBySide(rows, least, most) : rowsApart(rows),
    ...subtreeTimes(rows),
    errorsBefore,
    errorRows: Int32Array.from(errorRows),
    maxDepth,
  };
}

/** The spans of a trace lie side by side in the data set, so this is as long as the trace. */
function rowsSideBySide(rows: TraceRows, least: number, most: number): RowIndex["rowOfSpan"] {
  const rowOf = new Int32Array(Math.max(0, most - least + 1)).fill(-1);
  for (let row = 0; row < rows.length; row++) if (rows.span[row] !== -1) rowOf[rows.span[row]! - least] = row;
  return (span) => rowOf[span - least] ?? -1;
}

/** Those of a repaired view may come from anywhere. */
function rowsApart(rows: TraceRows): RowIndex["rowOfSpan"] {
  const rowOf = new Map<number, number>();
  for (let row = 0; row < rows.length; row++) if (rows.span[row] !== -1) rowOf.set(rows.span[row]!, row);
  return (span) => rowOf.get(span) ?? -1;
}

/** Errors below the row, itself left out. */
export function errorsBelow({ errorsBefore }: RowIndex, rows: TraceRows, row: number): number {
  return errorsBefore[rows.subtreeEnd[row]!]! - errorsBefore[row + 1]!;
}

/** Parents come before their children, so one walk from the end hands everything up. */
function subtreeTimes(rows: TraceRows): Pick<RowIndex, "subtreeFrom" | "subtreeTo"> {
  const subtreeFrom = rows.start.slice();
  const subtreeTo = rows.start.map((start, row) =>
    Number.isNaN(rows.duration[row]!) ? start : start + rows.duration[row]!,
  );
  for (let row = rows.length - 1; row >= 0; row--) {
    const parent = rows.parentRow[row]!;
    if (parent === -1) continue;
    if (!(subtreeFrom[parent]! <= subtreeFrom[row]!)) subtreeFrom[parent] = subtreeFrom[row]!;
    if (!(subtreeTo[parent]! >= subtreeTo[row]!)) subtreeTo[parent] = subtreeTo[row]!;
  }
  return { subtreeFrom, subtreeTo };
}
