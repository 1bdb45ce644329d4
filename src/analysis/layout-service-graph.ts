/**
 * Places a service graph in layers, callers left of callees.
 *
 *   [storefront]──┬──[checkout]──┬──[payment]──(stripe)
 *                 └──[cart]──(redis)  └──(orders-db)
 *   [batch]  [cron]                      services without calls: a block below
 *
 * Cycles are broken first (break-cycles.ts), so that an edge that closes one is drawn from right to left through places of its
 * own. Dagre then ranks, orders and places; above SMALL_GRAPH nodes with our own ranks, since its default grows too fast.
 * The same graph gives the same places: nothing is random. Pure: runs in the worker.
 */
import { Graph, layout } from "@dagrejs/dagre";
import { findBackwardEdges } from "./break-cycles.ts";
import { compactLayers, type LayeredThing } from "./compact-layers.ts";
import { foldGraph } from "./fold-graph.ts";
import { NODE_HEIGHT_CSS_PX, nodeWidthCssPx } from "./graph-node-size.ts";
import { type RankedGraph, rankWithinWidth } from "./rank-within-width.ts";
import { attachToPorts, type LayeredEdge } from "./route-ports.ts";
import type { GraphPlace, GraphPoint, GraphRoute, PlacedGraph, ServiceGraph } from "./service-graph.ts";

/** Nodes drawn at most; more are folded (fold-graph.ts). */
const NODE_LIMIT = 400;
/** Above it dagre's own ranks take long and make high columns. */
const SMALL_GRAPH = 40;
const GAP = { layerCssPx: 72, nodeCssPx: 14, edgeCssPx: 10, marginCssPx: 24 };

export function layoutServiceGraph(whole: ServiceGraph): PlacedGraph {
  const graph = foldGraph(whole, NODE_LIMIT);
  const numberOf = new Map(graph.nodes.map(({ id }, number) => [id, number]));
  const ends = graph.edges.map(({ from, to, calls }) => ({
    from: numberOf.get(from)!,
    to: numberOf.get(to)!,
    // A few heavy edges should not decide alone which way a cycle runs.
    weight: 1 + Math.log2(calls),
  }));
  const backward = findBackwardEdges(graph.nodes.length, ends);
  const edges = ends.map(
    ({ from, to }, edge): LayeredEdge =>
      backward[edge] ? { left: to, right: from, backward: true } : { left: from, right: to, backward: false },
  );
  const widths = graph.nodes.map(nodeWidthCssPx);
  const { places, bends } = placeInLayers(widths, edges);

  const alone = graph.nodes.flatMap((_, number) => (places[number] ? [] : [number]));
  const flat = alignLayers(places, bends);
  const bottom = Math.max(0, ...places.flatMap(({ y }) => y + NODE_HEIGHT_CSS_PX / 2));
  placeInBlock(alone, widths, bottom === 0 ? 0 : bottom + 2 * GAP.nodeCssPx, places);
  const routes = attachToPorts(edges, places, flat);
  return { ...graph, ...withMargin(places, routes) };
}

/** Places of the nodes that have edges (the others are left out of the array), and the bends of each edge where it passes a layer of nodes, from left to right. */
function placeInLayers(
  widths: readonly number[],
  edges: readonly LayeredEdge[],
): { places: GraphPlace[]; bends: GraphPoint[][] } {
  const nodes = [...new Set(edges.flatMap(({ left, right }) => [left, right]))];
  if (nodes.length === 0) return { places: [], bends: [] };
  const dagre = new Graph({ multigraph: true });
  const isLarge = nodes.length > SMALL_GRAPH;
  dagre.setGraph({
    rankdir: "LR",
    ranksep: isLarge ? GAP.layerCssPx * 1.4 : GAP.layerCssPx,
    nodesep: GAP.nodeCssPx,
    edgesep: GAP.edgeCssPx,
    // A function is taken too, though the types do not say so.
    ranker: (isLarge ? rankLarge(nodes.length) : "network-simplex") as "network-simplex",
  });
  for (const node of nodes) dagre.setNode(String(node), { width: widths[node], height: NODE_HEIGHT_CSS_PX });
  for (const [edge, { left, right }] of edges.entries()) dagre.setEdge(String(left), String(right), {}, String(edge));
  layout(dagre);

  const places: GraphPlace[] = [];
  for (const node of nodes) {
    const { x, y } = dagre.node(String(node));
    places[node] = place(x, y, widths[node]!);
  }
  // Dagre also bends edges half-way between layers: curves are calmer without.
  const layerAt = new Set(nodes.map((node) => Math.round(places[node]!.x)));
  const bends = edges.map(({ left, right }, edge) => {
    const points: GraphPoint[] = dagre.edge(String(left), String(right), String(edge)).points;
    return points.slice(1, -1).filter(({ x }) => layerAt.has(Math.round(x)));
  });
  return isLarge ? compact(nodes, places, edges, bends) : { places, bends };
}

/**
 * Moves the nodes of each layer to its left border (in place), and makes two of each bend: edges run level past a layer, and
 * curve between layers only.
 */
function alignLayers(places: GraphPlace[], bends: readonly GraphPoint[][]): GraphPoint[][] {
  const halfWidths = new Map<number, number>();
  // forEach passes over the nodes that have no place yet.
  places.forEach(({ x, widthCssPx }) => {
    halfWidths.set(Math.round(x), Math.max(halfWidths.get(Math.round(x)) ?? 0, widthCssPx / 2));
  });
  const flat = bends.map((own) =>
    own.flatMap(({ x, y }) => {
      const half = halfWidths.get(Math.round(x)) ?? 0;
      return [
        { x: x - half, y },
        { x: x + half, y },
      ];
    }),
  );
  places.forEach((old, node) => {
    places[node] = { ...old, x: old.x - halfWidths.get(Math.round(old.x))! + old.widthCssPx / 2 };
  });
  return flat;
}

/** The same layers and order, closer together. */
function compact(
  nodes: readonly number[],
  places: readonly GraphPlace[],
  edges: readonly LayeredEdge[],
  bends: readonly GraphPoint[][],
): { places: GraphPlace[]; bends: GraphPoint[][] } {
  const points: GraphPoint[] = nodes.map((node) => places[node]!);
  const things: LayeredThing[] = nodes.map(() => ({
    halfCssPx: (NODE_HEIGHT_CSS_PX + GAP.nodeCssPx) / 2,
    weight: 3,
  }));
  const thingOf = new Map(nodes.map((node, thing) => [node, thing]));
  const joints: { left: number; right: number; straight: boolean }[] = [];
  const bendThings = edges.map(({ left, right }, edge) => {
    const own = bends[edge]!.map((bend) => {
      points.push(bend);
      return things.push({ halfCssPx: GAP.edgeCssPx / 2, weight: 1 }) - 1;
    });
    const chain = [thingOf.get(left)!, ...own, thingOf.get(right)!];
    for (let at = 1; at < chain.length; at++) {
      joints.push({ left: chain[at - 1]!, right: chain[at]!, straight: at > 1 && at < chain.length - 1 });
    }
    return own;
  });
  const layers = new Map<number, number[]>();
  for (const [thing, { x }] of points.entries()) {
    const layer = layers.get(Math.round(x));
    if (layer) layer.push(thing);
    else layers.set(Math.round(x), [thing]);
  }
  const inOrder = [...layers].sort(([a], [b]) => a - b).map(([, layer]) => layer);
  for (const layer of inOrder) layer.sort((a, b) => points[a]!.y - points[b]!.y || a - b);

  const y = compactLayers(things, inOrder, joints);
  const moved: GraphPlace[] = [];
  for (const [thing, node] of nodes.entries()) moved[node] = { ...places[node]!, y: y[thing]! };
  return { places: moved, bends: bendThings.map((own) => own.map((thing) => ({ x: points[thing]!.x, y: y[thing]! }))) };
}

/** Layers as high as makes the picture about twice as wide as high; edges between them need room too. */
function rankLarge(nodeCount: number): (graph: RankedGraph) => void {
  const width = Math.max(6, Math.round(Math.sqrt(2.5 * nodeCount)));
  return (graph) => rankWithinWidth(graph, width);
}

const place = (x: number, y: number, widthCssPx: number): GraphPlace => ({
  x,
  y,
  widthCssPx,
  heightCssPx: NODE_HEIGHT_CSS_PX,
});

/** Nodes without edges: rows of a block about as wide as it is high, in the order of the graph. */
function placeInBlock(nodes: readonly number[], widths: readonly number[], top: number, places: GraphPlace[]): void {
  if (nodes.length === 0) return;
  const columnCssPx = Math.max(...nodes.map((node) => widths[node]!)) + GAP.nodeCssPx;
  const rowCssPx = NODE_HEIGHT_CSS_PX + GAP.nodeCssPx;
  const columns = Math.max(1, Math.round(Math.sqrt((nodes.length * 2 * rowCssPx) / columnCssPx)));
  for (const [at, node] of nodes.entries()) {
    const x = (at % columns) * columnCssPx + widths[node]! / 2;
    places[node] = place(x, top + Math.floor(at / columns) * rowCssPx + NODE_HEIGHT_CSS_PX / 2, widths[node]!);
  }
}

/** Moves everything to begin at the margin, whole pixels, and measures it. */
function withMargin(
  places: readonly GraphPlace[],
  routes: readonly GraphRoute[],
): Pick<PlacedGraph, "places" | "routes" | "widthCssPx" | "heightCssPx"> {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const cover = (x: number, y: number) => {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  };
  for (const { x, y, widthCssPx, heightCssPx } of places) {
    cover(x - widthCssPx / 2, y - heightCssPx / 2);
    cover(x + widthCssPx / 2, y + heightCssPx / 2);
  }
  for (const { points } of routes) for (const { x, y } of points) cover(x, y);
  if (places.length === 0) return { places: [], routes: [], widthCssPx: 0, heightCssPx: 0 };
  const moved = <Point extends GraphPoint>(point: Point): Point => ({
    ...point,
    x: Math.round(point.x - box.left) + GAP.marginCssPx,
    y: Math.round(point.y - box.top) + GAP.marginCssPx,
  });
  return {
    places: places.map(moved),
    routes: routes.map(({ points, backward }) => ({ points: points.map(moved), backward })),
    widthCssPx: Math.ceil(box.right - box.left) + 2 * GAP.marginCssPx,
    heightCssPx: Math.ceil(box.bottom - box.top) + 2 * GAP.marginCssPx,
  };
}
