import { expect, test } from "vitest";
import { assignBest } from "./assignment.ts";
import { createRandom } from "./random.ts";
import { randomEdges, totalValue } from "./small-graphs.test-support.ts";

test("equals brute force on tiny random graphs", () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = createRandom(seed);
    const { edges, weight } = randomEdges(random, 1 + Math.floor(random() * 5), 1 + Math.floor(random() * 5));
    const { edgeOf } = assignBest(edges, weight);
    let best = 0;
    const used = new Set<number>();
    const walk = (s: number, sum: number): void => {
      best = Math.max(best, sum);
      if (s === edges.calleeCount) return;
      walk(s + 1, sum);
      for (let e = edges.start[s]!; e < edges.start[s + 1]!; e++) {
        if (used.has(edges.slot[e]!)) continue;
        used.add(edges.slot[e]!);
        walk(s + 1, sum + weight[e]!);
        used.delete(edges.slot[e]!);
      }
    };
    walk(0, 0);
    const slots = [...edgeOf].filter((e) => e >= 0).map((e) => edges.slot[e]!);
    expect(new Set(slots).size).toBe(slots.length);
    expect(totalValue(edgeOf, weight)).toBeCloseTo(best, 9);
  }
});

test("nobody is forced: edges of no value stay undrawn", () => {
  const edges = { calleeCount: 2, slotCount: 1, start: Int32Array.of(0, 1, 2), slot: Int32Array.of(0, 0) };
  expect([...assignBest(edges, [-1, 0]).edgeOf]).toEqual([-1, -1]);
});

test("work per callee stays level from n to 4n at constant degree", () => {
  const perCallee = (n: number) => {
    const random = createRandom(5);
    const start = new Int32Array(n + 1);
    const slot: number[] = [];
    for (let s = 0; s < n; s++) {
      for (let k = 0; k < 6; k++) slot.push((s + Math.floor(random() * 10)) % n);
      start[s + 1] = slot.length;
    }
    const values = slot.map(() => random());
    return assignBest({ calleeCount: n, slotCount: n, start, slot: Int32Array.from(slot) }, values).operations / n;
  };
  expect(perCallee(8000)).toBeLessThan(1.5 * perCallee(2000));
});
