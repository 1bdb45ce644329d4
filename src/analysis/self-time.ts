/**
 * The time a span spent itself: its duration less the time in which any of its children ran.
 *
 *   parent   ██████████████████     18
 *   children   ████   ████            8, of which 2 together: 6 covered      self = 18 - 6 = 12
 *                ████                 (children are cut to the parent; what runs beyond it does not count)
 *                       ░░░           CONSUMER of a message: runs elsewhere, nobody waits for it (blocking.ts)
 */
import { blocksParent } from "./blocking.ts";
import type { TraceRows } from "./trace-view.ts";

/** @returns nanoseconds; NaN where the span's own time is unknown. O(children), which come in time order. */
export function computeSelfTime(rows: TraceRows, row: number): number {
  const from = rows.start[row]!;
  const to = from + rows.duration[row]!;
  if (Number.isNaN(to)) return Number.NaN;
  let covered = 0;
  let reached = from;
  for (let child = row + 1; child < rows.subtreeEnd[row]!; child = rows.subtreeEnd[child]!) {
    const childFrom = Math.max(reached, rows.start[child]!);
    const childTo = Math.min(to, rows.start[child]! + rows.duration[child]!);
    if (!(childTo > childFrom) || !blocksParent(rows, child)) continue;
    covered += childTo - childFrom;
    reached = childTo;
  }
  return to - from - covered;
}

/** @returns nanoseconds a row; NaN also for parents that are not in the data. O(rows) */
export function computeSelfTimes(rows: TraceRows): Float64Array {
  const self = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    self[row] = rows.span[row] === -1 ? Number.NaN : computeSelfTime(rows, row);
  }
  return self;
}
