import { expect, it } from "vitest";
import { commandOfKey } from "../../views/waterfall/commands.ts";
import { VIEW_KEYS } from "./view-keys.ts";

it("the help sheet says what the waterfall does", () => {
  const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  for (const { keys, commands } of VIEW_KEYS.trace) {
    expect(keys.map((key) => commandOfKey({ ...plain, key }, "rows"))).toEqual(commands);
  }
});
