import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseDuration,
  parseInstant,
  parseRange,
  stringifyDuration,
  stringifyInstant,
  stringifyRange,
} from "./url-values.ts";

describe("durations", () => {
  it("are short", () => {
    expect([0, 17, 1_500, 12_500_000, 3e9, 1_234_567_891].map(stringifyDuration)).toEqual([
      "0ns",
      "17ns",
      "1.5us",
      "12.5ms",
      "3s",
      "1234.567891ms",
    ]);
  });

  it("are exact to the nanosecond", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9e15 }), (nano) => {
        expect(parseDuration(stringifyDuration(nano))).toBe(nano);
      }),
    );
  });

  it("are refused when they are none", () => {
    for (const text of ["", "5", "ms", "-1ms", "1e3ms", "1 year", undefined])
      expect(parseDuration(text)).toBeUndefined();
  });
});

it("ranges have a start before an end", () => {
  expect(parseRange(stringifyRange([12e6, 40.5e6]))).toEqual([12e6, 40.5e6]);
  for (const text of ["2ms..1ms", "1ms", "1ms..2ms..3ms", undefined]) expect(parseRange(text)).toBeUndefined();
});

it("instants are exact to the nanosecond", () => {
  expect(stringifyInstant(1_700_000_000_123_000_000n)).toBe("2023-11-14T22:13:20.123Z");
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 4_000_000_000_000_000_000n }), (nano) => {
      expect(parseInstant(stringifyInstant(nano))).toBe(nano);
    }),
  );
  for (const text of ["2023-11-14", "2023-13-14T22:13:20Z", "now", undefined])
    expect(parseInstant(text)).toBeUndefined();
});
