import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortRows } from "./sort-rows.ts";

/** The slow, obvious way: NaN last, ties as they came. */
function sortedPlainly(rows: Int32Array, key: Float64Array, descending: boolean): number[] {
  return [...rows].sort((a, b) => {
    const [left, right] = [key[a]!, key[b]!];
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return left === right ? 0 : left < right === descending ? 1 : -1;
  });
}

describe("sortRows", () => {
  const numbers = fc.oneof(
    fc.double(),
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(Number.NaN, 0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 53, 65_536, 65_535),
  );

  it("sorts any numbers as a comparing stable sort does", () => {
    fc.assert(
      fc.property(fc.array(numbers), fc.boolean(), (values, descending) => {
        const key = Float64Array.from(values);
        const rows = Int32Array.from(values, (_, row) => values.length - 1 - row);
        expect([...sortRows(rows, key, descending)]).toEqual(sortedPlainly(rows, key, descending));
      }),
    );
  });

  it("sorts some of the rows of a table, and leaves its input alone", () => {
    const rows = Int32Array.of(4, 1, 3);
    expect([...sortRows(rows, Float64Array.of(0, 9, 0, 2, 5), false)]).toEqual([3, 4, 1]);
    expect([...rows]).toEqual([4, 1, 3]);
  });
});
