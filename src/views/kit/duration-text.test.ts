import fc from "fast-check";
import { expect, it } from "vitest";
import { formatDurationText, parseDurationText } from "./duration-text.ts";

it.each<[string, number | undefined]>([
  ["100ms", 100e6],
  [" 1.5 s ", 1.5e9],
  ["1,5s", 1.5e9],
  ["250", 250e6],
  [".5 MS", 0.5e6],
  ["1h 30m", 5400e9],
  ["2min5s", 125e9],
  ["3 µs", 3e3],
  ["", undefined],
  ["soon", undefined],
  ["5 5", undefined],
  ["1s 5", undefined],
  ["-5ms", undefined],
  ["5ms!", undefined],
])("reads %j", (text, nano) => {
  expect(parseDurationText(text)).toBe(nano);
});

it("writes short texts that are read back exactly", () => {
  expect([100e6, 1.5e9, 250e3, 90e9, 0, 1234567].map(formatDurationText)).toEqual([
    "100 ms",
    "1.5 s",
    "250 µs",
    "90 s",
    "0 ms",
    "1234.567 µs",
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e15 }), (nano) => {
      expect(parseDurationText(formatDurationText(nano))).toBe(nano);
    }),
  );
});
