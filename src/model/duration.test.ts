import fc from "fast-check";
import { expect, it } from "vitest";
import { formatDuration } from "./duration.ts";

const NANO: Readonly<Record<string, number>> = { h: 3_600e9, min: 60e9, s: 1e9, ms: 1e6, µs: 1e3, ns: 1 };
const MOST: Readonly<Record<string, number>> = { min: 59, s: 59.99, ms: 999, µs: 999, ns: 999 };

it.each([
  [0, "0 ms"],
  [Number.NaN, "–"],
  [812e6, "812 ms"],
  [1.25e9, "1.25 s"],
  [43_100, "43.1 µs"],
  [999_999, "1 ms"],
  [999.9e6, "1 s"],
  [59.996e9, "1 min"],
  [119.6e9, "2 min"],
  [125e9, "2 min 5 s"],
  [3_599.7e9, "1 h"],
  [7_199e9, "2 h"],
  [-90e9, "−1 min 30 s"],
])("%d ns is %s", (nano, text) => {
  expect(formatDuration(nano)).toBe(text);
});

it("never fills a unit, and is within half a percent (or half of the smaller unit) of what it says", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 17, noNaN: true }), (power) => {
      const nano = Math.round(10 ** power);
      const parts = [...formatDuration(nano).matchAll(/([\d.]+) (\S+)/g)];
      let sum = 0;
      for (const [, amount, unit] of parts) {
        expect(Number(amount)).toBeLessThanOrEqual(MOST[unit!] ?? Number.POSITIVE_INFINITY);
        sum += Number(amount) * NANO[unit!]!;
      }
      expect(Math.abs(sum - nano)).toBeLessThanOrEqual(Math.max(nano * 0.0051, NANO[parts.at(-1)![2]!]! / 2));
    }),
    { seed: 1, numRuns: 2_000 },
  );
});
