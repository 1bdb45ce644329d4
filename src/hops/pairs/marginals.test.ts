import { expect, test } from "vitest";
import { assignBest } from "./assignment.ts";
import { sampleMarginals } from "./marginals.ts";
import { createRandom } from "./random.ts";
import { randomEdges } from "./small-graphs.test-support.ts";

test("agrees with exact marginals on tiny random graphs", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = createRandom(seed);
    const { edges, weight } = randomEdges(random, 1 + Math.floor(random() * 4), 1 + Math.floor(random() * 4));
    const exact = new Float64Array(edges.slot.length);
    let total = 0;
    const held: number[] = [];
    const used = new Set<number>();
    const walk = (s: number, sum: number): void => {
      if (s === edges.calleeCount) {
        const mass = Math.exp(sum);
        total += mass;
        for (const e of held) exact[e]! += mass;
        return;
      }
      walk(s + 1, sum);
      for (let e = edges.start[s]!; e < edges.start[s + 1]!; e++) {
        if (used.has(edges.slot[e]!)) continue;
        used.add(edges.slot[e]!);
        held.push(e);
        walk(s + 1, sum + weight[e]!);
        held.pop();
        used.delete(edges.slot[e]!);
      }
    };
    walk(0, 0);
    const state = assignBest(edges, weight).edgeOf;
    const sampled = sampleMarginals(edges, weight, { sweeps: 40_000, burnInSweeps: 500, random, state });
    for (let e = 0; e < exact.length; e++) expect(Math.abs(sampled[e]! - exact[e]! / total)).toBeLessThan(0.03);
  }
});

test("a perfect tie is called a tie", () => {
  const edges = { calleeCount: 2, slotCount: 2, start: Int32Array.of(0, 2, 4), slot: Int32Array.of(0, 1, 0, 1) };
  const weight = Float64Array.of(5, 5, 5, 5);
  const state = assignBest(edges, weight).edgeOf;
  const p = sampleMarginals(edges, weight, { sweeps: 4000, burnInSweeps: 100, random: createRandom(3), state });
  for (const value of p) expect(Math.abs(value - 0.5)).toBeLessThan(0.05);
});
