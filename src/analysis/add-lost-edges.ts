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
  const present = new Map<string, Set<string>>();
  for (const { from, to } of graph.edges) calleesOf(present, from).add(to);
  const added = new Map<string, Map<string, LostEdge>>();
  for (const { from, to, protocol, hops, intact } of measured) {
    const [fromId, toId] = [services.get(from), services.get(to)];
    if (fromId === undefined || toId === undefined || fromId === toId || intact >= hops) continue;
    if (present.get(fromId)?.has(toId)) continue;
    let callees = added.get(fromId);
    if (callees === undefined) added.set(fromId, (callees = new Map()));
    let edge = callees.get(toId);
    if (edge === undefined) callees.set(toId, (edge = { hops: 0, lost: 0, byProtocol: new Map() }));
    edge.hops += hops;
    edge.lost += hops - intact;
    const known = PROTOCOLS.find((name) => name !== "" && name === protocol);
    if (known !== undefined) edge.byProtocol.set(known, (edge.byProtocol.get(known) ?? 0) + hops);
  }
  if (added.size === 0) return graph;
  const edges = [...added].flatMap(([from, callees]) => [...callees].map(([to, edge]) => asEdge(from, to, edge)));
  return { nodes: graph.nodes, edges: [...graph.edges, ...edges] };
}

interface LostEdge {
  hops: number;
  lost: number;
  readonly byProtocol: Map<Protocol, number>;
}

function asEdge(from: string, to: string, { hops, lost, byProtocol }: LostEdge): GraphEdge {
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

function calleesOf(present: Map<string, Set<string>>, from: string): Set<string> {
  let callees = present.get(from);
  if (callees === undefined) present.set(from, (callees = new Set()));
  return callees;
}
