import { describe, expect, it } from "vitest";
import { parseLinkAddress } from "./link-address.ts";

const page = "https://causeway.example/app/index.html";

describe("parseLinkAddress", () => {
  it("takes http, https and paths beside the page", () => {
    expect(parseLinkAddress("https://store.example/a/shop.jsonl?x=1", page)).toMatchObject({
      ok: true,
      name: "shop.jsonl",
    });
    expect(parseLinkAddress("demo/shop.json", page)).toMatchObject({
      ok: true,
      url: new URL("https://causeway.example/app/demo/shop.json"),
    });
    expect(parseLinkAddress("https://store.example/", page)).toMatchObject({ ok: true, name: "store.example" });
    expect(parseLinkAddress("https://store.example/%E0%A4%A", page)).toMatchObject({ ok: true, name: "%E0%A4%A" });
  });

  it("refuses every other scheme", () => {
    for (const text of [
      "javascript:alert(1)",
      "data:application/json,{}",
      "file:///etc/passwd",
      "blob:https://x/1",
      "ftp://x/y",
    ]) {
      expect(parseLinkAddress(text, page)).toEqual({ ok: false, failure: "scheme" });
    }
    expect(parseLinkAddress("traces.json", "file:///home/me/index.html")).toEqual({ ok: false, failure: "scheme" });
  });

  it("says what a secure page cannot read, but lets it read its own machine", () => {
    expect(parseLinkAddress("http://store.example/a.json", page)).toEqual({ ok: false, failure: "mixed-content" });
    expect(parseLinkAddress("http://localhost:16686/api/traces/1", page)).toMatchObject({ ok: true });
    expect(parseLinkAddress("http://127.0.0.1:8318/a.json", page)).toMatchObject({ ok: true });
  });

  it("refuses what is no address", () => {
    expect(parseLinkAddress("https://", page)).toEqual({ ok: false, failure: "not-an-address" });
    expect(parseLinkAddress("  ", page)).toEqual({ ok: false, failure: "not-an-address" });
  });
});
