import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttributeValue } from "../../model/span-detail.ts";
import { attributeText, filterAttributes, prettyJson, webAddress } from "./attribute-text.ts";

const text = (value: string): AttributeValue => ({ type: "string", value });

describe("attributeText", () => {
  it("keeps types and exact integers", () => {
    expect(attributeText(text("a\nb"))).toBe("a\nb");
    expect(attributeText({ type: "int", value: 9_223_372_036_854_775_807n })).toBe("9223372036854775807");
    expect(attributeText({ type: "bytes", value: Uint8Array.of(1, 255) })).toBe("01ff");
    expect(attributeText({ type: "empty" })).toBe("");
    expect(
      attributeText({
        type: "kvlist",
        value: [
          { key: "list", value: { type: "array", value: [text("x"), { type: "bool", value: true }] } },
          { key: "none", value: { type: "array", value: [] } },
        ],
      }),
    ).toBe('{\n  "list": [\n    "x",\n    true\n  ],\n  "none": []\n}');
  });
});

describe("prettyJson", () => {
  it("indents as JSON.stringify does", () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
        const pretty = JSON.stringify(value, null, 2);
        expect(prettyJson(JSON.stringify(value))).toBe(pretty);
        expect(prettyJson(pretty)).toBe(pretty);
      }),
    );
  });

  it("changes no number", () => {
    expect(prettyJson('{"id":12345678901234567890,"rate":1.10}')).toBe(
      '{\n  "id": 12345678901234567890,\n  "rate": 1.10\n}',
    );
  });

  it("does not follow absurd nesting", () => {
    expect(prettyJson("[".repeat(50_000) + "]".repeat(50_000))).toBeUndefined();
    let value: AttributeValue = text("core");
    for (let depth = 0; depth < 50_000; depth++) value = { type: "array", value: [value] };
    expect(attributeText(value)).toContain("…");
  });

  it("leaves other text alone", () => {
    expect([prettyJson("12"), prettyJson("{not json}"), prettyJson(""), prettyJson("[1,")]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("webAddress", () => {
  it("lets only http and https through", () => {
    expect(webAddress("https://a.example/x?y=1")).toBe("https://a.example/x?y=1");
    for (const hostile of [
      "javascript:alert(1)",
      " javascript:alert(1)",
      "data:text/html,x",
      "file:///etc/passwd",
      "http://",
      "see http://a",
      "/a",
    ]) {
      expect(webAddress(hostile)).toBeUndefined();
    }
  });
});

it("filters by key and value, whatever the case", () => {
  const attributes = [
    { key: "http.route", value: text("/Orders") },
    { key: "retry", value: { type: "int", value: 3n } as const },
  ];
  const keys = (filter: string) => filterAttributes(attributes, filter).map(({ key }) => key);
  expect([keys("ROUTE"), keys("orders"), keys("3"), keys(" "), keys("nothing")]).toEqual([
    ["http.route"],
    ["http.route"],
    ["retry"],
    ["http.route", "retry"],
    [],
  ]);
});
