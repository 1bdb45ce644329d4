import fc from "fast-check";
import { expect, it } from "vitest";
import { compactLayers } from "./compact-layers.ts";

it("brings a lone callee level with its caller", () => {
  const things = Array.from({ length: 4 }, () => ({ halfCssPx: 10, weight: 1 }));
  const joints = [{ left: 2, right: 3, straight: false }];
  const y = compactLayers(things, [[0, 1, 2], [3]], joints);
  expect(y[3]).toBeCloseTo(y[2]!, 6);
});

it("keeps the order and the gaps of every layer", () => {
  const layerSizes = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(layerSizes, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 30 }), (sizes, pairs) => {
      let next = 0;
      const layers = sizes.map((size) => Array.from({ length: size }, () => next++));
      const things = Array.from({ length: next }, (_, at) => ({ halfCssPx: 5 + (at % 3) * 10, weight: 1 + (at % 2) }));
      const joints = pairs.map(([at, left, right]) => {
        const layer = at % (layers.length - 1);
        const [from, to] = [layers[layer]!, layers[layer + 1]!];
        return { left: from[left % from.length]!, right: to[right % to.length]!, straight: at % 2 === 0 };
      });
      const y = compactLayers(things, layers, joints);
      for (const layer of layers) {
        for (const [at, thing] of layer.slice(1).entries()) {
          const before = layer[at]!;
          expect(y[thing]! - y[before]!).toBeGreaterThanOrEqual(
            things[thing]!.halfCssPx + things[before]!.halfCssPx - 1e-6,
          );
        }
      }
    }),
  );
});
