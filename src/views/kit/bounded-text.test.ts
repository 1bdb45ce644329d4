import { expect, it } from "vitest";
import { boundText } from "./bounded-text.ts";

it("cuts long texts between characters", () => {
  expect(boundText("short", 5)).toBe("short");
  expect(boundText("longer", 5)).toBe("longe…");
  expect(boundText("ab🌉cd", 3)).toBe("ab…");
  expect(boundText("ab🌉cd", 4)).toBe("ab🌉…");
});
