import { expect, it } from "vitest";
import { keyCapsOf, matchShortcut, SHORTCUTS } from "./shortcuts.ts";

it("finds single keys and sequences, in either case", () => {
  expect(matchShortcut("", "O")).toEqual({ id: "open" });
  expect(matchShortcut("", "g")).toEqual({ pending: "g" });
  expect(matchShortcut("g", "t")).toEqual({ id: "goTraces" });
  expect(matchShortcut("", "t")).toEqual({ id: "theme" });
  expect(matchShortcut("g", "o")).toEqual({ id: "open" });
  expect(matchShortcut("g", "x")).toBeUndefined();
  expect(matchShortcut("", "Escape")).toEqual({ id: "back" });
});

it("every key has one meaning", () => {
  const keys = SHORTCUTS.map((shortcut) => shortcut.keys);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(keys.filter((other) => other.startsWith(`${key} `))).toEqual([]);
  expect(keyCapsOf("g t")).toEqual(["G", "T"]);
  expect(["N", "n", "Escape"].flatMap(keyCapsOf)).toEqual(["⇧N", "N", "Esc"]);
});
