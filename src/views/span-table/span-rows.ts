/** The rows of the span table: the trace's real spans, their derived times, and their order by any column. Pure. */
import { computeCriticalPath } from "../../analysis/critical-path.ts";
import { computeSelfTimes } from "../../analysis/self-time.ts";
import type { TraceView } from "../../analysis/trace-view.ts";

export const SPAN_COLUMNS = ["service", "name", "start", "duration", "self", "critical", "kind", "status"] as const;
export type SpanColumn = (typeof SPAN_COLUMNS)[number];

export interface SpanOrderChoice {
  readonly column: SpanColumn;
  readonly descending: boolean;
}

export interface SpanTimes {
  /** By row of the trace view, nanoseconds; NaN = unknown. */
  readonly self: Float64Array;
  /** Time on the critical path; 0 = not on it. */
  readonly critical: Float64Array;
}

export function computeSpanTimes({ rows, topRow }: TraceView): SpanTimes {
  const critical = new Float64Array(rows.length);
  const path = computeCriticalPath(rows, topRow);
  for (let piece = 0; piece < path.length; piece++)
    critical[path.row[piece]!]! += path.end[piece]! - path.start[piece]!;
  return { self: computeSelfTimes(rows), critical };
}

/**
 * @returns rows of the trace view, without the missing ones. Equal values keep the order of the waterfall; unknown ones come
 * last, whichever the direction. O(n log n)
 */
export function sortSpanRows(view: TraceView, times: SpanTimes, { column, descending }: SpanOrderChoice): Int32Array {
  const keys = keysOf(view, times, column);
  const order = Int32Array.from({ length: view.rows.length }, (_, row) => row).filter(
    (row) => view.rows.span[row] !== -1,
  );
  const sign = descending ? -1 : 1;
  return order.sort((a, b) => {
    const [keyA, keyB] = [keys[a]!, keys[b]!];
    if (Number.isNaN(keyA) || Number.isNaN(keyB))
      return Number(Number.isNaN(keyA)) - Number(Number.isNaN(keyB)) || a - b;
    return sign * (keyA - keyB) || a - b;
  });
}

function keysOf(view: TraceView, times: SpanTimes, column: SpanColumn): ArrayLike<number> {
  const { rows } = view;
  switch (column) {
    case "service":
      return rankEach(rows.service, view.services);
    case "name":
      return rankEach(rows.name, view.names);
    case "start":
      return rows.start;
    case "duration":
      return rows.duration;
    case "self":
      return times.self;
    case "critical":
      return times.critical;
    case "kind":
      return rows.kind;
    case "status":
      return rows.statusCode;
  }
}

/** The place of each row's text among all texts, upper and lower case side by side. */
function rankEach(indexes: Int32Array, texts: readonly string[]): Float64Array {
  const folded = texts.map((text) => text.toLowerCase());
  const order = [...texts.keys()].sort((a, b) => (folded[a]! < folded[b]! ? -1 : folded[a]! > folded[b]! ? 1 : a - b));
  const rank = new Float64Array(texts.length);
  let place = 0;
  for (const [at, text] of order.entries()) {
    if (at > 0 && folded[order[at - 1]!] !== folded[text]) place = at;
    rank[text] = place;
  }
  return Float64Array.from(indexes, (index) => rank[index] ?? Number.NaN);
}
