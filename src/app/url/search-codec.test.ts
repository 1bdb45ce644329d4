import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch, type Upgrader } from "./search-codec.ts";

describe("search codec", () => {
  it("writes links that can be read", () => {
    expect(stringifySearch({ src: ["https://x.example/a.json?b=1", "demo/b.json"], view: "graph", only: true })).toBe(
      "?v=1&src=https://x.example/a.json?b=1&src=demo/b.json&view=graph&only=1",
    );
    expect(stringifySearch({ q: "GET /cart & more", view: undefined, service: [] })).toBe("?v=1&q=GET+/cart+%26+more");
    expect(stringifySearch({ view: undefined })).toBe("");
  });

  it("gives back what it wrote", () => {
    const value = fc.string({ unit: "grapheme", minLength: 1 });
    const search = fc.dictionary(
      fc.stringMatching(/^[a-u]{1,8}$/),
      fc.oneof(value, fc.array(value, { minLength: 2, maxLength: 4 })),
    );
    fc.assert(
      fc.property(search, (given) => {
        expect(parseSearch(stringifySearch(given))).toEqual({ ...given });
      }),
    );
  });

  it("writes half a character as the sign for what is missing", () => {
    expect(parseSearch(stringifySearch({ q: "a\ud83db" }))).toEqual({ q: "a\ufffdb" });
  });

  it("takes links written by hand or broken by a mail program", () => {
    expect(parseSearch("?src=a%2Fb.json&&flag&q=50%")).toEqual({ src: "a/b.json", flag: "", q: "50%" });
    expect(parseSearch("?__proto__=1&toString=2")).toEqual(JSON.parse('{"__proto__":"1","toString":"2"}'));
  });

  it("reads a key that stands very often", () => {
    const { q } = parseSearch("?q=a".concat("&q=a".repeat(300_000)));
    expect(q).toHaveLength(300_001);
  });

  it("upgrades old links step by step, and takes those without a version as new", () => {
    const upgraders: Upgrader[] = [
      ({ file, ...rest }) => ({ ...rest, ...(file !== undefined && { src: file }) }),
      ({ tab, ...rest }) => ({ ...rest, ...(tab !== undefined && { view: tab }) }),
    ];
    expect(parseSearch("?v=1&file=a&tab=graph", upgraders)).toEqual({ src: "a", view: "graph" });
    expect(parseSearch("?v=2&file=a&tab=graph", upgraders)).toEqual({ file: "a", view: "graph" });
    expect(parseSearch("?v=3&tab=graph", upgraders)).toEqual({ tab: "graph" });
    expect(parseSearch("?tab=graph", upgraders)).toEqual({ tab: "graph" });
    expect(parseSearch("?v=nonsense&tab=graph", upgraders)).toEqual({ tab: "graph" });
  });
});
