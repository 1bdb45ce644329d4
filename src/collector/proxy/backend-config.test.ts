import { describe, expect, it } from "vitest";
import { type BackendSketch, buildBackends, parseBackendFlag } from "./backend.ts";
import { parseBackendConfig, withEnvironment } from "./backend-config.ts";

const built = (...sketches: BackendSketch[]) => buildBackends(sketches);
/** As a config file spells it. */
const variable = (name: string) => `\${${name}}`;
const flag = (text: string) => parseBackendFlag(text)!;

describe("--backend", () => {
  it("takes a kind and an address, and a name where one is given", () => {
    expect(built(flag("jaeger=http://localhost:16686/"), flag("prod:tempo=https://tempo.example/a"))).toMatchObject([
      { name: "jaeger", kind: "jaeger", base: "http://localhost:16686", headers: {} },
      { name: "prod", kind: "tempo", base: "https://tempo.example/a" },
    ]);
    expect(built(flag("zipkin=http://a"), flag("zipkin=http://b"))).toMatchObject([
      { name: "zipkin" },
      { name: "zipkin-2" },
    ]);
  });

  it("takes user and password out of an address", () => {
    expect(built(flag("jaeger=http://me:p%40ss@localhost:16686"))).toMatchObject([
      { base: "http://localhost:16686", headers: { authorization: `Basic ${btoa("me:p@ss")}` } },
    ]);
  });

  it.each([
    ["loki=http://a", /its kind is one of/],
    ["tempo=ftp://a", /begins with http/],
    ["tempo=http://a?x=1", /begins with http/],
    ["tempo=localhost", /begins with http/],
    ["../x:tempo=http://a", /a name is of letters/],
  ])("refuses %s", (text, sentence) => expect(built(flag(text))).toMatch(sentence));

  it("refuses two of one name", () => {
    expect(built(flag("a:tempo=http://a"), flag("a:tempo=http://b"))).toMatch(/two of that name/);
    expect(parseBackendFlag("http://localhost:16686")).toBeUndefined();
  });
});

describe("the environment", () => {
  it("has the credentials of a backend of the command line", () => {
    const env = {
      CAUSEWAY_BACKEND_PROD_EU_BEARER: "t0ken",
      CAUSEWAY_BACKEND_PROD_EU_TENANT: "team-a",
      CAUSEWAY_BACKEND_PROD_EU_HEADERS: "X-One=1,X-Two=2=2",
    };
    const sketch = withEnvironment(flag("prod-eu:tempo=http://a"), "prod-eu", env);
    expect(sketch).toMatchObject({
      headers: { authorization: "Bearer t0ken", "x-scope-orgid": "team-a", "X-One": "1", "X-Two": "2=2" },
    });
    const basic = withEnvironment(flag("tempo=http://a"), "tempo", { CAUSEWAY_BACKEND_TEMPO_BASIC: "me:a:b" });
    expect(basic).toMatchObject({ headers: { authorization: `Basic ${btoa("me:a:b")}` } });
  });

  it("is refused without its values being repeated", () => {
    const env = { CAUSEWAY_BACKEND_TEMPO_BASIC: "secret" };
    expect(withEnvironment(flag("tempo=http://a"), "tempo", env)).toBe(
      "CAUSEWAY_BACKEND_TEMPO_BASIC is no user:password.",
    );
  });
});

describe("a config file", () => {
  const config = (backend: object) =>
    JSON.stringify({ backends: [{ name: "a", kind: "tempo", url: "http://a", ...backend }] });

  it("has every kind of credential, with variables filled in", () => {
    const text = config({
      bearer: variable("TOKEN"),
      tenant: "t",
      headers: { "X-A": `x${variable("TOKEN")}` },
      timeoutSeconds: 5,
      replyLimitMb: 1,
    });
    const sketches = parseBackendConfig(text, { TOKEN: "s3" }) as BackendSketch[];
    expect(buildBackends(sketches)).toEqual([
      {
        name: "a",
        kind: "tempo",
        base: "http://a",
        headers: { authorization: "Bearer s3", "x-scope-orgid": "t", "x-a": "xs3" },
        timeoutMs: 5_000,
        replyLimitBytes: 2 ** 20,
      },
    ]);
    expect(parseBackendConfig(config({ basic: { user: "u", password: "p" } }), {})).toMatchObject([
      { headers: { authorization: `Basic ${btoa("u:p")}` } },
    ]);
  });

  it.each([
    ["no JSON secret", "It is no JSON."],
    ["[]", "The config is no object."],
    ['{"backend":[]}', 'The config: there is nothing called "backend".'],
    [config({ bearer: variable("GONE") }), "backends[0].bearer: there is no GONE in the environment."],
    [config({ token: "secret" }), 'backends[0]: there is nothing called "token".'],
    [config({ basic: { user: "secret" } }), "backends[0]: backends[0].basic.password is missing."],
    [config({ timeoutSeconds: "5" }), "backends[0].timeoutSeconds is no number."],
  ])("refuses %s", (text, sentence) => expect(parseBackendConfig(text, {})).toBe(sentence));

  it("refuses headers that cannot be sent, without repeating them", () => {
    const sketches = parseBackendConfig(config({ bearer: "secret\nx" }), {}) as BackendSketch[];
    expect(buildBackends(sketches)).toMatch(/"authorization" cannot be sent/);
    expect(buildBackends(sketches)).not.toMatch(/secret/);
    const host = parseBackendConfig(config({ headers: { Host: "x" } }), {}) as BackendSketch[];
    expect(buildBackends(host)).toMatch(/Host cannot be set/);
  });
});
