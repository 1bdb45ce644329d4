/** Links of a span, forwards and backwards. */
import { spanIdToHex, traceIdToHex } from "../model/ids.ts";
import type { DataSet } from "../model/tables.ts";
import type { LinkTarget } from "./engine-api.ts";

/** Where the links of `span` lead, in their exported order. */
export function findLinkTargets({ spans, links }: DataSet, span: number): LinkTarget[] {
  const targets: LinkTarget[] = [];
  for (let link = spans.linkFirst[span]!; link < spans.linkFirst[span + 1]!; link++) {
    const target = links.target[link]!;
    const [w0, w1, w2, w3] = links.traceId.subarray(link * 4, link * 4 + 4);
    targets.push({
      traceId: traceIdToHex(w0!, w1!, w2!, w3!),
      spanId: spanIdToHex(links.spanIdHigh[link]!, links.spanIdLow[link]!),
      trace: target === -1 ? -1 : spans.trace[target]!,
      span: target,
    });
  }
  return targets;
}

/** The spans whose links lead to `span`. O(links). */
export function findLinkedFrom({ spans, links, traces }: DataSet, span: number): LinkTarget[] {
  const sources: LinkTarget[] = [];
  for (let link = 0; link < links.length; link++) {
    if (links.target[link] !== span) continue;
    const source = ownerOf(spans.linkFirst, link);
    const trace = spans.trace[source]!;
    const [w0, w1, w2, w3] = traces.traceId.subarray(trace * 4, trace * 4 + 4);
    sources.push({
      traceId: traceIdToHex(w0!, w1!, w2!, w3!),
      spanId: spanIdToHex(spans.spanIdHigh[source]!, spans.spanIdLow[source]!),
      trace,
      span: source,
    });
  }
  return sources;
}

/** The row i with first[i] <= at < first[i + 1]: binary search. */
function ownerOf(first: Uint32Array, at: number): number {
  let [low, high] = [0, first.length - 1];
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (first[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}
