import fc from "fast-check";
import { expect, it } from "vitest";
import { overviewLabels } from "./overview-labels.ts";

const at = (x: number, y: number) => ({ x, y, widthCssPx: 160, heightCssPx: 44 });

it("writes the more important of two names that would lie on each other", () => {
  const places = [at(0, 0), at(10, 30), at(10, 300)];
  expect([...overviewLabels([1, 0, 2], ["cart", "checkout", "pay"], places, 0.25)]).toEqual([1, 2]);
  expect([...overviewLabels([1, 0, 2], ["cart", "checkout", "pay"], places, 1)]).toEqual([1, 0, 2]);
});

it("writes the most important name, and no two close to each other", () => {
  const place = fc.record({ x: fc.nat(3000), y: fc.nat(3000) });
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 40 }), (points) => {
      const places = points.map(({ x, y }) => at(x, y));
      const names = points.map((_, node) => `service-${node}`);
      const labels = overviewLabels([...points.keys()], names, places, 0.2);
      expect(labels.has(0)).toBe(true);
      for (const a of labels) {
        for (const b of labels) {
          if (a < b)
            expect(
              Math.abs(points[a]!.x - points[b]!.x) * 0.2 > 40 || Math.abs(points[a]!.y - points[b]!.y) * 0.2 >= 26,
            ).toBe(true);
        }
      }
    }),
  );
});
