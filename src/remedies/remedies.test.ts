import { describe, expect, test } from "vitest";
import { allCauses, type RemedyCause } from "./all-causes.ts";
import { type Infrastructure, infrastructureOf } from "./infrastructure.ts";
import { type CauseRemedies, type Remedy, type RemedyVariant, remedyLanguages } from "./remedy.ts";
import type { RemedyFacts } from "./remedy-facts.ts";
import { languageOf, remedyFor } from "./remedy-for.ts";

const causes = Object.entries(allCauses) as [RemedyCause, CauseRemedies][];
const english = (cause: RemedyCause, facts: Omit<RemedyFacts, "cause"> = {}) => remedyFor({ cause, ...facts }, "en");

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

const all: [string, RemedyVariant, CauseRemedies][] = causes.flatMap(([cause, remedies]) =>
  remedyLanguages.flatMap((language) =>
    (remedies.languages[language] ?? []).map((variant): [string, RemedyVariant, CauseRemedies] => [
      `${cause}/${language}/${variant.id}`,
      variant,
      remedies,
    ]),
  ),
);

const PLACES = ["{service}", "{from}", "{to}", "{scope}", "{version}"];
const placesOf = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted();

describe("the data", () => {
  test.each(causes)("%s has a fallback, and each language ends without a condition", (_cause, { languages }) => {
    expect(languages.generic.length).toBeGreaterThan(0);
    for (const variants of Object.values(languages)) expect(variants.at(-1)!.when).toBeUndefined();
  });

  test("ids are unique", () => {
    expect(new Set(all.map(([id]) => id)).size).toBe(all.length);
  });

  test.each(all)("%s advises nothing that is gone", (_id, { code }) => {
    for (const [pattern, why] of gone) expect(pattern.test(code), why).toBe(false);
  });

  test.each(all)("%s is short and clean", (_id, variant, remedies) => {
    const { text, code, wrong = "", verify = remedies.verify } = variant;
    expect(text.en.length).toBeLessThanOrEqual(330);
    expect(text.en).toMatch(/^[A-Za-z{].*[.]$/);
    expect(verify.en).toMatch(/^[A-Z{].{20,}[.]$/);
    for (const words of [text.en, verify.en]) expect(words).not.toMatch(/ {2}|^\s|\s$|\n|\p{Script=Han}/u);
    for (const words of [text.zh, verify.zh]) {
      expect(words).toMatch(/\p{Script=Han}/u);
      expect(words).toMatch(/^\S.*。$/);
      expect(words).not.toMatch(/ {2}|\n/);
    }
    for (const block of [code, wrong]) {
      expect(block).not.toMatch(/[ \t]+$/m);
      expect(block.split("\n").length).toBeLessThanOrEqual(32);
      expect(Math.max(...block.split("\n").map((line) => line.length))).toBeLessThanOrEqual(125);
    }
    expect(code.length).toBeGreaterThan(0);
    expect(wrong).not.toBe(code);
  });

  test.each(all)("%s names the same services in both languages", (_id, { text, verify }, remedies) => {
    for (const { en, zh } of [text, verify ?? remedies.verify]) {
      for (const place of placesOf(en)) expect(PLACES).toContain(place);
      for (const place of placesOf(zh)) expect(placesOf(en)).toContain(place);
    }
  });
});

describe("choice", () => {
  test("the protocol chooses the variant", () => {
    expect(english("no-inject", { language: "go", protocol: "grpc" }).code).toContain("NewClientHandler");
    expect(english("no-inject", { language: "go", protocol: "http" }).code).toContain("otelhttp.NewTransport");
    expect(english("no-inject", { language: "go" }).id).toBe("no-inject/go/http");
  });

  test("the scope chooses the variant", () => {
    const name = "go.opentelemetry.io/contrib/bridges/otelzap";
    expect(english("uncorrelated-logs", { language: "go", scopes: [{ name, version: "" }] }).id).toBe(
      "uncorrelated-logs/go/zap",
    );
    expect(english("uncorrelated-logs", { language: "go" }).id).toBe("uncorrelated-logs/go/slog");
  });

  test.each(["otelhttp", "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp/v2", "zap-logger"])(
    "the scope %s, which only resembles a library's, chooses nothing",
    (name) => {
      const facts = { language: "go", scopes: [{ name, version: "" }] };
      expect(english("leaked-span", facts).id).toBe("leaked-span/go/defer");
      expect(english("uncorrelated-logs", facts).id).toBe("uncorrelated-logs/go/slog");
    },
  );

  test.each([
    ["1.20.0", "old-otelgrpc"],
    ["1.9.1", "old-otelgrpc"],
    ["1.21.0", "handlers"],
    ["1.45.0", "handlers"],
    [undefined, "handlers"],
    ["devel", "handlers"],
  ])("SDK %s gets the otelgrpc remedy %s", (sdkVersion, id) => {
    expect(english("grpc-metadata", { language: "go", sdkVersion }).id).toBe(`grpc-metadata/go/${id}`);
  });

  test("a browser has its own remedy, and never a server's", () => {
    expect(english("no-inject", { language: "webjs" }).id).toBe("no-inject/webjs/browser");
    expect(english("no-extract", { language: "webjs" }).language).toBe("generic");
    expect(english("no-inject", { language: "nodejs" }).id).toBe("no-inject/nodejs/http");
  });

  test.each(["swift", "erlang", undefined])("language %s falls back to general words", (language) => {
    expect(english("no-extract", { language }).language).toBe("generic");
  });

  test.each<[RemedyCause, Infrastructure, Omit<RemedyFacts, "cause">, RegExp]>([
    ["gateway-strips", "nginx", { protocol: "http" }, /otel_trace_context propagate;.*proxy_set_header traceparent/s],
    ["gateway-strips", "nginx", { protocol: "grpc" }, /grpc_set_header traceparent/],
    ["gateway-strips", "istio", { language: "go" }, /disableContextPropagation: false/],
    ["gateway-strips", "api-gateway", {}, /integration\.request\.header\.traceparent/],
    ["header-doubled", "dapr", { protocol: "grpc" }, /dapr upgrade/],
    ["platform-span", "lambda", { language: "nodejs" }, /Mode=PassThrough/],
    ["platform-span", "cloud-run", {}, /googlecloud/],
    ["no-inject", "browser", { language: "webjs" }, /propagateTraceHeaderCorsUrls/],
    ["no-inject", "spring", { language: "java", protocol: "http" }, /WebClient\.Builder builder/],
    ["no-inject", "java-agent", { language: "java", protocol: "http" }, /otel\.javaagent\.debug=true/],
    ["no-propagator", "java-agent", { language: "java" }, /-Dotel\.propagators=tracecontext,baggage/],
    ["no-inject", "temporal", { language: "go" }, /NewTracingInterceptor/],
    ["no-extract", "celery", { language: "python", protocol: "messaging" }, /worker_process_init/],
    ["exit-without-flush", "celery", { language: "python" }, /worker_process_shutdown/],
    ["queue-not-carried", "nats", { language: "go" }, /HeaderCarrier\(msg\.Header\)/],
    ["queue-not-carried", "kafka", { language: "java" }, /receive-telemetry\.enabled=false/],
  ])("%s beside %s", (cause, around, facts, code) => {
    expect(english(cause, { ...facts, infrastructure: [around] }).code).toMatch(code);
  });

  test("what stands around is told by whole names: its own process by its own scopes, what lies between by either side's", () => {
    expect(infrastructureOf(["@opentelemetry/instrumentation-aws-lambda"], [], undefined)).toEqual(["lambda"]);
    expect(infrastructureOf([], ["@opentelemetry/instrumentation-aws-lambda"], undefined)).toEqual([]);
    expect(infrastructureOf(["io.opentelemetry.tomcat-10.0"], ["io.opentelemetry.jdbc"], undefined)).toEqual([
      "java-agent",
    ]);
    expect(infrastructureOf([], ["opentelemetry.instrumentation.celery"], undefined)).toEqual(["celery"]);
    expect(infrastructureOf(["my-nginx", "constructor"], ["nginx-client"], "kafkaesque")).toEqual([]);
    expect(infrastructureOf(["dapr-diagnostics"], [], "nats")).toEqual(["dapr", "nats"]);
  });

  test("a language without an entry for the cause falls back too", () => {
    expect(english("clock-skew", { language: "python" }).language).toBe("generic");
  });

  test("services are named, whatever they are called", () => {
    const { text, verify } = english("no-inject", { language: "go", service: "$& shop", from: "$& shop", to: "cart" });
    expect(text).toContain("$& shop sends the request");
    expect(verify).toContain("Call cart once");
    expect(english("no-inject", { language: "go" }).text).toMatch(/^This service sends/);
    expect(english("format-mismatch", { language: "go" }).text).toMatch(/^The caller and the callee speak/);
  });

  test("a fault inside a library is told by its name and version", () => {
    const scopes = [{ name: "go.opentelemetry.io/otel/instrumentation/httptrace", version: "0.60.0" }];
    const { text, code } = english("library-fault", { language: "go", service: "crawler", scopes });
    expect(text).toContain("go.opentelemetry.io/otel/instrumentation/httptrace 0.60.0 never ends http.getconn");
    expect(code).toContain("WithoutSubSpans()");
    expect(english("leaked-span", { language: "go", scopes }).code).toBe(code);
  });
});

/** Each way to ask: cause, language, what stands around, protocol. */
const INFRASTRUCTURE: readonly Infrastructure[] = [
  "nginx",
  "envoy",
  "istio",
  "dapr",
  "api-gateway",
  "lambda",
  "cloud-run",
  "browser",
  "celery",
  "kafka",
  "nats",
  "mqtt",
  "java-agent",
  "spring",
  "temporal",
  "mongodb",
];

/** What is wrong with an answer, in words; nothing of it may be. */
function faultsOf(remedy: Remedy, wanted: readonly string[]): string[] {
  const { text, verify, code } = remedy;
  const [own, from, to] = ["OWN", "END-A", "END-B"].map((name) => text.indexOf(name)) as [number, number, number];
  const early = [from, to].some((end) => end !== -1 && (own === -1 || end < own));
  const bothEnds = own === -1 && from !== -1 && to !== -1;
  return [
    ...(text.trim() === "" || verify.trim() === "" || code.trim() === "" ? ["empty"] : []),
    ...(/[{}]/.test(text + verify) ? ["a place is left open"] : []),
    ...(wanted.includes(remedy.language) ? [] : [`in ${remedy.language}`]),
    ...(early && !bothEnds ? ["speaks of another service"] : []),
  ].map((fault) => `${remedy.id}: ${fault}`);
}

describe("whatever is asked", () => {
  test.each(causes)("%s speaks of the finding's own service, in its language", (cause, { languages }) => {
    const variants = Object.values(languages).flat();
    const names = ["my-scope", ...variants.flatMap(({ when }) => when?.scopes ?? [])];
    const faults = new Set<string>();
    for (const locale of ["en", "zh-CN"] as const)
      for (const language of [...remedyLanguages, "swift", undefined])
        for (const around of [undefined, ...INFRASTRUCTURE])
          for (const protocol of ["http", "grpc", "messaging", "in-process"])
            for (const name of names) {
              const infrastructure = around ? [around] : [];
              const ends = { service: "OWN", from: "END-A", to: "END-B" };
              const facts = {
                cause,
                language,
                protocol,
                infrastructure,
                scopes: [{ name, version: "1.2.3" }],
                ...ends,
              };
              const own = languageOf(language);
              const wanted = languages[own] ? [own, "generic"] : ["generic"];
              for (const fault of faultsOf(remedyFor(facts, locale), wanted)) faults.add(fault);
            }
    expect([...faults]).toEqual([]);
  });
});
