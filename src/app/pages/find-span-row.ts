/** Between a span's id in a link and its place in the data. */
import type { TraceView } from "../../analysis/trace-view.ts";
import { hexToWords, spanIdToHex } from "../../model/ids.ts";

/** SpanIndex of the span with this id, undefined = not in this trace. The first, where an id stands on several. O(rows). */
export function findSpanOfId({ rows }: TraceView, id: string | undefined): number | undefined {
  const words = id === undefined ? undefined : hexToWords(id, 2);
  if (words === undefined) return undefined;
  const [high, low] = words;
  for (let row = 0; row < rows.length; row++) {
    if (rows.spanIdLow[row] === low && rows.spanIdHigh[row] === high && rows.span[row] !== -1) return rows.span[row];
  }
  return undefined;
}

/** Hex id of a span, undefined = not in this trace. O(rows). */
export function findIdOfSpan({ rows }: TraceView, span: number | undefined): string | undefined {
  const row = span === undefined ? -1 : rows.span.indexOf(span);
  return row === -1 ? undefined : spanIdToHex(rows.spanIdHigh[row]!, rows.spanIdLow[row]!);
}
