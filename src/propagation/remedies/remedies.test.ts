import { describe, expect, test } from "vitest";
import { englishRemedies } from "./en/english-remedies.ts";
import { type RemedyVariant, remedyCauses, remedyLanguages } from "./remedy.ts";
import { languageOf, remedyFor } from "./remedy-for.ts";

/** Names that no current SDK has, or that must not be advised. */
const gone: readonly [RegExp, string][] = [
  [/otelgrpc\.\w*Interceptor/, "removed from otelgrpc by 0.63"],
  [/grpc\.Dial(Context)?\(/, "deprecated in grpc-go; NewClient"],
  [/otelhttp\.WithPublicEndpoint\(/, "removed in otelhttp 0.65; WithPublicEndpointFn"],
  [/span\.Context\(\)/, "OpenTracing; SpanContext or the ctx of Start"],
  [/HeaderCarrier\(md\)/, "never finds lower-case metadata keys"],
  [/otelsarama/, "removed from otel-go-contrib"],
  [/instrumentation-fastify/, "no longer published; @fastify/otel"],
  [/addSpanProcessor\(/, "removed in JS SDK 2; spanProcessors"],
  [/new Resource\(/, "removed in JS SDK 2; resourceFromAttributes"],
  [/AsyncHooksContextManager/, "superseded by AsyncLocalStorageContextManager"],
  [/newClientInterceptor|newServerInterceptor|newHttpClient\(openTelemetry/, "renamed in Java libraries; create, wrap"],
  [/OTEL_PYTHON_LOGGING_AUTO_INSTRUMENTATION_ENABLED/, "its handler is deprecated"],
  [/opentracing/i, "superseded"],
];

const all: [string, RemedyVariant][] = remedyCauses.flatMap((cause) =>
  remedyLanguages.flatMap((language) =>
    (englishRemedies[cause].languages[language] ?? []).map((variant): [string, RemedyVariant] => [
      `${cause}/${language}/${variant.id}`,
      variant,
    ]),
  ),
);

describe("the data", () => {
  test.each(remedyCauses)("%s has Go, Node.js and a fallback, each ending without a condition", (cause) => {
    for (const language of ["go", "nodejs", "generic"] as const) {
      expect(englishRemedies[cause].languages[language]?.length).toBeGreaterThan(0);
    }
    for (const variants of Object.values(englishRemedies[cause].languages)) {
      expect(variants.at(-1)!.when).toBeUndefined();
    }
  });

  test("ids are unique", () => {
    expect(new Set(all.map(([id]) => id)).size).toBe(all.length);
  });

  test.each(all)("%s advises nothing that is gone", (_id, { code }) => {
    for (const [pattern, why] of gone) expect(pattern.test(code), why).toBe(false);
  });

  test.each(all)("%s is short and clean", (_id, variant) => {
    const { text, code, wrong = "", verify = "" } = variant;
    expect(text.length).toBeLessThanOrEqual(330);
    expect(text).toMatch(/^[A-Za-z{].*[.]$/);
    for (const words of [text, verify]) expect(words).not.toMatch(/ {2}|^\s|\s$|\n/);
    for (const block of [code, wrong]) {
      expect(block).not.toMatch(/[ \t]+$/m);
      expect(block.split("\n").length).toBeLessThanOrEqual(32);
      expect(Math.max(...block.split("\n").map((line) => line.length))).toBeLessThanOrEqual(125);
    }
    expect(code.length).toBeGreaterThan(0);
    expect(wrong).not.toBe(code);
    expect(`${text}${verify}`.replace(/\{(from|to)\}/g, "")).not.toMatch(/[{}]/);
  });

  test.each(remedyCauses)("%s says how to verify", (cause) => {
    expect(englishRemedies[cause].verify).toMatch(/^[A-Z{].{20,}[.]$/);
    expect(englishRemedies[cause].verify).not.toMatch(/ {2}/);
  });
});

describe("choice", () => {
  test("the protocol chooses the variant", () => {
    expect(remedyFor("no-inject", { language: "go", protocol: "grpc" }).code).toContain("NewClientHandler");
    expect(remedyFor("no-inject", { language: "go", protocol: "http" }).code).toContain("otelhttp.NewTransport");
    expect(remedyFor("no-inject", { language: "go" }).id).toBe("no-inject/go/http");
  });

  test("the scope chooses the variant", () => {
    const scopeName = "go.opentelemetry.io/contrib/bridges/otelzap";
    expect(remedyFor("uncorrelated-logs", { language: "go", scopeName }).id).toBe("uncorrelated-logs/go/zap");
    expect(remedyFor("uncorrelated-logs", { language: "go" }).id).toBe("uncorrelated-logs/go/slog");
  });

  test.each([
    ["1.20.0", "old-otelgrpc"],
    ["1.9.1", "old-otelgrpc"],
    ["1.21.0", "handlers"],
    ["1.45.0", "handlers"],
    [undefined, "handlers"],
    ["devel", "handlers"],
  ])("SDK %s gets the otelgrpc remedy %s", (sdkVersion, id) => {
    expect(remedyFor("grpc-metadata", { language: "go", sdkVersion }).id).toBe(`grpc-metadata/go/${id}`);
  });

  test("a browser is served by the Node.js entries, by its own variant where there is one", () => {
    expect(languageOf("webjs")).toBe("nodejs");
    expect(remedyFor("no-inject", { language: "webjs" }).id).toBe("no-inject/nodejs/browser");
    expect(remedyFor("no-inject", { language: "nodejs" }).id).toBe("no-inject/nodejs/http");
  });

  test.each(["rust", "php", undefined])("language %s falls back to general words", (language) => {
    expect(remedyFor("no-extract", { language }).language).toBe("generic");
  });

  test("a language without an entry for the cause falls back too", () => {
    expect(remedyFor("clock-skew", { language: "python" }).language).toBe("generic");
  });

  test("services are named, whatever they are called", () => {
    const { text, verify } = remedyFor("no-inject", { language: "go", from: "$& shop", to: "cart" });
    expect(text).toContain("$& shop sends the request");
    expect(verify).toContain("Call cart once");
    expect(remedyFor("no-inject", { language: "go", from: "cart" }).text).toMatch(/^cart sends/);
    expect(remedyFor("no-inject", { language: "go" }).text).toMatch(/^The caller sends/);
    expect(remedyFor("format-mismatch", { language: "go" }).text).toMatch(/^The caller and the callee speak/);
  });
});
