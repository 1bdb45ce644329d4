import { expect, it } from "vitest";
import type { SpanDetail } from "../../model/span-detail.ts";
import { memorySource } from "../memory-source.ts";
import { decodeFiles } from "../open-files.ts";
import { decodeSpanDetail } from "../span-detail.ts";
import { encodeJaegerTrace } from "./encode-jaeger.ts";

const string = (key: string, value: string) => ({ key, value: { type: "string" as const, value } });

const SPAN: SpanDetail = {
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId: "b7ad6b7169203331",
  parentSpanId: "00f067aa0ba902b7",
  traceState: "vendor=1",
  flags: 0x301,
  name: 'GET "/"',
  kind: 3,
  startTimeUnixNano: 1_790_000_000_123_456_789n,
  endTimeUnixNano: 1_790_000_000_223_456_999n,
  statusCode: 2,
  statusMessage: "declined",
  attributes: [
    { key: "big", value: { type: "int", value: 2n ** 63n - 1n } },
    { key: "half", value: { type: "double", value: 0.5 } },
    { key: "endless", value: { type: "double", value: Number.POSITIVE_INFINITY } },
    { key: "yes", value: { type: "bool", value: true } },
    { key: "raw", value: { type: "bytes", value: Uint8Array.of(0, 255) } },
    {
      key: "list",
      value: {
        type: "array",
        value: [
          { type: "string", value: 'a"b' },
          { type: "int", value: 1n },
        ],
      },
    },
    {
      key: "map",
      value: { type: "kvlist", value: [string("city", "Genève"), { key: "none", value: { type: "empty" } }] },
    },
  ],
  events: [{ name: "retry", timeUnixNano: 1_790_000_000_150_000_000n, attributes: [], droppedAttributesCount: 0 }],
  links: [
    {
      traceId: "1".repeat(32),
      spanId: "2".repeat(16),
      traceState: "",
      flags: 0,
      attributes: [],
      droppedAttributesCount: 0,
    },
  ],
  droppedAttributesCount: 0,
  droppedEventsCount: 0,
  droppedLinksCount: 0,
  resource: { attributes: [string("service.name", "shop"), string("host.name", "host-a")], droppedAttributesCount: 0 },
  scope: { name: "otelhttp", version: "1", attributes: [], droppedAttributesCount: 0 },
};

it("says every type, and keeps the digits of whole numbers", () => {
  const text = encodeJaegerTrace(SPAN.traceId, [SPAN]);
  expect(text).toContain('{"key":"big","type":"int64","value":9223372036854775807}');
  const [{ tags }] = JSON.parse(text).spans;
  const said = Object.fromEntries(tags.map(({ key, type, value }: Record<string, unknown>) => [key, [type, value]]));
  expect(said).toMatchObject({
    half: ["float64", 0.5],
    endless: ["string", "Infinity"],
    yes: ["bool", true],
    raw: ["binary", "AP8="],
    list: ["string", '["a\\"b",1]'],
    map: ["string", '{"city":"Genève","none":null}'],
    error: ["bool", true],
    "otel.status_description": ["string", "declined"],
    "span.kind": ["string", "client"],
    "w3c.tracestate": ["string", "vendor=1"],
  });
});

it("is read back as the same span, in microseconds", async () => {
  const other = {
    ...SPAN,
    spanId: "c".repeat(16),
    resource: { ...SPAN.resource, attributes: [string("service.name", "bank")] },
  };
  const text = `{"data":[${encodeJaegerTrace(SPAN.traceId, [SPAN, other])}]}`;
  const { dataSet, retained } = await decodeFiles([memorySource("trace", text)], {});
  const read = await Promise.all([0, 1].map((row) => decodeSpanDetail(dataSet, retained, row)));
  const [span] = read.filter(({ spanId }) => spanId === SPAN.spanId);
  expect(read.map(({ resource }) => resource.attributes[0]!.value).sort()).toHaveLength(2);
  expect(span).toMatchObject({
    traceId: SPAN.traceId,
    parentSpanId: SPAN.parentSpanId,
    name: SPAN.name,
    kind: SPAN.kind,
    startTimeUnixNano: 1_790_000_000_123_456_000n,
    endTimeUnixNano: 1_790_000_000_223_456_000n,
    statusCode: 2,
    events: [{ name: "retry", timeUnixNano: 1_790_000_000_150_000_000n }],
    links: [{ traceId: "1".repeat(32), spanId: "2".repeat(16) }],
  });
});
