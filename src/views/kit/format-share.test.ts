import { expect, it } from "vitest";
import { formatShare } from "./format-share.ts";

it.each([
  [0, 9, "0 %"],
  [1, 100_000, "<0.1 %"],
  [23, 1000, "2.3 %"],
  [41, 100, "41 %"],
  [9999, 10_000, "99 %"],
  [7, 7, "100 %"],
  [0, 0, "–"],
])("%i of %i is %s", (part, whole, text) => {
  expect(formatShare(part, whole)).toBe(text);
});
