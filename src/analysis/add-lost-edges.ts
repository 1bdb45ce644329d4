/**
 * Puts into the service graph the edges that only the diagnosis knows. Where every hop between two services lost its context,
 * both sides are roots, no parent joins them, and the graph of parents and children shows nothing:
 *
 *   before   (storefront)      (checkout)            after   (storefront) ──╴ ╶─▶ (checkout)
 *
 * Done before layout, so that the lost edge has its place. O(nodes + edges).
 */
import type { GraphEdge, ServiceGraph } from "./service-graph.ts";
import { PROTOCOLS, type Protocol } from "./trace-view.ts";

/** Hops between two services, names of services. The same pair may come several times (environments, protocols). */
export interface MeasuredEdge {
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly hops: number;
  readonly intact: number;
}

/** The graph with an edge for each pair that lost hops and has none; the graph itself where nothing is to be added. */
export function addLostEdges(graph: ServiceGraph, measured: readonly MeasuredEdge[]): ServiceGraph {
  const services = new Map(graph.nodes.filter(({ kind }) => kind === "service").map(({ id, name }) => [name, id]));
  const present = new Set(graph.edges.map(({ from, to }) => keyOf(from, to)));
  const added = new Map<string, LostEdge>();
  for (const { from, to, protocol, hops, intact } of measured) {
    const [fromId, toId] = [services.get(from), services.get(to)];
    if (fromId === undefined || toId === undefined || fromId === toId || intact >= hops) continue;
    const key = keyOf(fromId, toId);
    if (present.has(key)) continue;
    const edge = added.get(key) ?? { from: fromId, to: toId, hops: 0, lost: 0, byProtocol: new Map() };
    added.set(key, edge);
    edge.hops += hops;
    edge.lost += hops - intact;
    const known = PROTOCOLS.find((name) => name !== "" && name === protocol);
    if (known !== undefined) edge.byProtocol.set(known, (edge.byProtocol.get(known) ?? 0) + hops);
  }
  if (added.size === 0) return graph;
  return { nodes: graph.nodes, edges: [...graph.edges, ...Array.from(added.values(), asEdge)] };
}

/** The length keeps two pairs apart. */
const keyOf = (from: string, to: string) => `${from.length}:${from}${to}`;

interface LostEdge {
  readonly from: string;
  readonly to: string;
  hops: number;
  lost: number;
  readonly byProtocol: Map<Protocol, number>;
}

function asEdge({ from, to, hops, lost, byProtocol }: LostEdge): GraphEdge {
  const protocols = [...byProtocol].sort((a, b) => b[1] - a[1]).map(([protocol]) => protocol);
  return {
    from,
    to,
    protocol: protocols[0] ?? "",
    protocols,
    calls: hops,
    errors: 0,
    p50Nano: Number.NaN,
    p95Nano: Number.NaN,
    unanswered: 0,
    bridged: 0,
    lost,
  };
}
