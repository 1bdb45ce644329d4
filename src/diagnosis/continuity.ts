/**
 * Continuity: the share of hops that kept their context, for each edge, each service and the whole.
 *
 *   counted      intact, restart by link   (kept)      lost, misplaced   (not kept)
 *   not counted  orphan (the context arrived; its sender was not exported), unanswered, leaf, entries from outside
 *
 * In-process hops count where an operation lost some: with those of it that kept their parent. O(hops).
 */

import type { Hops } from "../hops/find.ts";
import type { SpanColumns } from "../hops/span-facts.ts";
import { HOP_PROTOCOLS, HopStateNumber } from "../hops/table.ts";
import type { Continuity, EdgeContinuity, ServiceContinuity } from "./report-types.ts";

interface Tally {
  hops: number;
  intact: number;
}

export interface EdgeTally extends Tally {
  readonly from: number;
  readonly to: number;
  readonly protocol: string;
}

/** Edges by party, in the order they are met. */
export function tallyEdges({ table, inProcess }: Hops, columns: SpanColumns): EdgeTally[] {
  const edges = new Map<string, EdgeTally>();
  const edgeOf = (from: number, to: number, protocol: string) => {
    const key = `${from} ${to} ${protocol}`;
    let edge = edges.get(key);
    if (edge === undefined) {
      edge = { from, to, protocol, hops: 0, intact: 0 };
      edges.set(key, edge);
    }
    return edge;
  };
  const { from, to, state, protocol } = table.columns;
  for (let row = 0; row < table.length; row++) {
    const kept = state[row] === HopStateNumber.intact || state[row] === HopStateNumber.restart;
    const broken = state[row] === HopStateNumber.lost || state[row] === HopStateNumber.misplaced;
    if (!kept && !broken) continue;
    const edge = edgeOf(from[row]!, to[row]!, HOP_PROTOCOLS[protocol[row]!]!);
    edge.hops++;
    if (kept) edge.intact++;
  }
  for (const { operation, attached } of inProcess) {
    const { party } = columns.operations.list[operation]!;
    const edge = edgeOf(party, party, "in-process");
    edge.hops += attached;
    edge.intact += attached;
  }
  return [...edges.values()];
}

export function measureContinuity(edges: readonly EdgeTally[], { parties }: SpanColumns): Continuity {
  const services = new Map<number, Tally>();
  let [hops, intact] = [0, 0];
  for (const edge of edges) {
    hops += edge.hops;
    intact += edge.intact;
    const tally = services.get(edge.to) ?? { hops: 0, intact: 0 };
    tally.hops += edge.hops;
    tally.intact += edge.intact;
    services.set(edge.to, tally);
  }
  const worstFirst = (a: Tally, b: Tally) => b.hops - b.intact - (a.hops - a.intact) || b.hops - a.hops;
  return {
    hops,
    intact,
    edges: edges
      .map(({ from, to, protocol, ...tally }): EdgeContinuity => {
        const { service, environment } = parties.list[from]!;
        return { from: service, to: parties.list[to]!.service, protocol, environment, ...tally };
      })
      .sort(worstFirst),
    services: [...services]
      .map(([party, tally]): ServiceContinuity => {
        const { service, environment } = parties.list[party]!;
        return { service, environment, ...tally };
      })
      .sort(worstFirst),
  };
}
