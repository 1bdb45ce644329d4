import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOT_KEYS } from "../model/hot-keys.ts";
import { parseTraceql } from "./parse-traceql.ts";
import { printTraceql } from "./print-traceql.ts";
import {
  type Comparison,
  type Intrinsic,
  RESOURCE_COLUMNS,
  type ResourceKey,
  type SpanCondition,
  type TraceCondition,
} from "./traceql.ts";

const texts = fc.string({
  unit: fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom('"', "\\", "`", "\n", "n", "é")),
});
const string = texts.map((text) => ({ type: "string" as const, text }));
const equality = fc.constantFrom("=" as const, "!=" as const);
const anyOrder = fc.constantFrom("=" as const, "!=" as const, ">" as const, ">=" as const, "<" as const, "<=" as const);
const intrinsic = (...names: Intrinsic[]) =>
  fc.constantFrom(...names).map((name) => ({ scope: "intrinsic" as const, name }));
const span = fc.constantFrom(...HOT_KEYS).map((key) => ({ scope: "span" as const, key }));
const resource = fc
  .constantFrom(...(Object.keys(RESOURCE_COLUMNS) as ResourceKey[]))
  .map((key) => ({ scope: "resource" as const, key }));
const nil = fc.constant({ type: "nil" as const });

/** Comparisons whose three parts go together. */
const comparison = <F extends Comparison["field"], O extends Comparison["operator"], V extends Comparison["value"]>(
  field: fc.Arbitrary<F>,
  operator: fc.Arbitrary<O>,
  value: fc.Arbitrary<V>,
): fc.Arbitrary<Comparison> => fc.record({ type: fc.constant("comparison" as const), field, operator, value });

const numbers = fc
  .double({ noNaN: true, min: -1e15, max: 1e15 })
  .map((number) => ({ type: "number" as const, number: number + 0 }));
const durations = fc.integer({ min: 0 }).map((nano) => ({ type: "duration" as const, nano }));
const comparisons: fc.Arbitrary<Comparison> = fc.oneof(
  comparison(fc.oneof(intrinsic("name", "rootName", "rootServiceName"), resource), equality, fc.oneof(string, nil)),
  comparison(
    span,
    equality,
    fc.oneof(
      string,
      nil,
      fc.boolean().map((truth) => ({ type: "boolean" as const, truth })),
    ),
  ),
  comparison(span, anyOrder, numbers),
  comparison(intrinsic("duration", "traceDuration"), anyOrder, durations),
  comparison(
    intrinsic("status"),
    equality,
    fc.nat(2).map((code) => ({ type: "status" as const, code })),
  ),
  comparison(
    intrinsic("kind"),
    equality,
    fc.nat(5).map((code) => ({ type: "kind" as const, code })),
  ),
  comparison(
    fc.oneof(intrinsic("name"), resource, span),
    fc.constantFrom("=~" as const, "!~" as const),
    fc.constantFrom("GET.*", "a\\.b", '"+').map((text) => ({ type: "string" as const, text })),
  ),
);

const joined = <Part>(part: fc.Arbitrary<Part>) =>
  fc.record({ type: fc.constantFrom("and" as const, "or" as const), left: part, right: part });
const spanConditions = fc.letrec<{ node: SpanCondition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthIdentifier: "span" },
    comparisons,
    joined(tie("node")),
    fc.record({ type: fc.constant("not" as const), operand: tie("node") }),
  ),
})).node;
const traceConditions = fc.letrec<{ node: TraceCondition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthIdentifier: "trace" },
    fc.record({ type: fc.constant("spanset" as const), condition: fc.option(spanConditions, { nil: undefined }) }),
    joined(tie("node")),
  ),
})).node;

const errorOf = (text: string) => parseTraceql(text).error;
const messageOf = (text: string) => errorOf(text)?.message;

describe("parseTraceql", () => {
  it("reads back what printTraceql writes", () => {
    fc.assert(
      fc.property(traceConditions, (query) => {
        expect(parseTraceql(printTraceql(query))).toEqual({ query });
      }),
    );
  });

  it("never throws, and places every error inside the text", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "(",
      ")",
      "!",
      "&&",
      "||",
      "|",
      ">>",
      "=",
      "!=",
      "=~",
      ">",
      "name",
      "status",
      "error",
      "kind",
      "server",
      "duration",
      "100ms",
      "5",
      "-",
      ".",
      '"a',
      '"',
      "`",
      "nil",
      "resource.service.name",
      "span.http.request.method",
      "span.foo",
      ' "x" ',
      "😀",
      "\u0000",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 8, arbitrary: pieces }, fc.string())), fc.boolean(), (parts, braced) => {
        const text = braced ? `{${parts.join(" ")}` : parts.join("");
        const { query, error } = parseTraceql(text);
        if (query) return;
        expect(error.position).toBeGreaterThanOrEqual(0);
        expect(error.position + error.length).toBeLessThanOrEqual(text.length);
        expect(error.message).toMatch(/[.:]$/);
      }),
    );
  });

  it("lets && bind tighter than ||, and ! tightest", () => {
    const { query } = parseTraceql("{ !name = `a` && kind = server || status = error }");
    expect(query).toMatchObject({
      condition: { type: "or", left: { type: "and", left: { type: "not" } }, right: { field: { name: "status" } } },
    });
  });

  it("reads fields in their other spellings, and durations of several units", () => {
    expect(parseTraceql("{span:duration>=1m30.5s}").query).toMatchObject({
      condition: { field: { name: "duration" }, operator: ">=", value: { nano: 90.5e9 } },
    });
    expect(parseTraceql('{.http.route="/a" && ."service.name"=nil}').query).toMatchObject({
      condition: {
        left: { field: { scope: "span" } },
        right: { field: { scope: "resource" }, value: { type: "nil" } },
      },
    });
  });

  it.each(["", "  payment ", "GET /a?b=c", "(a", "a && b", "order=5", "price > 5"])(
    "takes %j as a text search",
    (text) => {
      expect(parseTraceql(text)).toEqual({ query: { type: "text", text: text.trim() } });
    },
  );

  it.each<[string, string]>([
    ["duration > 100ms", "A condition stands in braces, such as { duration > 100ms }."],
    ["span.foo = 1", "A condition stands in braces, such as { duration > 100ms }."],
    [
      "{ span.foo = 1 }",
      "span.foo is not indexed; only names, times, resource fields and the attributes that describe calls are. The search inside a trace looks at every attribute.",
    ],
    ["{ span.service.name = `a` }", "span.service.name is not indexed; write resource.service.name."],
    ["{ resource.http.route = `a` }", "resource.http.route is not indexed; write span.http.route."],
    ["{ status = `error` }", "A status is one of ok, error and unset, without quotes."],
    ["{ duration > 100 }", "100 of what? Add a unit, such as 100ms."],
    ["{ name > `a` }", "> compares numbers and durations; use = or != here."],
    [
      "{ kind = error }",
      "A kind is one of server, client, producer, consumer, internal and unspecified, without quotes.",
    ],
    ["{ name = GET }", "name is compared with a text in quotes."],
    ["{ name =~ `(` }", "A “)” is missing in the regular expression."],
    ["{ name = `a`", "The “}” at the end is missing."],
    ["{ name = `a }", "The text in quotes is not closed."],
    ["{ name }", "After name one of = != =~ !~ > >= < <= is wanted."],
    ["{ 5 < duration }", "The field comes first, then the value: duration > 100ms."],
    ["{ } >> { }", "“>>” is not read here: { … } can be joined by && and ||."],
    ["{ } | count() > 2", "“|” is not read here: { … } can be joined by && and ||."],
    ["{ name = `a` name = `b` }", "Here && or || or “}” is wanted."],
  ])("says what is wrong with %s", (text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it("points at the place", () => {
    expect(errorOf('{ kind = server && span.foo = "x" }')).toMatchObject({ position: 19, length: 8 });
    expect(errorOf("{ duration > 5 }")).toMatchObject({ position: 13, length: 1 });
  });

  it("refuses what is too long or too deep", () => {
    expect(messageOf(`{${"!".repeat(10_000)}`)).toBe("A query has at most 10000 characters.");
    expect(messageOf(`{${"!".repeat(500)}`)).toBe("This is nested too deep.");
    expect(messageOf(`${"(".repeat(500)}{`)).toBe("This is nested too deep.");
  });
});
