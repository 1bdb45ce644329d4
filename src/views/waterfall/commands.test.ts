import { expect, it } from "vitest";
import { commandOfKey } from "./commands.ts";

const key = (name: string, modifiers = {}) => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifiers,
});

it("gives keys to the rows, but not those that a field, a button or the browser wants", () => {
  expect(commandOfKey(key("j"), "rows")).toBe("down");
  expect(commandOfKey(key("N", { shiftKey: true }), "rows")).toBe("previous-match");
  expect(commandOfKey(key("ArrowLeft", { shiftKey: true }), "rows")).toBe("pan-left");
  expect(commandOfKey(key("ArrowLeft"), "rows")).toBe("out");
  expect(commandOfKey(key("j"), "field")).toBeUndefined();
  expect(commandOfKey(key("Enter"), "button")).toBeUndefined();
  expect(commandOfKey(key("Escape"), "button")).toBe("back");
  expect(commandOfKey(key("0", { ctrlKey: true }), "rows")).toBeUndefined();
  expect(commandOfKey(key("constructor"), "rows")).toBeUndefined();
});
