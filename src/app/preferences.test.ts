import { expect, it } from "vitest";
import { Preferences } from "./preferences.ts";

function memoryStorage(initial: Record<string, string> = {}): Storage {
  const items = new Map(Object.entries(initial));
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) } as Storage;
}

it("keeps choices", () => {
  const storage = memoryStorage();
  new Preferences(() => storage).set({
    theme: "dark",
    language: "zh-CN",
    treeWidthCssPx: 300,
    pinnedAttributes: ["user.id"],
  });
  expect(new Preferences(() => storage).getValues()).toMatchObject({
    theme: "dark",
    language: "zh-CN",
    singleKeys: true,
    treeWidthCssPx: 300,
    pinnedAttributes: ["user.id"],
  });
});

it("works where storage is denied, and takes no nonsense from it", () => {
  const denied = new Preferences(() => {
    throw new DOMException("denied", "SecurityError");
  });
  denied.set({ singleKeys: false });
  expect(denied.getValues().singleKeys).toBe(false);
  for (const text of [
    "{",
    "null",
    '{"theme":"pink","singleKeys":"yes","language":4,"panelWidthCssPx":null,"treeWidthCssPx":"7","pinnedAttributes":{"0":"a"}}',
    '{"pinnedAttributes":[4,null]}',
    '{"language":"xx"}',
  ]) {
    const storage = memoryStorage({ "causeway.preferences": text });
    expect(new Preferences(() => storage).getValues()).toEqual({
      theme: "system",
      language: undefined,
      singleKeys: true,
      panelWidthCssPx: 380,
      treeWidthCssPx: undefined,
      pinnedAttributes: [],
    });
  }
});
