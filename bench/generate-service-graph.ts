/** Makes service graphs of any size that look like real ones: layers of services, a few hubs, peers at the leaves, some cycles. */
import type { GraphEdge, GraphNode, GraphNodeKind, ServiceGraph } from "../src/analysis/service-graph.ts";
import type { Protocol } from "../src/analysis/trace-view.ts";
import { SeededRandom } from "./seeded-random.ts";

const WORDS = (
  "storefront checkout cart payment inventory shipping catalog search pricing account session email notification " +
  "fraud-detection recommendation currency quote ads review image gateway auth ledger billing tax coupon audit"
).split(" ");
const PEERS: readonly [GraphNodeKind, string, Protocol][] = [
  ["database", "postgresql", "db"],
  ["database", "redis", "db"],
  ["messaging", "kafka", "messaging"],
  ["external", "", "http"],
];

/** @param nodeCount services and peers together, about four to one @param seed any number; the same seed, the same graph */
export function generateServiceGraph(nodeCount: number, seed = 1): ServiceGraph {
  const seeded = new SeededRandom(seed);
  const random = () => seeded.next();
  const nodes: GraphNode[] = [];
  const edges = new Map<string, GraphEdge>();
  const serviceCount = Math.max(1, Math.round(nodeCount * 0.8));
  for (let number = 0; number < serviceCount; number++) {
    const round = Math.floor(number / WORDS.length);
    nodes.push(node("service", `${WORDS[number % WORDS.length]}${round === 0 ? "" : `-${round + 1}`}`, "", random));
    if (number === 0) continue;
    const callers = 1 + Math.floor(random() * random() * 3);
    let caller = nodes[0]!;
    for (let count = 0; count < callers; count++) {
      // To the power of: the first services call most.
      caller = nodes[Math.floor(random() ** 1.7 * number)]!;
      addEdge(edges, caller, nodes[number]!, random() < 0.4 ? "grpc" : "http", random);
    }
    // A callback closes a cycle.
    if (random() < 0.04) addEdge(edges, nodes[number]!, caller, "http", random);
  }
  for (let number = serviceCount; number < nodeCount; number++) {
    const [kind, system, protocol] = PEERS[Math.floor(random() * PEERS.length)]!;
    const owner = nodes[Math.floor(random() * serviceCount)]!;
    const name =
      kind === "external" ? `api.partner-${number}.example` : `${owner.name}-${kind === "database" ? "db" : "events"}`;
    const peer = node(kind, nodes.some((other) => other.name === name) ? `${name}-${number}` : name, system, random);
    nodes.push(peer);
    addEdge(edges, owner, peer, protocol, random);
  }
  return { nodes, edges: [...edges.values()] };
}

function node(kind: GraphNodeKind, name: string, system: string, random: () => number): GraphNode {
  const spans = Math.ceil(10 ** (1 + random() * 4));
  const errors = random() < 0.3 ? Math.floor(spans * random() * 0.3) : 0;
  const p50Nano = 10 ** (6 + random() * 2.5);
  const id = `${kind}:${system}/${name}`;
  return {
    id,
    name,
    kind,
    system,
    spans,
    errors,
    p50Nano,
    p95Nano: p50Nano * (1.5 + random() * 4),
    unnamedCalls: 0,
    members: [],
  };
}

function addEdge(
  edges: Map<string, GraphEdge>,
  from: GraphNode,
  to: GraphNode,
  protocol: Protocol,
  random: () => number,
): void {
  if (from === to) return;
  const calls = Math.ceil(10 ** (random() * 5));
  const p50Nano = 10 ** (6 + random() * 2.5);
  edges.set(`${from.id} ${to.id}`, {
    from: from.id,
    to: to.id,
    protocol,
    protocols: [protocol],
    calls,
    errors: random() < 0.2 ? Math.floor(calls * random()) : 0,
    p50Nano,
    p95Nano: p50Nano * (1.2 + random() * 4),
    unanswered: random() < 0.05 ? Math.ceil(calls / 4) : 0,
    bridged: 0,
  });
}
