import { expect, it } from "vitest";
import { seedPlace } from "./seed.ts";

const seed = (query: string) => seedPlace(new URLSearchParams(query));

it("a panel begins where its parameters say", () => {
  expect(seed("src=a.json&src=b.json&trace=4BF9&span=00f0&view=graph&theme=dark&origin=https://x")).toBe(
    "/trace/4bf9?v=1&src=a.json&src=b.json&theme=dark&view=graph&span=00f0",
  );
  expect(seed("view=services&src=a.json")).toBe("/services?v=1&src=a.json");
  expect(seed("view=graph&span=1")).toBe("/");
  expect(seed("trace=../../x")).toBe("/");
  expect(seed("")).toBe("/");
});
