import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requestOf, spanIdOf, startTestCollector, type TestCollector, traceIdOf } from "../test-collector.ts";
import { ROUTES } from "./query-api.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: boolean;
}
interface Answer {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}
interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, Answer>>;
}
interface Document {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
}

const document = JSON.parse(readFileSync("docs/openapi.json", "utf8")) as Document;

function resolved<T extends { readonly $ref?: string }>(value: T): T {
  if (value.$ref === undefined) return value;
  const target = value.$ref
    .slice(2)
    .split("/")
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document);
  expect(target, value.$ref).toBeDefined();
  return target as T;
}

/** Whether a value has the shape; as much of JSON Schema as the document uses. */
function expectShape(value: unknown, unresolved: Schema, at: string): void {
  const schema = resolved(unresolved);
  if (schema.const !== undefined) expect(value, at).toBe(schema.const);
  if (schema.type === "array") {
    expect(Array.isArray(value), at).toBe(true);
    for (const [index, item] of (value as unknown[]).entries())
      expectShape(item, schema.items ?? {}, `${at}[${index}]`);
  } else if (schema.type === "integer") expect(Number.isInteger(value), at).toBe(true);
  else if (schema.type !== undefined) expect(typeof value, at).toBe(schema.type);
  if (schema.type !== "object") return;
  const object = value as Record<string, unknown>;
  for (const key of schema.required ?? []) expect(object, at).toHaveProperty([key]);
  for (const [key, member] of Object.entries(object)) {
    const known = schema.properties?.[key];
    if (known) expectShape(member, known, `${at}.${key}`);
    else expect(schema.additionalProperties, `${at}.${key} is not in the document`).not.toBe(false);
  }
}

let running: TestCollector;
beforeAll(async () => {
  running = await startTestCollector();
  const startNano = 1_790_000_000_000_000_000n;
  await running.post("/v1/traces", requestOf("shop", [{ traceId: traceIdOf(1), spanId: spanIdOf(1), startNano }]));
});
afterAll(() => running.stop());

const VALUES: Readonly<Record<string, string>> = {
  service: "shop",
  traceId: traceIdOf(1),
  start: "1",
  since: "1",
  end: "9000000000000000000",
  "query.serviceName": "shop",
  "query.startTimeMin": "2020-01-01T00:00:00Z",
  "query.startTimeMax": "2100-01-01T00:00:00.123456789Z",
};

it("names every route, and no other", () => {
  expect(Object.keys(document.paths).sort()).toEqual(ROUTES.map(([template]) => template).sort());
});

describe.each(Object.entries(document.paths))("%s", (template, { get }) => {
  const parameters = (get.parameters ?? []).map(resolved);
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? "");
  const query = parameters
    .filter(({ name, in: place }) => place === "query" && name in VALUES)
    .map(({ name }) => [name, VALUES[name]!]);

  it("answers in the documented type and shape", async () => {
    const response = await running.get(`${path}?${new URLSearchParams(query)}`);
    expect(response.status).toBe(200);
    const content = resolved(get.responses["200"]!).content!;
    const type = response.headers.get("content-type")!.split(";", 1)[0]!;
    expect(Object.keys(content)).toEqual([type]);
    if (type === "text/event-stream") return response.body!.cancel();
    const text = await response.text();
    const schema = content[type]!.schema;
    if (schema)
      for (const line of type === "application/x-ndjson" ? text.trim().split("\n") : [text])
        expectShape(JSON.parse(line), schema, template);
  });

  it.skipIf(!parameters.some(({ required, in: place }) => required && place === "query"))(
    "refuses to go without what is required",
    async () => {
      const response = await running.get(path);
      expect(response.status).toBe(400);
      expectShape(
        await response.json(),
        resolved(get.responses["400"]!).content!["application/json"]!.schema!,
        template,
      );
    },
  );
});
