/** Files as people have them, which are nearly one of the formats: each opens, or is called by its name with the next step. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { memorySource } from "./memory-source.ts";
import { decodeFiles } from "./open-files.ts";
import { sniffJson } from "./sniff-json.ts";
import { decodeSpanDetail } from "./span-detail.ts";

const open = async (content: string, chunkSize?: number) =>
  decodeFiles([memorySource("file", content)], chunkSize === undefined ? {} : { chunkSize });
const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const codes = ({ dataSet }: Awaited<ReturnType<typeof open>>) => dataSet.warnings.map(({ code }) => code);

it.each([
  ["node-console.txt", "node-console"],
  ["zipkin-v1.json", "zipkin-v1"],
])("%s is refused by name", async (name, code) => {
  expect(codes(await open(fixture(name)))).toEqual([code]);
});

it("OTLP/JSON lines behind a Java logging prefix open, in chunks of any size too", async () => {
  const text = fixture("java-logging-prefix.txt");
  for (const size of [1, 7, 100, undefined]) {
    const opened = await open(text.repeat(2).concat("INFO: done"), size);
    expect(opened.dataSet.spans.length).toBe(4);
    expect(codes(opened)).toEqual(["log-lines", "duplicate-span-id"]);
  }
  const { dataSet, retained } = await open(text);
  const detail = await decodeSpanDetail(dataSet, retained, 0);
  expect(detail.attributes).toMatchObject([{ key: "http.response.status_code", value: { value: 200n } }]);
});

it("a damaged line of a log takes no other line with it", async () => {
  const text = fixture("java-logging-prefix.txt");
  const opened = await open(`${text}INFO: {"resource":{"attri\n${text}`);
  expect(opened.dataSet.spans.length).toBe(4);
  expect(codes(opened)).toContain("not-json");
});

it("Jaeger documents out of Elasticsearch open: line by line, and as a search answers", async () => {
  const lines = fixture("jaeger-elasticsearch.jsonl");
  const hits = lines.trim().split("\n");
  for (const text of [lines, `{"took":1,"hits":{"total":2,"hits":[${hits.join(",")}]}}`]) {
    const { dataSet } = await open(text);
    expect([...dataSet.spans.parent]).toEqual([-1, 0]);
    expect(dataSet.strings.get(dataSet.resources.service[dataSet.spans.resource[1]!]!)).toBe("shop");
    expect(dataSet.warnings).toEqual([]);
  }
});

it("empty ids are said, and no two spans become one", async () => {
  const opened = await open(fixture("otlp-empty-ids.json"));
  const { spans, traces } = opened.dataSet;
  expect(codes(opened)).toEqual(["invalid-id"]);
  expect(traces.length).toBe(2);
  expect([...spans.spanIdHigh, ...spans.spanIdLow].every((word) => word !== 0)).toBe(true);
  expect([...spans.parent]).toEqual([-1, -1]);
});

it("Next.js: the day is startTime's, the differences are those of the process clock", async () => {
  const { dataSet } = await open(fixture("next-trace.ndjson"));
  const startUs = [...dataSet.spans.start].map((start) => Number(dataSet.epochUnixNano / 1_000n) + start / 1_000);
  expect(startUs).toEqual([1_691_707_223_226_000, 1_691_707_224_259_847, 1_691_707_224_563_611]);
  expect([...dataSet.spans.parent]).toEqual([-1, 0, 0]);
});

it("what JavaScript's protobuf libraries dump is read as ids and times", async () => {
  const opened = await open(fixture("javascript-protobuf-dump.json"));
  const { spans, epochUnixNano } = opened.dataSet;
  expect(codes(opened)).toEqual([]);
  expect([...spans.parent]).toEqual([-1, 0]);
  expect(epochUnixNano + BigInt(spans.start[0]!)).toBe(1_757_337_664_800_962_123n);
  expect(spans.duration[0]).toBe(5_000_001);
});

it.each([
  ['{"traceEvents":[{"name":"a","ph":"X"}],"displayTimeUnit":"ns"}', "traceEvents, displayTimeUnit"],
  ['{"status":"success","data":{"resultType":"vector","result":[1]}}', "status, data"],
  ['[{"level":"info","msg":"hello"}]', "level, msg"],
  ['{"level":"info"}\n{"level":"warn"}\n', "level"],
])("JSON of another shape is called that, with its keys: %s", async (text, keys) => {
  const opened = await open(text);
  expect(codes(opened)).toEqual(["unknown-shape"]);
  expect(opened.dataSet.warnings[0]!.message).toContain(`top-level keys are ${keys}.`);
});

it("an object without ids and times is no span", async () => {
  for (const text of [
    '{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"a"},{}]}]}]}',
    '{"data":[{"traceID":"1","spans":[{"operationName":"a"}],"processes":{}}]}',
    '[{"name":"a","localEndpoint":{"serviceName":"shop"}}]',
  ]) {
    const opened = await open(text);
    expect(opened.dataSet.spans.length).toBe(0);
    expect(codes(opened)).toEqual(["no-span"]);
  }
});

it("looks at each byte once or twice, wherever a string is cut", () => {
  const event = { name: "RunTask in a long named function", cat: "devtools.timeline", ph: "X", args: {} };
  const pretty = JSON.stringify({ traceEvents: Array.from({ length: 2_000 }, () => event) }, null, 2);
  for (const cut of [pretty, '"odd\n'.repeat(60_000), '{"a":"\n'.repeat(40_000), `{"${"x".repeat(200_000)}`]) {
    const bytes = new Uint8Array(cut.length + 16);
    // In the middle of a string.
    const end = new TextEncoder().encodeInto(cut.slice(0, cut.lastIndexOf("function") + 4 || -20), bytes).written;
    let seen = 0;
    expect(["unknown", "not-json"]).toContain(sniffJson(bytes, 0, end, (passed) => (seen += passed)));
    expect(seen).toBeLessThanOrEqual(2 * end);
  }
});
