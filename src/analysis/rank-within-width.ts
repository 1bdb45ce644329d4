/**
 * Ranks for larger graphs: layers of at most `width` nodes, so that a service with a hundred databases does not make a column of
 * a hundred. After Coffman and Graham (1972), greedily:
 *
 *   width 2        a ─┬─ b ─ c          b goes first, since more follows from it; d and e fill up; f waits a layer
 *                     ├─ d    f
 *                     ├─ e   ╱
 *                     └─────╯
 *
 * A node comes in the first layer with room after all its callers; the longest way ahead chooses first, then the name. Callers
 * that nobody calls are moved right to their callees while there is room. O(nodes log nodes + edges).
 */

interface EdgeName {
  readonly v: string;
  readonly w: string;
  readonly name?: string;
}

/** What is needed of dagre's inner graph: acyclic, labels to read lengths from and write ranks to. */
export interface RankedGraph {
  nodes(): string[];
  edges(): EdgeName[];
  node(name: string): { rank?: number };
  edge(edge: EdgeName): { minlen?: number; weight?: number };
}

export function rankWithinWidth(graph: RankedGraph, width: number): void {
  const callees = new Map<string, string[]>(graph.nodes().map((name) => [name, []]));
  const callers = new Map<string, string[]>(graph.nodes().map((name) => [name, []]));
  let step = 1;
  for (const edge of graph.edges()) {
    const { minlen = 1, weight = 1 } = graph.edge(edge);
    // Dagre ties all nodes to one root by edges of no weight.
    if (weight === 0) continue;
    step = Math.max(step, minlen);
    callees.get(edge.v)!.push(edge.w);
    callers.get(edge.w)!.push(edge.v);
  }
  const order = inTopologicalOrder(graph.nodes(), callees, callers);
  const ahead = new Map<string, number>();
  for (const name of order.toReversed()) {
    ahead.set(name, Math.max(0, ...callees.get(name)!.map((to) => ahead.get(to)! + 1)));
  }

  const layerOf = new Map<string, number>();
  const filled: number[] = [];
  const firstLayer = (name: string) => Math.max(0, ...callers.get(name)!.map((from) => layerOf.get(from)! + 1));
  const place = (name: string, layer: number) => {
    layerOf.set(name, layer);
    filled[layer] = (filled[layer] ?? 0) + 1;
  };
  // A layer at a time: of the nodes whose callers are placed, those with most ahead of them.
  let waiting = order.filter((name) => callers.get(name)!.length === 0);
  const missing = new Map(order.map((name) => [name, callers.get(name)!.length]));
  for (let layer = 0; waiting.length > 0; layer++) {
    waiting.sort((a, b) => ahead.get(b)! - ahead.get(a)! || Number(a) - Number(b));
    const late = waiting.filter((name) => firstLayer(name) > layer);
    const ready = waiting.filter((name) => firstLayer(name) <= layer);
    waiting = [...late, ...ready.slice(width)];
    for (const name of ready.slice(0, width)) {
      place(name, layer);
      for (const to of callees.get(name)!) {
        missing.set(to, missing.get(to)! - 1);
        if (missing.get(to) === 0) waiting.push(to);
      }
    }
  }

  for (const name of order) {
    if (callers.get(name)!.length > 0 || callees.get(name)!.length === 0) continue;
    const own = layerOf.get(name)!;
    const latest = Math.min(...callees.get(name)!.map((to) => layerOf.get(to)! - 1));
    for (let layer = latest; layer > own; layer--) {
      if (filled[layer]! >= width) continue;
      filled[own]!--;
      place(name, layer);
      break;
    }
  }
  for (const name of order) graph.node(name).rank = layerOf.get(name)! * step;
}

function inTopologicalOrder(
  names: readonly string[],
  callees: ReadonlyMap<string, readonly string[]>,
  callers: ReadonlyMap<string, readonly string[]>,
): string[] {
  const missing = new Map(names.map((name) => [name, callers.get(name)!.length]));
  const order = names.filter((name) => missing.get(name) === 0);
  for (let at = 0; at < order.length; at++) {
    for (const to of callees.get(order[at]!)!) {
      missing.set(to, missing.get(to)! - 1);
      if (missing.get(to) === 0) order.push(to);
    }
  }
  return order;
}
