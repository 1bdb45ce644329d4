/** The same trace in another list: by id, since row numbers and TraceIndex are another list's own when data grows. */
import type { TraceListView } from "../../analysis/trace-list.ts";

/** @returns TraceIndex in `now`; undefined where it is not listed. O(rows) */
export function sameTrace(
  before: TraceListView,
  trace: number,
  isMember: boolean,
  now: TraceListView,
): number | undefined {
  const [from, to] = isMember ? [before.requests?.members, now.requests?.members] : [before, now];
  const row = from?.trace.indexOf(trace) ?? -1;
  if (!from || !to || row === -1) return undefined;
  const [w0, w1, w2, w3] = from.traceId.subarray(row * 4, row * 4 + 4);
  const { traceId, length } = to;
  for (let at = 0, word = 0; at < length; at++, word += 4) {
    const isSame =
      traceId[word + 3] === w3 && traceId[word + 2] === w2 && traceId[word + 1] === w1 && traceId[word] === w0;
    if (isSame) return to.trace[at];
  }
  return undefined;
}
