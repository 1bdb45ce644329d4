/**
 * The time a span spent itself: its duration less the time in which any of its children ran.
 *
 *   parent   ██████████████████     18
 *   children   ████   ████            8, of which 2 together: 6 covered      self = 18 - 6 = 12
 *                ████                 (children are cut to the parent; what runs beyond it does not count)
 */
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
    if (!(childTo > childFrom)) continue;
    covered += childTo - childFrom;
    reached = childTo;
  }
  return to - from - covered;
}
