import fc from "fast-check";
import { expect, it } from "vitest";
import { findBackwardEdges } from "./break-cycles.ts";

it("turns the lighter edge of two that face each other", () => {
  const edges = [
    { from: 0, to: 1, weight: 1 },
    { from: 1, to: 0, weight: 9 },
  ];
  expect(findBackwardEdges(2, edges)).toEqual([true, false]);
});

it("leaves no cycle, and turns nothing in a graph that has none", () => {
  const someEdges = fc.array(fc.record({ from: fc.nat(11), to: fc.nat(11), weight: fc.integer({ min: 1, max: 9 }) }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(someEdges, (edges) => {
      const backward = findBackwardEdges(12, edges);
      const forward = edges.flatMap(({ from, to }, edge) =>
        from === to ? [] : [backward[edge] ? ([to, from] as const) : ([from, to] as const)],
      );
      expect(hasCycle(forward)).toBe(false);
      const acyclic = edges.filter(({ from, to }) => from < to);
      expect(findBackwardEdges(12, acyclic)).toEqual(acyclic.map(() => false));
    }),
  );
});

/** Takes nodes without callers away until none is left to take. */
function hasCycle(edges: readonly (readonly [number, number])[]): boolean {
  let rest = edges;
  for (;;) {
    const called = new Set(rest.map(([, to]) => to));
    const next = rest.filter(([from]) => called.has(from));
    if (next.length === rest.length) return rest.length > 0;
    rest = next;
  }
}
