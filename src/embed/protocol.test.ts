import { describe, expect, it } from "vitest";
import { parseHostMessage, parseHostOrigin } from "./protocol.ts";

describe("parseHostMessage", () => {
  it("takes text, bytes and blobs", () => {
    expect(parseHostMessage({ type: "causeway:open", name: "a", data: "{}" })).toEqual({
      type: "causeway:open",
      name: "a",
      data: "{}",
      trace: undefined,
      span: undefined,
    });
    const bytes = new TextEncoder().encode("  {}").subarray(2);
    const viewed = parseHostMessage({ type: "causeway:open", name: "a", data: bytes });
    expect(viewed?.type === "causeway:open" && viewed.data instanceof ArrayBuffer && viewed.data.byteLength).toBe(2);
    expect(parseHostMessage({ type: "causeway:open", data: new Blob(["{}"]), trace: "0AF7", span: "x" })).toMatchObject(
      {
        name: "",
        trace: "0af7",
        span: undefined,
      },
    );
    expect(parseHostMessage({ type: "causeway:theme", theme: "dark" })).toEqual({
      type: "causeway:theme",
      theme: "dark",
    });
  });

  it("takes nothing else", () => {
    const strange = [null, 7, "causeway:open", [], {}, { type: "causeway:open" }, { type: "causeway:open", data: {} }];
    for (const message of [...strange, { type: "causeway:theme", theme: "pink" }, { type: "other", data: "" }]) {
      expect(parseHostMessage(message)).toBeUndefined();
    }
  });
});

it("parseHostOrigin takes origins of the web", () => {
  expect(parseHostOrigin("https://grafana.example")).toBe("https://grafana.example");
  expect(parseHostOrigin("http://localhost:3000/d/1?x=2")).toBe("http://localhost:3000");
  for (const text of [null, "", "*", "null", "file:///x", "javascript:alert(1)", "grafana.example"]) {
    expect(parseHostOrigin(text)).toBeUndefined();
  }
});
