/** The report's continuity as the graph asks for it: by pair of nodes, environments and protocols added up. */
import type { EdgeContinuity as ReportedEdge } from "../../diagnosis/report-types.ts";
import { type EdgeContinuity, edgeKey, serviceNodeId } from "./graph-selection.ts";

/** By edgeKey. Hops inside one service are no edge. */
export function continuityByEdge(edges: readonly ReportedEdge[]): ReadonlyMap<string, EdgeContinuity> {
  const sums = new Map<string, EdgeContinuity>();
  for (const { from, to, hops, intact } of edges) {
    if (from === to) continue;
    const key = edgeKey(serviceNodeId(from), serviceNodeId(to));
    const sum = sums.get(key);
    sums.set(key, { hops: hops + (sum?.hops ?? 0), intact: intact + (sum?.intact ?? 0) });
  }
  return sums;
}
