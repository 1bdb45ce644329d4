/** The decoder against @bufbuild/protobuf: what that encodes comes out here, field by field. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fuzzRuns } from "../../cli/fuzz-runs.ts";
import type { Attribute, AttributeValue, SpanDetail } from "../../model/span-detail.ts";
import { anySpanDetail, anyValue } from "../any-span-detail.ts";
import { memorySource } from "../memory-source.ts";
import { decodeFiles } from "../open-files.ts";
import { decodeLogDetail, decodeSpanDetail } from "../span-detail.ts";
import { OtlpSchema } from "./reference-schema.ts";

const today = new OtlpSchema();
const future = new OtlpSchema({ ofTheFuture: true });
const open = (bytes: Uint8Array) => decodeFiles([memorySource("file", bytes)], {});

/** The same for each message of a test: fields that no OTLP has yet. */
const unheardOf = {
  unheardVarint: 2n ** 64n - 1n,
  unheardFixed64: 2n ** 64n - 1n,
  unheardBytes: Uint8Array.of(0x0a, 0x10, 0xff),
  unheardFixed32: 2 ** 32 - 1,
  unheardLast: "later",
};

/** Messages of protobuf-es for details of ours. */
class MessageMaker {
  readonly #more: object;
  constructor(more: object) {
    this.#more = more;
  }

  request(spans: readonly SpanDetail[]): object {
    const resourceSpans = spans.map((span) => ({
      resource: { ...this.#attributed(span.resource), ...this.#more },
      scopeSpans: [{ scope: this.#scope(span), spans: [this.#span(span)], ...this.#more }],
      ...this.#more,
    }));
    return { resourceSpans, ...this.#more };
  }

  attribute = ({ key, value }: Attribute): object => ({ key, value: this.value(value), ...this.#more });

  value = (given: AttributeValue): object => {
    switch (given.type) {
      case "empty":
        return {};
      case "array":
        return { value: { case: "arrayValue", value: { values: given.value.map(this.value) } } };
      case "kvlist":
        return { value: { case: "kvlistValue", value: { values: given.value.map(this.attribute) } } };
      default:
        return { value: { case: `${given.type}Value`, value: given.value } };
    }
  };

  #attributed({ attributes, droppedAttributesCount }: Pick<SpanDetail, "attributes" | "droppedAttributesCount">) {
    return { attributes: attributes.map(this.attribute), droppedAttributesCount };
  }

  #scope({ scope }: SpanDetail): object {
    return { name: scope!.name, version: scope!.version, ...this.#attributed(scope!), ...this.#more };
  }

  #span(span: SpanDetail): object {
    const { traceState, flags, name, kind, startTimeUnixNano, endTimeUnixNano, events, links } = span;
    const { droppedEventsCount, droppedLinksCount, statusMessage, statusCode } = span;
    return {
      ...{ traceState, flags, name, kind, startTimeUnixNano, endTimeUnixNano, droppedEventsCount, droppedLinksCount },
      ...this.#attributed(span),
      traceId: bytesOf(span.traceId),
      spanId: bytesOf(span.spanId),
      parentSpanId: bytesOf(span.parentSpanId),
      events: events.map((event) => ({ ...event, ...this.#attributed(event), ...this.#more })),
      links: links.map((link) => ({
        ...link,
        ...this.#attributed(link),
        traceId: bytesOf(link.traceId),
        spanId: bytesOf(link.spanId),
        ...this.#more,
      })),
      status: { message: statusMessage, code: statusCode, ...this.#more },
      ...this.#more,
    };
  }
}

const plain = new MessageMaker({});
const withUnheardOf = new MessageMaker(unheardOf);
const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const someSpans = fc.array(anySpanDetail, { minLength: 1, maxLength: 4 });
const byText = (a: SpanDetail, b: SpanDetail) => (JSON.stringify(textual(a)) < JSON.stringify(textual(b)) ? -1 : 1);
const textual = ({ traceId, spanId, startTimeUnixNano }: SpanDetail) => [traceId, spanId, String(startTimeUnixNano)];

async function expectSpans(bytes: Uint8Array, spans: readonly SpanDetail[]): Promise<void> {
  const { dataSet, retained } = await open(bytes);
  const found = await Promise.all(
    [...dataSet.spans.name.keys()].map((row) => decodeSpanDetail(dataSet, retained, row)),
  );
  expect(found.sort(byText)).toEqual([...spans].sort(byText));
  expect(dataSet.warnings.filter(({ severity }) => severity === "refusal")).toEqual([]);
}

describe("spans that @bufbuild/protobuf encodes", () => {
  it("come out with every field", async () => {
    await fc.assert(
      fc.asyncProperty(someSpans, (spans) => expectSpans(today.encode("TracesData", plain.request(spans)), spans)),
      { numRuns: fuzzRuns(200) },
    );
  });

  it("come out the same among fields that OTLP does not have yet", async () => {
    await fc.assert(
      fc.asyncProperty(someSpans, (spans) =>
        expectSpans(future.encode("TracesData", withUnheardOf.request(spans)), spans),
      ),
      { numRuns: fuzzRuns(100) },
    );
  });

  it("come out of messages behind their length, one after another", async () => {
    const framed = (span: SpanDetail) => {
      const message = today.encode("TracesData", plain.request([span]));
      const length = new DataView(new ArrayBuffer(4));
      length.setUint32(0, message.length);
      return [...new Uint8Array(length.buffer), ...message];
    };
    await fc.assert(
      fc.asyncProperty(someSpans, (spans) => expectSpans(Uint8Array.from(spans.flatMap(framed)), spans)),
      { numRuns: fuzzRuns(50) },
    );
  });

  it("say so where an id has a length that no id has", async () => {
    const id = (length: number) => fc.uint8Array({ minLength: 0, maxLength: length * 2 }).filter((all) => all[0] !== 0);
    await fc.assert(
      fc.asyncProperty(id(16), id(8), id(8), async (traceId, spanId, parentSpanId) => {
        const first = { traceId: bytesOf("0102030405060708090a0b0c0d0e0f10"), spanId: bytesOf("0102030405060708") };
        const time = { startTimeUnixNano: 1_700_000_000_000_000_000n, endTimeUnixNano: 1_700_000_000_000_000_001n };
        const spans = [
          { ...first, ...time },
          { traceId, spanId, parentSpanId, ...time },
        ];
        const message = today.encode("TracesData", { resourceSpans: [{ scopeSpans: [{ spans }] }] });
        const { dataSet } = await open(message);
        // Only a root may lack an id: its parent's.
        const isParent = parentSpanId.length === 0 || parentSpanId.length === 8;
        const isInvalid = traceId.length !== 16 || spanId.length !== 8 || !isParent;
        expect(dataSet.spans.length).toBe(2);
        expect(dataSet.warnings.some(({ code }) => code === "invalid-id")).toBe(isInvalid);
      }),
      { numRuns: fuzzRuns(200) },
    );
  });
});

describe("log records that @bufbuild/protobuf encodes", () => {
  const id = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  const record = fc.record({
    timeUnixNano: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }),
    observedTimeUnixNano: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }),
    severityNumber: fc.nat(24),
    severityText: fc.string(),
    traceId: fc.oneof(id(16), id(0)),
    spanId: fc.oneof(id(8), id(0)),
    flags: fc.nat(0xff),
    body: anyValue,
  });

  it("come out with every field", async () => {
    const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const idOf = (bytes: Uint8Array) => (bytes.every((byte) => byte === 0) ? "" : hexOf(bytes));
    await fc.assert(
      fc.asyncProperty(record, async (log) => {
        const message = { ...log, body: withUnheardOf.value(log.body), ...unheardOf };
        const bytes = future.encode("LogsData", { resourceLogs: [{ scopeLogs: [{ logRecords: [message] }] }] });
        const { dataSet, retained } = await open(bytes);
        expect([dataSet.logs.length, dataSet.spans.length]).toEqual([1, 0]);
        expect(await decodeLogDetail(dataSet, retained, 0)).toMatchObject({
          ...log,
          traceId: idOf(log.traceId),
          spanId: idOf(log.spanId),
        });
      }),
      { numRuns: fuzzRuns(100) },
    );
  });
});

describe("metrics that @bufbuild/protobuf encodes", () => {
  // As long as a trace id and a span id, as often as not.
  const name = fc.oneof(fc.string(), fc.string({ unit: "grapheme-ascii", minLength: 16, maxLength: 16 }));
  const description = fc.oneof(fc.string(), fc.string({ unit: "grapheme-ascii", minLength: 8, maxLength: 8 }));
  const attributes = fc.array(fc.record({ key: fc.string(), value: anyValue.map(plain.value) }), { maxLength: 3 });
  const times = { startTimeUnixNano: fc.bigInt(1n, 2n ** 64n - 1n), timeUnixNano: fc.bigInt(1n, 2n ** 64n - 1n) };
  const value = fc.oneof(
    fc.record({ case: fc.constant("asDouble"), value: fc.double() }),
    fc.record({ case: fc.constant("asInt"), value: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n) }),
  );
  const numbers = fc.array(fc.record({ ...times, value, attributes, flags: fc.nat() }), { maxLength: 3 });
  const histograms = fc.array(
    fc.record({
      ...times,
      ...{ count: fc.bigInt(0n, 1_000n), sum: fc.double(), attributes },
      ...{ bucketCounts: fc.array(fc.bigInt(0n, 1_000n)), explicitBounds: fc.array(fc.double()) },
    }),
    { maxLength: 3 },
  );
  const kind = fc.oneof(
    numbers.map((dataPoints) => ({ gauge: { dataPoints } })),
    numbers.map((dataPoints) => ({ sum: { dataPoints, aggregationTemporality: 2, isMonotonic: true } })),
    histograms.map((dataPoints) => ({ histogram: { dataPoints, aggregationTemporality: 1 } })),
  );
  const metric = fc
    .record({ name, description, unit: fc.constantFrom("", "1", "ms", "By"), kind, metadata: attributes })
    .map(({ kind: data, ...metric }) => ({ ...metric, ...data }));

  it("are no spans and no logs, and said to be metrics", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(metric, { minLength: 1, maxLength: 3 }), async (metrics) => {
        const bytes = today.encode("MetricsData", {
          resourceMetrics: [{ resource: {}, scopeMetrics: [{ scope: { name: "meter" }, metrics }] }],
        });
        const { dataSet } = await open(bytes);
        expect([dataSet.spans.length, dataSet.logs.length]).toEqual([0, 0]);
        expect(dataSet.warnings.map(({ code }) => code)).toEqual(["metrics-skipped", "metrics-only"]);
      }),
      { numRuns: fuzzRuns(300) },
    );
  });
});
