import fc from "fast-check";
import { expect, it } from "vitest";
import { groupPercentiles } from "./group-percentiles.ts";

it("takes the nearest rank of each group and leaves unknown values out", () => {
  const group = Int32Array.from([0, 2, 0, 2, 0, 0]);
  const value = Float64Array.from([30, 5, 10, Number.NaN, 20, 40]);
  expect([...groupPercentiles(group, value, 6, 3, [50, 95])]).toEqual([20, 40, Number.NaN, Number.NaN, 5, 5]);
});

it("gives a value that at least p in 100 do not exceed, and no smaller one does", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (values, percent) => {
      const group = new Int32Array(values.length);
      const [got = Number.NaN] = groupPercentiles(group, Float64Array.from(values), values.length, 1, [percent]);
      const share = (limit: number) => (100 * values.filter((value) => value <= limit).length) / values.length;
      expect(share(got)).toBeGreaterThanOrEqual(percent);
      expect(share(got - 1)).toBeLessThan(percent);
    }),
  );
});
