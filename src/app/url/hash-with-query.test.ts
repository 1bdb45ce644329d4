import { expect, it } from "vitest";
import { hashWithQuery } from "./hash-with-query.ts";

it("moves the page's query into the hash", () => {
  expect(hashWithQuery("?src=a.json&src=b.json", "")).toBe("#/?src=a.json&src=b.json");
  expect(hashWithQuery("?src=a.json", "#/traces?q=x%3F")).toBe("#/traces?q=x%3F&src=a.json");
  expect(hashWithQuery("?src=a.json&theme=dark", "#/traces?src=b.json")).toBe("#/traces?src=b.json&theme=dark");
  expect(hashWithQuery("?src=a.json", "#main")).toBe("#/?src=a.json");
  expect(hashWithQuery("", "#/traces")).toBeUndefined();
  expect(hashWithQuery("?", "")).toBeUndefined();
});
