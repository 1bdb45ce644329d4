/** Where the ids that a header carries are in the open data. */
import { hexToWords, spanIdToHex, traceIdToHex } from "../model/ids.ts";
import type { DataSet } from "../model/tables.ts";
import type { ContextPlace } from "./engine-api.ts";

/**
 * The trace of that id; else one whose last 64 bits agree where either side lacks the first 64; else wherever the span id is.
 * O(traces), and O(spans) where the trace is not here.
 */
export function findContext(dataSet: DataSet, traceId: string, spanId: string): ContextPlace | undefined {
  const wanted = hexToWords(traceId, 4);
  const id = hexToWords(spanId, 2);
  if (!wanted) return undefined;
  const { traceId: ids, length } = dataSet.traces;
  let cut = -1;
  for (let trace = 0; trace < length; trace++) {
    const at = trace * 4;
    if (ids[at + 2] !== wanted[2] || ids[at + 3] !== wanted[3]) continue;
    if (ids[at] === wanted[0] && ids[at + 1] === wanted[1]) return placeIn(dataSet, trace, id, "same");
    const isShort = (ids[at] === 0 && ids[at + 1] === 0) || (wanted[0] === 0 && wanted[1] === 0);
    if (isShort && cut === -1) cut = trace;
  }
  if (cut !== -1) return placeIn(dataSet, cut, id, "cut");
  const { spanIdHigh, spanIdLow, trace, length: spans } = dataSet.spans;
  for (let span = 0; id && span < spans; span++) {
    if (spanIdHigh[span] === id[0] && spanIdLow[span] === id[1]) return placeIn(dataSet, trace[span]!, id, "elsewhere");
  }
  return undefined;
}

function placeIn(
  { spans, traces, resources, strings }: DataSet,
  trace: number,
  id: readonly number[] | undefined,
  how: ContextPlace["how"],
): ContextPlace {
  const first = traces.first[trace]!;
  const end = first + traces.count[trace]!;
  let found = -1;
  let children = 0;
  for (let span = first; id && span < end; span++) {
    if (found === -1 && spans.spanIdHigh[span] === id[0] && spans.spanIdLow[span] === id[1]) found = span;
    if (spans.parentSpanIdHigh[span] === id[0] && spans.parentSpanIdLow[span] === id[1]) children++;
  }
  const [w0, w1, w2, w3] = traces.traceId.subarray(trace * 4, trace * 4 + 4);
  return {
    how,
    traceId: traceIdToHex(w0!, w1!, w2!, w3!),
    spansOfTrace: end - first,
    spanId: found === -1 ? "" : spanIdToHex(spans.spanIdHigh[found]!, spans.spanIdLow[found]!),
    name: found === -1 ? "" : strings.get(spans.name[found]!),
    service: found === -1 ? "" : strings.get(resources.service[spans.resource[found]!] ?? -1),
    children,
  };
}
