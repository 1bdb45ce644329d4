/** What real servers answered (fixtures/), decoded: the same spans as were sent to them. */
import { describe, expect, it } from "vitest";
import { readRecording } from "../../backends/fixtures.ts";
import { decode, texts, withoutFlags } from "../../backends/spans-of.ts";
import { toZipkin } from "../../backends/to-zipkin.ts";
import { memorySource } from "../formats/memory-source.ts";
import { decodeFiles } from "../formats/open-files.ts";
import { SpanKind } from "../model/enums.ts";
import type { Attribute, SpanDetail } from "../model/span-detail.ts";

const isWarning = ({ key }: Attribute) => key === "@jaeger@warnings";

/** As sent, without the spans that a reply has not. */
async function sent(lines: string, reply: readonly SpanDetail[]): Promise<readonly SpanDetail[]> {
  const { details } = await decode(lines);
  const traces = new Set(reply.map(({ traceId }) => traceId));
  return details.filter(({ traceId }) => traces.has(traceId));
}

const micros = (nano: bigint | undefined) => nano! / 1_000n;

/** What every format can say: where a span stands, when, and how it went. Times are cut to microseconds. */
function skeleton(span: SpanDetail) {
  const attributes = span.resource.attributes.find(({ key }) => key === "service.name");
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    // Zipkin does not tell INTERNAL from unknown.
    kind: span.kind === SpanKind.internal ? SpanKind.unspecified : span.kind,
    start: micros(span.startTimeUnixNano),
    service: attributes?.value,
    isError: span.statusCode === 2,
    events: span.events.length,
  };
}
const bySpanId = (a: { spanId: string }, b: { spanId: string }) => (a.spanId < b.spanId ? -1 : 1);
const skeletons = (details: readonly SpanDetail[]) => details.map(skeleton).sort(bySpanId);

describe("Jaeger", () => {
  const { loaded, reply } = readRecording("jaeger")!;

  it.each(["v3-trace-raw", "v3-trace-linked", "v3-search-raw"])(
    "%s is what was sent, to the last attribute",
    async (name) => {
      const { details, warnings } = await decode(reply(name).text);
      expect(warnings).toEqual([]);
      expect(details.length).toBeGreaterThan(0);
      expect(texts(details)).toEqual(texts(await sent(loaded, details)));
    },
  );

  it.each(["v3-trace", "v3-search-operation"])(
    "%s is what was sent, and what Jaeger has to say of it",
    async (name) => {
      const { details } = await decode(reply(name).text);
      expect(details.some(({ attributes }) => attributes.some(isWarning))).toBe(true);
      const bare = details.map((span) => ({
        ...span,
        attributes: span.attributes.filter((entry) => !isWarning(entry)),
      }));
      expect(texts(bare)).toEqual(texts(await sent(loaded, details)));
    },
  );

  it.each(["v1-trace", "v1-trace-raw", "v1-search-raw", "v1-search-tags"])(
    "%s is what was sent, in microseconds",
    async (name) => {
      const { details } = await decode(reply(name).text);
      expect(details.length).toBeGreaterThan(0);
      expect(skeletons(details)).toEqual(skeletons(await sent(loaded, details)));
    },
  );
});

describe("Tempo", () => {
  const { loaded, reply } = readRecording("tempo")!;

  it.each(["v2-trace", "v2-trace-linked", "v1-trace", "v1-trace-protobuf"])(
    "%s is what was sent, but for flags",
    async (name) => {
      const { details, warnings } = await decode(reply(name).body);
      expect(warnings).toEqual([]);
      expect(details.length).toBeGreaterThan(0);
      expect(texts(details)).toEqual(texts((await sent(loaded, details)).map(withoutFlags)));
    },
  );
});

describe("Zipkin", () => {
  const { loaded, reply } = readRecording("zipkin")!;

  it.each(["trace", "trace-many", "search", "search-span", "search-tag", "search-error"])(
    "%s is what was sent",
    async (name) => {
      const { details } = await decode(reply(name).text);
      expect(details.length).toBeGreaterThan(0);
      expect(texts(details)).toEqual(texts(await sent(JSON.stringify(toZipkin(loaded)), details)));
      expect(skeletons(details)).toEqual(skeletons(await sent(loaded, details)));
    },
  );

  it("tells environment, instance and SDK language, which stand among the tags", async () => {
    const facts = async (text: string) => {
      const { dataSet } = await decodeFiles([memorySource("reply", text)], {});
      const { spans, resources, strings } = dataSet;
      const of = (row: number) =>
        [resources.service, resources.environment, resources.serviceInstance, resources.sdkLanguage]
          .map((column) => strings.get(column[spans.resource[row]!]!))
          .join(" ");
      return [...new Set(Array.from({ length: spans.length }, (_, row) => of(row)))].sort();
    };
    const told = await facts(reply("search-tag").text);
    expect(told.length).toBeGreaterThan(1);
    expect(await facts(loaded)).toEqual(expect.arrayContaining(told));
  });
});
