import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { fuzzRuns } from "../cli/fuzz-runs.ts";
import { compileRegex } from "./regex.ts";

const matches = (pattern: string, text: string) => {
  const test = compileRegex(pattern);
  if (typeof test !== "function") throw new Error(test.text);
  return test(text);
};

/** Patterns that mean the same here and in a JavaScript regular expression. */
const patterns = fc.letrec<{ node: string; one: string }>((tie) => ({
  one: fc.oneof(
    fc.constantFrom("a", "b", "c", "ab", ".", "[ab]", "[^a]", "[a-b]", "\\d", "\\W", "1", "é", "😀", "^", "$", "\\."),
    tie("node").map((node) => `(${node})`),
  ),
  node: fc.oneof(
    { maxDepth: 4 },
    tie("one"),
    fc.tuple(tie("node"), tie("node")).map(([left, right]) => left + right),
    fc.tuple(tie("node"), tie("node")).map(([left, right]) => `${left}|${right}`),
    fc
      .tuple(tie("node"), fc.constantFrom("*", "+", "?", "{2}", "{1,}", "{0,2}", "*?"))
      .map(([node, times]) => `(?:${node})${times}`),
  ),
}));

describe("compileRegex", () => {
  it("matches what JavaScript's own regular expressions match", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "b", "c", "1", ".", "é", "😀", "\n"), maxLength: 8 });
    fc.assert(
      fc.property(patterns.node, fc.array(texts, { minLength: 1, maxLength: 5 }), (pattern, values) => {
        const plain = new RegExp(`^(?:${pattern})$`, "u");
        const test = compileRegex(pattern);
        if (typeof test !== "function") throw new Error(`${pattern}: ${test}`);
        for (const value of values) expect([pattern, value, test(value)]).toEqual([pattern, value, plain.test(value)]);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });

  it("matches what RE2 matches, and takes no pattern that RE2 refuses", () => {
    const letters = fc.constantFrom(
      ...[
        ..."😀aAkKsSßſ\u212AéÉσςΣ()[]*+?|^$\\.-:,01dWn ",
        "(?i)",
        "(?:",
        "\\d",
        "\\s",
        "\\W",
        "[^",
        "\\x41",
        "{2}",
        "{1,3}",
      ],
    );
    const texts = fc.string({ unit: fc.constantFrom(..."aAkK\u212AsSſßéÉσςΣ01 \n-😀"), maxLength: 5 });
    fc.assert(
      fc.property(
        fc.string({ unit: letters, minLength: 1, maxLength: 8 }),
        fc.array(texts, { minLength: 3, maxLength: 6 }),
        (pattern, values) => {
          const test = compileRegex(pattern);
          if (typeof test !== "function") return;
          const reference = RE2JS.compile(pattern);
          for (const value of values) {
            expect([pattern, value, test(value)]).toEqual([pattern, value, reference.matches(value)]);
          }
        },
      ),
      { numRuns: fuzzRuns(2_000) },
    );
  });

  it("never throws, whatever the pattern", () => {
    const letters = fc.constantFrom(..."ab()[]{}*+?|^$\\.-:,0129xdW]");
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 30 }), fc.string({ unit: letters }), (pattern, text) => {
        const test = compileRegex(pattern);
        expect(["string", "boolean"]).toContain(typeof (typeof test === "function" ? test(text) : test.text));
      }),
    );
  });

  it.each([
    ["GET.*", "GET /cart", true],
    ["GET", "GET /cart", false],
    ["get.*", "GET /cart", false],
    ["(?i)get.*", "GET /cart", true],
    ["(?i)[^a]", "A", false],
    ["(?i)σ+", "ΣΣς", true],
    ["(?i)s", "ß", false],
    ["(?i)\\W", "ſ", false],
    ["a{", "a{", true],
    ["[]a]", "]", true],
    ["[a-]", "-", true],
    ["\\x41\\x{1F600}", "A😀", true],
    [".", "\n", false],
    ["", "", true],
  ])("%s on %j: %s", (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it("stays linear where backtracking explodes", () => {
    const text = "a".repeat(200_000);
    for (const pattern of ["(a+)+b", "(a|a)*b", "(a|aa)+b", ".*.*.*.*.*.*b", "(a*)*b"]) {
      expect(matches(pattern, text)).toBe(false);
    }
  });

  it.each([
    "(",
    ")",
    "[a",
    "*a",
    "a**",
    "{2}",
    "a|{1,}",
    "a{2,1}",
    "a{2000}",
    "(?=a)",
    "(?P<n>a)",
    "\\1",
    "\\b",
    "\\",
    "[b-a]",
    "[[:alpha:]]",
    "\\xZ",
  ])("says what is wrong with %s", (pattern) => {
    expect(String(compileRegex(pattern))).toMatch(/^[^a-z].*\.$/);
  });

  it("refuses patterns that are too large once written out", () => {
    expect(String(compileRegex("((a{100}){100}){100}"))).toBe("The regular expression is too large.");
    expect(String(compileRegex("((((){1000}){1000}){1000}){1000}"))).toBe("The regular expression is too large.");
    expect(String(compileRegex("a".repeat(1001)))).toContain("1000 characters");
    expect(String(compileRegex("(".repeat(500)))).toContain("too deep");
  });
});
