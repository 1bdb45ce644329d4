/**
 * Makes a graph of thousands of nodes small enough to be read: the peers with the fewest calls become one node a kind
 * ("37 more databases"), then, where the services alone are too many, the smallest services too. What was folded is named in
 * `members`; the edges of folded nodes are added up.
 */
import type { GraphEdge, GraphNode, GraphNodeKind, ServiceGraph } from "./service-graph.ts";
import type { Protocol } from "./trace-view.ts";

const FOLDED_KINDS: readonly GraphNodeKind[] = ["messaging", "database", "external"];

export function foldGraph(graph: ServiceGraph, limit: number): ServiceGraph {
  if (graph.nodes.length <= limit) return graph;
  const services = graph.nodes.filter(({ kind }) => kind === "service");
  const peers = graph.nodes.filter(({ kind }) => kind !== "service");
  // Room for the nodes that stand for the folded ones.
  const keptServices = largest(services, limit - FOLDED_KINDS.length - 1);
  const keptPeers = largest(peers, limit - FOLDED_KINDS.length - 1 - keptServices.size);
  const kept = new Set([...keptServices, ...keptPeers]);

  const groupOf = new Map<string, string>();
  const groups: GraphNode[] = [];
  for (const kind of ["service", ...FOLDED_KINDS] as const) {
    const folded = graph.nodes.filter((node) => node.kind === kind && !kept.has(node));
    if (folded.length === 0) continue;
    const group = groupNode(kind, folded);
    groups.push(group);
    for (const { id } of folded) groupOf.set(id, group.id);
  }
  const nodes = graph.nodes.filter((node) => kept.has(node));
  return { nodes: [...nodes, ...groups], edges: foldEdges(graph.edges, groupOf) };
}

/** The nodes with most spans, ties in the graph's order. */
function largest(nodes: readonly GraphNode[], count: number): Set<GraphNode> {
  const bySpans = [...nodes].sort((a, b) => b.spans - a.spans);
  return new Set(bySpans.slice(0, Math.max(0, count)));
}

function groupNode(kind: GraphNodeKind, folded: readonly GraphNode[]): GraphNode {
  const sum = (count: (node: GraphNode) => number) => folded.reduce((total, node) => total + count(node), 0);
  const systems = new Set(folded.map(({ system }) => system));
  return {
    // No other id is without a colon.
    id: `more-${kind}`,
    name: "",
    kind,
    system: systems.size === 1 ? folded[0]!.system : "",
    spans: sum(({ spans }) => spans),
    errors: sum(({ errors }) => errors),
    // Percentiles cannot be added up.
    p50Nano: Number.NaN,
    p95Nano: Number.NaN,
    unnamedCalls: sum(({ unnamedCalls }) => unnamedCalls),
    members: folded.map(({ name }) => name),
  };
}

function foldEdges(edges: readonly GraphEdge[], groupOf: ReadonlyMap<string, string>): GraphEdge[] {
  const byEnds = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const from = groupOf.get(edge.from) ?? edge.from;
    const to = groupOf.get(edge.to) ?? edge.to;
    if (from === to) continue;
    const key = `${from.length} ${from}${to}`;
    const alike = byEnds.get(key);
    if (alike) alike.push({ ...edge, from, to });
    else byEnds.set(key, [{ ...edge, from, to }]);
  }
  return [...byEnds.values()].map((alike) => (alike.length === 1 ? alike[0]! : addUp(alike)));
}

function addUp(edges: readonly GraphEdge[]): GraphEdge {
  const callsOf = new Map<Protocol, number>();
  for (const { protocols, calls } of edges) {
    for (const protocol of protocols) callsOf.set(protocol, (callsOf.get(protocol) ?? 0) + calls);
  }
  const protocols = [...callsOf].sort((a, b) => b[1] - a[1]).map(([protocol]) => protocol);
  const sum = (count: (edge: GraphEdge) => number) => edges.reduce((total, edge) => total + count(edge), 0);
  return {
    ...edges[0]!,
    protocol: protocols[0] ?? "",
    protocols,
    calls: sum(({ calls }) => calls),
    errors: sum(({ errors }) => errors),
    unanswered: sum(({ unanswered }) => unanswered),
    bridged: sum(({ bridged }) => bridged),
    lost: edges.some(({ lost }) => lost !== undefined) ? sum(({ lost = 0 }) => lost) : undefined,
    p50Nano: Number.NaN,
    p95Nano: Number.NaN,
  };
}
