import { expect, it } from "vitest";
import { allOf, countOf, distinct, say, suspected, textOf } from "./sentence.ts";

it("keeps the template beside the English text, sentences within sentences too", () => {
  const said = suspected(true, say`${"cart"} lost ${countOf(1, "span")} of ${3}`);
  expect(textOf(said)).toBe("Suspected: cart lost 1 span of 3");
  expect(structuredClone(said)).toEqual({
    text: "Suspected: cart lost 1 span of 3",
    template: "Suspected: {0}",
    values: [
      {
        text: "cart lost 1 span of 3",
        template: "{0} lost {1} of {2}",
        values: ["cart", { text: "1 span", template: "{0} spans", values: ["1"] }, "3"],
      },
    ],
  });
  expect(`${say`a ${"b"}`}`).toBe("a b");
  expect(suspected(false, "sure")).toBe("sure");
});

it("joins names, and says each sentence once", () => {
  expect(textOf(allOf(["a", "b", "c"]))).toBe("a and b and c");
  expect(textOf(allOf([]))).toBe("");
  expect(distinct([say`a ${"b"}`, "a b", "c"]).map(textOf)).toEqual(["a b", "c"]);
});
