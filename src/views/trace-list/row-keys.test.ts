import { expect, it } from "vitest";
import { rowAfterKey } from "./row-keys.ts";

it.each<[string, number, number | undefined]>([
  ["ArrowDown", -1, 0],
  ["ArrowDown", 99, 99],
  ["ArrowUp", -1, 0],
  ["ArrowUp", 5, 4],
  ["PageDown", 5, 24],
  ["PageUp", 5, 0],
  ["Home", 50, 0],
  ["End", 50, 99],
  ["x", 50, undefined],
])("%s from row %i", (key, row, expected) => {
  expect(rowAfterKey(key, row, 100, 20)).toBe(expected);
  expect(rowAfterKey(key, -1, 0, 20)).toBeUndefined();
});
