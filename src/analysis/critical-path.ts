/**
 * The critical path: what the end of a span had to wait for. Shorten a span off the path, and the trace takes as long as before.
 *
 *   root     ██████████████████████████       path  ██   root
 *   a          ████████                               ████████   a
 *   b             ██████████████                              ░   (b ends after a, and before c: b is waited for, a is not)
 *   c                            ████                                c
 *
 * Backward from the end: of the children that ended by then, the last to end was waited for; the path goes through it, and on from
 * its start. Children are cut to their parent's end, since clocks differ and work may be left behind. A CONSUMER is not waited
 * for (blocking.ts). No recursion. O(n log n) in the children of the spans on the path.
 */
import { blocksParent } from "./blocking.ts";
import type { TraceRows } from "./trace-view.ts";

/** Pieces in time order that follow on each other without a gap. Times as in TraceRows. */
export interface CriticalPath {
  readonly length: number;
  readonly row: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
}

interface Visit {
  readonly row: number;
  /** The part of the span that its ancestors leave. */
  readonly from: number;
  readonly until: number;
  /** Backward from here. */
  at: number;
  /** Children, the first to end first; taken from the end. */
  readonly children: number[];
}

/** @param topRow where the path ends: its span's end. Empty where that span's time is unknown. */
export function computeCriticalPath(rows: TraceRows, topRow: number): CriticalPath {
  const pieces: { row: number; start: number; end: number }[] = [];
  const endOf = (row: number) => rows.start[row]! + rows.duration[row]!;
  const add = (row: number, start: number, end: number) => {
    if (end > start) pieces.push({ row, start, end });
  };
  const visit = (row: number, from: number, until: number): Visit => {
    const children: number[] = [];
    for (let child = row + 1; child < rows.subtreeEnd[row]!; child = rows.subtreeEnd[child]!) {
      if (blocksParent(rows, child) && !Number.isNaN(endOf(child))) children.push(child);
    }
    const cut = (child: number) => Math.min(endOf(child), until);
    children.sort((a, b) => cut(a) - cut(b) || rows.start[a]! - rows.start[b]!);
    return { row, from, until, at: until, children };
  };

  const isKnown = topRow >= 0 && !Number.isNaN(endOf(topRow));
  const stack = isKnown ? [visit(topRow, rows.start[topRow]!, endOf(topRow))] : [];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const { row, from, until, children } = top;
    const child = children.pop();
    if (child === undefined) {
      add(row, from, top.at);
      stack.pop();
      continue;
    }
    const end = Math.min(endOf(child), until);
    const start = Math.max(rows.start[child]!, from);
    // It ended after what was waited for had begun: not waited for.
    if (end > top.at || start >= end) continue;
    add(row, end, top.at);
    top.at = start;
    stack.push(visit(child, start, end));
  }
  pieces.reverse();
  return {
    length: pieces.length,
    row: Int32Array.from(pieces, ({ row }) => row),
    start: Float64Array.from(pieces, ({ start }) => start),
    end: Float64Array.from(pieces, ({ end }) => end),
  };
}
