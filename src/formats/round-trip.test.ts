import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fuzzRuns } from "../cli/fuzz-runs.ts";
import { sharedTraces } from "../cli/shared-traces.ts";
import type { SpanDetail } from "../model/span-detail.ts";
import type { DataSet } from "../model/tables.ts";
import { anySpanDetail } from "./any-span-detail.ts";
import { resourceToOtlpJson, scopeToOtlpJson, spanToOtlpJson } from "./detail-to-otlp.ts";
import { encodeOtlpJson } from "./encode-otlp.ts";
import { memorySource } from "./memory-source.ts";
import { type DecodedFiles, decodeFiles } from "./open-files.ts";
import { findSpansWithText } from "./search-bytes.ts";
import { decodeLogDetail, decodeSpanDetail, rawSpan } from "./span-detail.ts";

const folder = sharedTraces();
const open = (content: string | Uint8Array) => decodeFiles([memorySource("file", content)], {});
const openShared = (name: string) => open(readFileSync(`${folder}/${name}`));
const allRows = ({ spans }: DataSet) => Array.from({ length: spans.length }, (_, row) => row);

async function detailsOf({ dataSet, retained }: DecodedFiles): Promise<SpanDetail[]> {
  return Promise.all(allRows(dataSet).map((row) => decodeSpanDetail(dataSet, retained, row)));
}

async function exported({ dataSet, retained }: DecodedFiles): Promise<string> {
  let text = "";
  for await (const piece of encodeOtlpJson(dataSet, retained, allRows(dataSet))) text += piece;
  return text;
}

const fileOf = (span: SpanDetail) =>
  `{"resourceSpans":[{"resource":${resourceToOtlpJson(span.resource)},"scopeSpans":[{"scope":${scopeToOtlpJson(span.scope!)},"spans":[${spanToOtlpJson(span)}]}]}]}`;

describe("OTLP/JSON round trip", () => {
  it("gives back every field of any span", async () => {
    await fc.assert(
      fc.asyncProperty(anySpanDetail, async (span) => {
        const decoded = await open(fileOf(span));
        expect(await detailsOf(decoded)).toEqual([span]);
      }),
      { numRuns: fuzzRuns(200) },
    );
  });

  it("exports what it read, exactly", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anySpanDetail, { minLength: 1, maxLength: 4 }), async (spans) => {
        const first = await open(spans.map(fileOf).join("\n"));
        const second = await open(await exported(first));
        const byId = (a: SpanDetail, b: SpanDetail) => (a.spanId + a.name < b.spanId + b.name ? -1 : 1);
        expect((await detailsOf(second)).sort(byId)).toEqual((await detailsOf(first)).sort(byId));
      }),
      { numRuns: fuzzRuns(50) },
    );
  });

  it.skipIf(!folder)("exports every shared trace so that it opens as the same spans", async () => {
    for (const name of [
      "auth-error.otlp.json",
      "auth-error.jaeger.json",
      "bookinfo-tempo-batches.json",
      "foreign-parent-links.otlp.json",
      "frontend-proxy-no-root.otlp.pb",
      "genai-agent.jaeger.json",
      "one-trace-four-lines.otlp.jsonl",
      "six-node-services.jaeger.json",
    ]) {
      const first = await openShared(name);
      const second = await open(await exported(first));
      expect(second.dataSet.warnings).toEqual([]);
      const [before, after] = [await detailsOf(first), await detailsOf(second)];
      const isJaeger = name.includes("jaeger");
      const plain = (span: SpanDetail) => ({ ...span, flags: isJaeger ? 0 : span.flags });
      expect(after.map(plain)).toEqual(before.map(plain));
      expect([...second.dataSet.spans.parent]).toEqual([...first.dataSet.spans.parent]);
    }
  });
});

describe.skipIf(!folder)("details of the shared traces", () => {
  const find = (span: SpanDetail, key: string) => span.attributes.find((attribute) => attribute.key === key)?.value;

  it("are the same from OTLP and Jaeger, to the microsecond", async () => {
    const [otlp, jaeger] = [
      await detailsOf(await openShared("auth-error.otlp.json")),
      await detailsOf(await openShared("auth-error.jaeger.json")),
    ];
    const common = ({ name, kind, statusCode, spanId, parentSpanId, startTimeUnixNano, events }: SpanDetail) => ({
      name,
      kind,
      statusCode,
      spanId,
      parentSpanId,
      start: startTimeUnixNano! / 1_000n,
      events: events.map((event) => event.name),
    });
    expect(jaeger.map(common)).toEqual(otlp.map(common));
    expect(find(jaeger[0]!, "http.status_code")).toEqual(find(otlp[0]!, "http.status_code"));
  });

  it("keep types: bytes, doubles, links with their attributes", async () => {
    const spans = await detailsOf(await openShared("foreign-parent-links.otlp.json"));
    expect(find(spans[0]!, "temperature")).toEqual({ type: "double", value: 72.5 });
    expect(find(spans[0]!, "blob")?.type).toBe("bytes");
    expect(spans.flatMap((span) => span.links).length).toBe(8);
    expect(spans[0]!.links[0]!.attributes[0]!.key).toBe("opentracing.ref_type");
  });

  it("come out of protobuf", async () => {
    const decoded = await openShared("frontend-proxy-no-root.otlp.pb");
    const [first] = await detailsOf(decoded);
    expect(first!.resource.attributes[0]).toEqual({
      key: "service.name",
      value: { type: "string", value: "frontend-proxy" },
    });
    expect(first!.scope?.name).toBe("envoy");
    const raw = JSON.parse(await rawSpan(decoded.dataSet, decoded.retained, 0));
    expect(raw.spanId).toBe(first!.spanId);
  });

  it("come out of a log record", async () => {
    const { dataSet, retained } = await openShared("otlp-spec-example-logs.json");
    const log = await decodeLogDetail(dataSet, retained, 0);
    expect(log.body).toEqual({ type: "string", value: "Example log record" });
    expect(log.attributes.length).toBe(6);
    expect(log.spanId).toBe("eee19b7ec3c1b174");
  });

  it("show a span as it was exported", async () => {
    const { dataSet, retained } = await openShared("six-node-services.jaeger.json");
    const raw = JSON.parse(await rawSpan(dataSet, retained, 0));
    expect(raw.traceID).toBe("10533991305e76e");
  });
});

describe("findSpansWithText", () => {
  const spans = [
    '{"traceId":"01","spanId":"1","name":"Alpha \\"quoted\\" \\u00e9t\\u00E9","startTimeUnixNano":"1"}',
    '{"traceId":"01","spanId":"2","name":"b","attributes":[{"key":"user.id","value":{"intValue":4711}}],"startTimeUnixNano":"2"}',
    '{"traceId":"01","spanId":"00000000deadbeef","name":"c","events":[{"name":"cache \\/ miss"}],"startTimeUnixNano":"3"}',
  ];
  const search = async (needle: string) => {
    const { dataSet, retained } = await open(`{"resourceSpans":[{"scopeSpans":[{"spans":[${spans.join(",")}]}]}]}`);
    return [...(await findSpansWithText(dataSet, retained, needle, { first: 0, count: 3 }))];
  };

  it("finds text in any case, behind escapes, in keys and numbers, and ids", async () => {
    expect(await search("alpha")).toEqual([0]);
    expect(await search('A "QUOTED" ét')).toEqual([0]);
    expect(await search("USER.ID")).toEqual([1]);
    expect(await search("4711")).toEqual([1]);
    expect(await search("cache / miss")).toEqual([2]);
    expect(await search("deadbeef")).toEqual([2]);
    expect(await search("")).toEqual([0, 1, 2]);
  });

  it("finds the values of resources, not their keys", async () => {
    const group = (service: string, spans: string) =>
      `{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"${service}"}},{"key":"host.ips","value":{"arrayValue":{"values":[{"stringValue":"10.0.0.${service.length}"}]}}}]},"scopeSpans":[{"spans":[${spans}]}]}`;
    const { dataSet, retained } = await open(
      `{"resourceSpans":[${group("Basket", spans[0]!)},${group("till", spans.slice(1).join(","))}]}`,
    );
    const find = async (needle: string) => [
      ...(await findSpansWithText(dataSet, retained, needle, { first: 0, count: 3 })),
    ];
    expect(await find("basket")).toEqual([0]);
    expect(await find("10.0.0.4")).toEqual([1, 2]);
    expect(await find("service.name")).toEqual([]);
    expect(await find("host")).toEqual([]);
  });

  it("does not find the structure", async () => {
    for (const key of ["traceId", "intValue", "attributes", "startTime"]) expect(await search(key)).toEqual([]);
  });

  it.skipIf(!folder)("finds text in Zipkin tags and in protobuf", async () => {
    const zipkin = await openShared("shared-spans-skew.zipkin.json");
    const range = (set: DataSet) => ({ first: 0, count: set.spans.length });
    const inTags = await findSpansWithText(zipkin.dataSet, zipkin.retained, "mvc.controller", range(zipkin.dataSet));
    expect(inTags.length).toBe(2);
    const proto = await openShared("frontend-proxy-no-root.otlp.pb");
    const inName = await findSpansWithText(proto.dataSet, proto.retained, "EGRESS", range(proto.dataSet));
    expect(inName.length).toBeGreaterThan(0);
  });
});
