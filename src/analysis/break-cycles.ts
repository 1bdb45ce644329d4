/**
 * Chooses the edges to turn round so that a directed graph has no cycle: few calls flow backward.
 *
 * Greedy, after Eades, Lin and Smyth (1993): take sinks to the right end of a line and sources to its left end; where neither is
 * left, take the node that sends most more than it receives to the left. Edges that run leftward on that line are backward.
 * A graph without cycles has none. Ties go to the lower number. O(nodes^2 + edges): the graph has been folded before.
 *
 * @param edges from, to (0 .. nodeCount - 1) and weight
 * @returns whether each edge is backward; an edge of a node to itself always is
 */
export function findBackwardEdges(
  nodeCount: number,
  edges: readonly { readonly from: number; readonly to: number; readonly weight: number }[],
): boolean[] {
  const out: number[][] = Array.from({ length: nodeCount }, () => []);
  const into: number[][] = Array.from({ length: nodeCount }, () => []);
  const balance = new Float64Array(nodeCount);
  const outCount = new Int32Array(nodeCount);
  const inCount = new Int32Array(nodeCount);
  for (const [edge, { from, to, weight }] of edges.entries()) {
    if (from === to) continue;
    out[from]!.push(edge);
    into[to]!.push(edge);
    outCount[from]!++;
    inCount[to]!++;
    balance[from]! += weight;
    balance[to]! -= weight;
  }

  const rank = new Int32Array(nodeCount).fill(-1);
  let left = 0;
  let right = nodeCount - 1;
  const take = (node: number, place: number) => {
    rank[node] = place;
    for (const edge of out[node]!) {
      const { to, weight } = edges[edge]!;
      inCount[to]!--;
      balance[to]! += weight;
    }
    for (const edge of into[node]!) {
      const { from, weight } = edges[edge]!;
      outCount[from]!--;
      balance[from]! -= weight;
    }
  };
  while (left <= right) {
    let taken = false;
    for (let node = 0; node < nodeCount; node++) {
      if (rank[node] !== -1) continue;
      if (outCount[node] === 0) take(node, right--);
      else if (inCount[node] === 0) take(node, left++);
      else continue;
      taken = true;
    }
    if (taken) continue;
    let best = -1;
    for (let node = 0; node < nodeCount; node++) {
      if (rank[node] === -1 && (best === -1 || balance[node]! > balance[best]!)) best = node;
    }
    take(best, left++);
  }
  return edges.map(({ from, to }) => rank[from]! >= rank[to]!);
}
