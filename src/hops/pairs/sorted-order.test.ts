import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "./random.ts";
import { sortedOrder } from "./sorted-order.ts";

const compared = (values: Float64Array) => [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);

test("many values: as by comparing, equal ones by index", () => {
  const spread = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
  );
  fc.assert(
    fc.property(fc.array(spread, { minLength: 300, maxLength: 900 }), (list) => {
      const values = Float64Array.from(list);
      expect([...sortedOrder(values)]).toEqual(compared(values));
    }),
    { numRuns: 30 },
  );
});

test("values that single precision does not tell apart", () => {
  const random = createRandom(4);
  const values = Float64Array.from({ length: 1000 }, () => 1e15 + Math.floor(1000 * random()));
  expect([...sortedOrder(values)]).toEqual(compared(values));
});

test("few values, and none", () => {
  expect([...sortedOrder(Float64Array.of(3, -1, 3, 0))]).toEqual([1, 3, 0, 2]);
  expect(sortedOrder(new Float64Array(0))).toHaveLength(0);
});
