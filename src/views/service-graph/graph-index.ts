/** Look-ups in a placed graph, made once a graph: numbers by id, neighbours, the order of focus, where arrow keys lead. */
import type { GraphPlace, PlacedGraph } from "../../analysis/service-graph.ts";
import { edgeKey, type GraphSelection } from "./graph-selection.ts";

export interface GraphIndex {
  readonly nodeOf: ReadonlyMap<string, number>;
  /** By edgeKey. */
  readonly edgeOf: ReadonlyMap<string, number>;
  /** Ends of each edge. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Edges of each node, most calls first. */
  readonly into: readonly (readonly number[])[];
  readonly out: readonly (readonly number[])[];
  /** Nodes from left to right, top to bottom. */
  readonly order: readonly number[];
}

export function indexGraph({ nodes, edges, places }: PlacedGraph): GraphIndex {
  const nodeOf = new Map(nodes.map(({ id }, node) => [id, node]));
  const edgeOf = new Map(edges.map(({ from, to }, edge) => [edgeKey(from, to), edge]));
  const into: number[][] = nodes.map(() => []);
  const out: number[][] = nodes.map(() => []);
  const from = Int32Array.from(edges, (edge) => nodeOf.get(edge.from)!);
  const to = Int32Array.from(edges, (edge) => nodeOf.get(edge.to)!);
  for (const edge of edges.keys()) {
    out[from[edge]!]!.push(edge);
    into[to[edge]!]!.push(edge);
  }
  for (const list of [...into, ...out]) list.sort((a, b) => edges[b]!.calls - edges[a]!.calls || a - b);
  const left = (node: number) => places[node]!.x - places[node]!.widthCssPx / 2;
  const order = [...nodes.keys()].sort((a, b) => left(a) - left(b) || places[a]!.y - places[b]!.y);
  return { nodeOf, edgeOf, from, to, into, out, order };
}

/** The nodes and edges a selection is about: a node with its edges and neighbours, an edge with its ends. */
export function neighbourhood(
  index: GraphIndex,
  selection: GraphSelection | undefined,
): { readonly nodes: ReadonlySet<number>; readonly edges: ReadonlySet<number> } | undefined {
  if (selection === undefined) return undefined;
  if ("edge" in selection) {
    const edge = index.edgeOf.get(edgeKey(...selection.edge));
    if (edge === undefined) return undefined;
    return { nodes: new Set([index.from[edge]!, index.to[edge]!]), edges: new Set([edge]) };
  }
  const node = index.nodeOf.get(selection.node);
  if (node === undefined) return undefined;
  const edges = [...index.into[node]!, ...index.out[node]!];
  return {
    nodes: new Set([node, ...edges.flatMap((edge) => [index.from[edge]!, index.to[edge]!])]),
    edges: new Set(edges),
  };
}

export type ArrowKey = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

/** The node an arrow key leads to: left to a caller, right to a callee (the nearest in height), up and down in the layer. */
export function nodeInDirection(graph: PlacedGraph, index: GraphIndex, node: number, key: ArrowKey): number {
  const here = graph.places[node]!;
  const left = ({ x, widthCssPx }: GraphPlace) => x - widthCssPx / 2;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const sign = key === "ArrowUp" ? -1 : 1;
    const layer = index.order.filter((other) => Math.abs(left(graph.places[other]!) - left(here)) < 4);
    return layer[layer.indexOf(node) + sign] ?? node;
  }
  const sign = key === "ArrowLeft" ? -1 : 1;
  const neighbours = [
    ...index.into[node]!.map((edge) => index.from[edge]!),
    ...index.out[node]!.map((edge) => index.to[edge]!),
  ];
  const ahead = neighbours.filter((other) => (left(graph.places[other]!) - left(here)) * sign > 0);
  const height = (other: number) => Math.abs(graph.places[other]!.y - here.y);
  return ahead.reduce((best, other) => (best === node || height(other) < height(best) ? other : best), node);
}

/** Nodes whose name, system or members hold the text, in the order of focus; none for an empty text. */
export function findNodes(graph: PlacedGraph, index: GraphIndex, text: string): readonly number[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  const holds = (value: string) => value.toLowerCase().includes(wanted);
  return index.order.filter((node) => {
    const { name, system, members } = graph.nodes[node]!;
    return holds(name) || holds(system) || members.some(holds);
  });
}
