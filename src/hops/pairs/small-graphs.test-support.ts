import type { BipartiteEdges } from "./assignment.ts";

/** A random sparse bipartite graph with weights around zero; no callee has two edges to one slot. */
export function randomEdges(
  random: () => number,
  callees: number,
  slots: number,
): { edges: BipartiteEdges; weight: Float64Array } {
  const start = new Int32Array(callees + 1);
  const slot: number[] = [];
  const weight: number[] = [];
  for (let s = 0; s < callees; s++) {
    for (let c = 0; c < slots; c++) {
      if (random() < 0.4) continue;
      slot.push(c);
      weight.push(4 * random() - 1);
    }
    start[s + 1] = slot.length;
  }
  return {
    edges: { calleeCount: callees, slotCount: slots, start, slot: Int32Array.from(slot) },
    weight: Float64Array.from(weight),
  };
}

/** Sum of the chosen edges' values. */
export function totalValue(edgeOf: Int32Array, weight: ArrayLike<number>): number {
  let sum = 0;
  for (const e of edgeOf) if (e >= 0) sum += weight[e]!;
  return sum;
}
