import {
  type Attributes,
  type HrTime,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter as GrpcExporter } from "@opentelemetry/exporter-trace-otlp-grpc";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  type ReadableSpan,
  type SpanExporter,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, expect, it } from "vitest";
import { memorySource } from "../formats/memory-source.ts";
import { decodeFiles } from "../formats/open-files.ts";
import { decodeSpanDetail } from "../formats/span-detail.ts";
import type { Attribute, SpanDetail } from "../model/span-detail.ts";
import { startTestCollector, type TestCollector } from "./test-collector.ts";

let running: TestCollector;
beforeAll(async () => {
  running = await startTestCollector();
});
afterAll(() => running.stop());

async function detailsOf(traceId: string): Promise<SpanDetail[]> {
  const response = await running.get(`/api/v3/traces/${traceId}`);
  expect(response.status).toBe(200);
  const { dataSet, retained } = await decodeFiles([memorySource("answer", await response.text())], {});
  return Promise.all(
    Array.from({ length: dataSet.spans.length }, (_, row) => decodeSpanDetail(dataSet, retained, row)),
  );
}

const ATTRIBUTES: Attributes = {
  "http.request.method": "GET",
  'text with "quotes" and \u{1f309}': "line\nbreak",
  count: 9_007_199_254_740_991,
  ratio: 0.1,
  negative: -3,
  yes: true,
  list: ["a", "b"],
  numbers: [1, 2.5],
};

/** Makes spans of every shape, and gives what the SDK says it sent. */
async function sendWith(exporter: SpanExporter, service: string): Promise<ReadableSpan[]> {
  const sent: ReadableSpan[] = [];
  const processor = new BatchSpanProcessor(exporter);
  const keep = {
    onStart() {},
    onEnd: (span: ReadableSpan) => void sent.push(span),
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": service, "service.version": "1.2.3" }),
    spanProcessors: [keep, processor],
  });
  makeSpans(provider);
  await provider.forceFlush();
  await provider.shutdown();
  return sent;
}

function makeSpans(provider: TracerProvider): void {
  const tracer = provider.getTracer("shop", "0.1");
  const root = tracer.startSpan("GET /cart", { kind: SpanKind.SERVER, attributes: ATTRIBUTES });
  const inner = trace.setSpan(ROOT_CONTEXT, root);
  const child = tracer.startSpan(
    "charge",
    { kind: SpanKind.CLIENT, links: [{ context: root.spanContext(), attributes: { why: "retry" } }] },
    inner,
  );
  child.addEvent("exception", { "exception.message": "no money" });
  child.setStatus({ code: SpanStatusCode.ERROR, message: "declined" });
  child.end();
  root.end();
}

const nanoOf = ([seconds, nanos]: HrTime) => BigInt(seconds) * 1_000_000_000n + BigInt(nanos);

function plain(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]));
}

function plainValue(value: Attribute["value"]): unknown {
  if (value.type === "array") return value.value.map(plainValue);
  if (value.type === "int") return Number(value.value);
  return "value" in value ? value.value : undefined;
}

const spoken = (span: SpanDetail) => ({
  traceId: span.traceId,
  spanId: span.spanId,
  parentSpanId: span.parentSpanId,
  name: span.name,
  kind: span.kind,
  start: span.startTimeUnixNano,
  end: span.endTimeUnixNano,
  attributes: plain(span.attributes),
  events: span.events.map(({ name, attributes, timeUnixNano }) => ({
    name,
    timeUnixNano,
    attributes: plain(attributes),
  })),
  links: span.links.map(({ spanId, attributes }) => ({ spanId, attributes: plain(attributes) })),
  status: span.statusCode,
  message: span.statusMessage,
  scope: span.scope?.name,
  resource: plain(span.resource.attributes),
});

const exported = (span: ReadableSpan) => ({
  traceId: span.spanContext().traceId,
  spanId: span.spanContext().spanId,
  parentSpanId: span.parentSpanContext?.spanId ?? "",
  name: span.name,
  kind: span.kind + 1,
  start: nanoOf(span.startTime),
  end: nanoOf(span.endTime),
  attributes: span.attributes,
  events: span.events.map(({ name, attributes, time }) => ({ name, timeUnixNano: nanoOf(time), attributes })),
  links: span.links.map(({ context, attributes }) => ({ spanId: context.spanId, attributes })),
  status: span.status.code,
  message: span.status.message ?? "",
  scope: span.instrumentationScope.name,
  resource: span.resource.attributes,
});

const exporters: readonly (readonly [string, () => SpanExporter])[] = [
  ["HTTP/JSON", () => new JsonExporter({ url: `http://127.0.0.1:${running.collector.httpPort}/v1/traces` })],
  ["HTTP/protobuf", () => new ProtobufExporter({ url: `http://127.0.0.1:${running.collector.httpPort}/v1/traces` })],
  ["gRPC", () => new GrpcExporter({ url: `http://127.0.0.1:${running.collector.grpcPort}` })],
];

it.each(exporters)(
  "gives back every span of the OpenTelemetry SDK sent over %s, attribute by attribute",
  async (name, exporter) => {
    const sent = await sendWith(exporter(), `shop ${name}`);
    const found = await detailsOf(sent[0]!.spanContext().traceId);
    const byId = (a: { spanId: string }, b: { spanId: string }) => (a.spanId < b.spanId ? -1 : 1);
    expect(found.map(spoken).sort(byId)).toEqual(sent.map(exported).sort(byId));
    const { services } = (await (await running.get("/api/v3/services")).json()) as { services: string[] };
    expect(services).toContain(`shop ${name}`);
    const operations = await (
      await running.get(`/api/v3/operations?service=${encodeURIComponent(`shop ${name}`)}`)
    ).json();
    expect(operations).toEqual({
      operations: [
        { name: "GET /cart", spanKind: "server" },
        { name: "charge", spanKind: "client" },
      ],
    });
  },
);
