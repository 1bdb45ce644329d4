/** Counts calls between nodes while the service graph is built: nodes and edges by number, their durations as columns. */
import { GrowableColumns } from "../model/growable-columns.ts";
import { groupPercentiles } from "./group-percentiles.ts";
import type { GraphEdge, GraphNode, GraphNodeKind, ServiceGraph } from "./service-graph.ts";
import { PROTOCOLS, type Protocol } from "./trace-view.ts";

interface CountedNode {
  readonly id: string;
  readonly name: string;
  readonly kind: GraphNodeKind;
  readonly system: string;
  spans: number;
  errors: number;
  unnamedCalls: number;
}

interface CountedEdge {
  readonly from: number;
  readonly to: number;
  calls: number;
  errors: number;
  unanswered: number;
  bridged: number;
  /** Calls by PROTOCOLS number. */
  readonly byProtocol: number[];
}

export interface CountedCall {
  readonly from: number;
  readonly to: number;
  /** PROTOCOLS number. */
  readonly protocol: number;
  readonly error: boolean;
  /** NaN = unknown. */
  readonly durationNano: number;
  readonly unanswered?: boolean;
  readonly bridged?: boolean;
}

const RANKS = [50, 95];
const sampleColumns = { group: Int32Array, value: Float64Array };

export class GraphCounter {
  readonly nodes: CountedNode[] = [];
  readonly #nodeOfId = new Map<string, number>();
  readonly #edges: CountedEdge[] = [];
  /** One map of callees a caller. */
  readonly #edgeOf: Map<number, number>[] = [];
  readonly #nodeSamples = new GrowableColumns(sampleColumns);
  readonly #edgeSamples = new GrowableColumns(sampleColumns);

  node(kind: GraphNodeKind, name: string, system = ""): number {
    const id = `${kind}:${system === "" ? "" : `${system}/`}${name}`;
    const known = this.#nodeOfId.get(id);
    if (known !== undefined) return known;
    this.#nodeOfId.set(id, this.nodes.length);
    this.#edgeOf.push(new Map());
    return this.nodes.push({ id, name, kind, system, spans: 0, errors: 0, unnamedCalls: 0 }) - 1;
  }

  addDuration(node: number, durationNano: number): void {
    addSample(this.#nodeSamples, node, durationNano);
  }

  addCall(call: CountedCall): void {
    const edge = this.#edge(call.from, call.to);
    const counted = this.#edges[edge]!;
    counted.calls++;
    counted.byProtocol[call.protocol]!++;
    if (call.error) counted.errors++;
    if (call.unanswered) counted.unanswered++;
    if (call.bridged) counted.bridged++;
    addSample(this.#edgeSamples, edge, call.durationNano);
  }

  /** Nodes by kind and name, edges by their nodes: the same graph whatever the order of the spans. */
  finish(): ServiceGraph {
    const nodeTimes = percentiles(this.#nodeSamples, this.nodes.length);
    const edgeTimes = percentiles(this.#edgeSamples, this.#edges.length);
    const order = [...this.nodes.keys()].sort((a, b) => compareNodes(this.nodes[a]!, this.nodes[b]!));
    const rank = new Int32Array(order.length);
    for (const [place, node] of order.entries()) rank[node] = place;
    const edgeOrder = [...this.#edges.keys()].sort((a, b) => {
      const [left, right] = [this.#edges[a]!, this.#edges[b]!];
      return rank[left.from]! - rank[right.from]! || rank[left.to]! - rank[right.to]!;
    });
    return {
      nodes: order.map((node): GraphNode => ({ ...this.nodes[node]!, ...timesOf(nodeTimes, node), members: [] })),
      edges: edgeOrder.map((edge): GraphEdge => {
        const { from, to, byProtocol, ...counts } = this.#edges[edge]!;
        const protocols = protocolsByCalls(byProtocol);
        return {
          from: this.nodes[from]!.id,
          to: this.nodes[to]!.id,
          protocol: protocols[0] ?? "",
          protocols,
          ...counts,
          ...timesOf(edgeTimes, edge),
        };
      }),
    };
  }

  #edge(from: number, to: number): number {
    const known = this.#edgeOf[from]!.get(to);
    if (known !== undefined) return known;
    const byProtocol = PROTOCOLS.map(() => 0);
    const edge = this.#edges.push({ from, to, calls: 0, errors: 0, unanswered: 0, bridged: 0, byProtocol }) - 1;
    this.#edgeOf[from]!.set(to, edge);
    return edge;
  }
}

type Samples = GrowableColumns<typeof sampleColumns>;

function addSample(samples: Samples, group: number, value: number): void {
  if (Number.isNaN(value)) return;
  const row = samples.add();
  samples.columns.group[row] = group;
  samples.columns.value[row] = value;
}

const percentiles = ({ columns, length }: Samples, groups: number) =>
  groupPercentiles(columns.group, columns.value, length, groups, RANKS);

const timesOf = (times: Float64Array, row: number) => ({
  p50Nano: times[row * RANKS.length]!,
  p95Nano: times[row * RANKS.length + 1]!,
});

/** Known protocols, most calls first; none where no call said one. */
function protocolsByCalls(byProtocol: readonly number[]): Protocol[] {
  return PROTOCOLS.filter((name, number) => name !== "" && byProtocol[number]! > 0).sort(
    (a, b) => byProtocol[PROTOCOLS.indexOf(b)]! - byProtocol[PROTOCOLS.indexOf(a)]!,
  );
}

const KIND_ORDER: readonly GraphNodeKind[] = ["service", "messaging", "database", "external"];

function compareNodes(a: CountedNode, b: CountedNode): number {
  return KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
