import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { DataSetBuilder } from "../model/data-set-builder.ts";
import type { DataSet } from "../model/tables.ts";
import { memorySource } from "./memory-source.ts";
import { decodeFiles } from "./open-files.ts";
import { decodeSpanDetail } from "./span-detail.ts";

async function open(...contents: readonly (string | Uint8Array)[]): Promise<DataSet> {
  const sources = contents.map((content, index) => memorySource(`file${index}`, content));
  return (await decodeFiles(sources, {})).dataSet;
}

interface SpanFields {
  readonly [key: string]: unknown;
}

const span = (id: number, fields: SpanFields = {}): SpanFields => ({
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId: id.toString(16).padStart(16, "0"),
  name: `span ${id}`,
  startTimeUnixNano: "1700000000000000000",
  endTimeUnixNano: "1700000000100000000",
  ...fields,
});
const request = (...spans: readonly SpanFields[]) =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] },
        scopeSpans: [{ spans }],
      },
    ],
  });

/** One warning with that code, in one sentence that ends. */
function expectOne(set: DataSet, code: string, severity: string): void {
  expect(set.warnings.map((warning) => warning.code)).toEqual([code]);
  expect(set.warnings[0]!.severity).toBe(severity);
  expect(set.warnings[0]!.message).toMatch(/^[A-Z0-9].{20,200}\.$/);
}

describe("files that are no traces", () => {
  const cases: readonly (readonly [string, string | Uint8Array, string])[] = [
    ["an empty file", "", "empty-file"],
    ["white space", " \n\n ", "unknown-format"],
    ["a PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13), "image"],
    ["a login page", "<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>", "html"],
    ["a ZIP archive", Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0), "archive"],
    ["UTF-16", Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0), "utf-16"],
    ["prose", "Dear reader,\nthere are no spans here.\n", "unknown-format"],
    ["an empty object", "{}", "no-spans"],
    ["an empty list", "[]", "no-spans"],
    ["a Tempo answer without a trace", '{"trace":{}}', "no-spans"],
    ["a Jaeger answer without traces", '{"data":[],"total":0,"errors":null}', "no-spans"],
    ["a number", "42", "unknown-format"],
    [
      "Go's stdouttrace",
      '{\n\t"Name": "work",\n\t"SpanContext": {\n\t\t"TraceID": "01",\n\t\t"SpanID": "02"\n\t}\n}\n',
      "go-stdout",
    ],
    [
      "Python's console exporter",
      '{\n  "name": "work",\n  "context": {\n    "trace_id": "0x1",\n    "span_id": "0x2"\n  },\n  "start_time": "2024-01-01T00:00:00Z"\n}',
      "python-console",
    ],
    ["an empty gzip", gzipSync(""), "empty-file"],
  ];
  it.each(cases)("%s", async (_, content, code) => {
    const set = await open(content);
    expect(set.spans.length).toBe(0);
    expectOne(set, code, "refusal");
  });

  it("OTLP metrics only", async () => {
    const json = '{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","gauge":{"dataPoints":[]}}]}]}]}';
    const set = await open(json);
    expect(set.warnings.map(({ code }) => code)).toEqual(["metrics-skipped", "metrics-only"]);
  });

  it("OTLP metrics in protobuf, even when name and unit are as long as ids", async () => {
    const field = (tag: number, body: number[]) => [tag, body.length, ...body];
    const text = (value: string) => [...new TextEncoder().encode(value)];
    const metric = [...field(0x0a, text("http.server.requ")), ...field(0x12, text("a count.")), ...field(0x3a, [])];
    const bytes = field(0x0a, [...field(0x0a, []), ...field(0x12, field(0x12, metric))]);
    const set = await open(Uint8Array.from(bytes));
    expect(set.files[0]!.format).toBe("otlp-protobuf");
    expect(set.spans.length).toBe(0);
    expect(set.warnings.map(({ code }) => code)).toEqual(["metrics-skipped", "metrics-only"]);
  });

  it("200,000 levels deep", async () => {
    expectOne(await open("[".repeat(200_000)), "too-deep", "refusal");
    expectOne(await open('{"resourceSpans":'.repeat(200_000)), "too-deep", "refusal");
    expectOne(await open(`{"resourceSpans":${"[".repeat(200_000)}${"]".repeat(200_000)}}`), "too-deep", "refusal");
  });

  it("a good file beside bad ones is read", async () => {
    const set = await open("", request(span(1)), "<html>");
    expect(set.spans.length).toBe(1);
    expect(set.warnings.map(({ file, code }) => [file, code])).toEqual([
      ["file0", "empty-file"],
      ["file2", "html"],
    ]);
  });
});

describe("damaged files", () => {
  it("keep the spans before a cut", async () => {
    const text = request(span(1), span(2), span(3));
    const set = await open(text.slice(0, text.lastIndexOf('"name":"span 3"') + 5));
    expect(set.spans.length).toBe(2);
    expect(set.strings.get(set.resources.service[set.spans.resource[0]!]!)).toBe("shop");
    expectOne(set, "truncated", "refusal");
  });

  it("keep the spans before a cut in pretty-printed JSON and in gzip", async () => {
    const pretty = JSON.stringify(JSON.parse(request(span(1), span(2))), null, 2);
    expect((await open(pretty.slice(0, -60))).spans.length).toBeGreaterThan(0);
    const lines = Array.from({ length: 2_000 }, (_, id) => request(span(id + 1, { note: Math.random() }))).join("\n");
    const packed = gzipSync(lines);
    const set = await open(packed.subarray(0, packed.length / 2));
    expect(set.spans.length).toBeGreaterThan(100);
    expect(set.warnings.map(({ code }) => code)).toContain("truncated-gzip");
  });

  it.each([
    ["nonsense", "nonsense"],
    ["cut in a string", request(span(9)).slice(0, 40)],
    ["cut after a comma", `${request(span(9)).slice(0, request(span(9)).indexOf('"spanId"'))}`],
    ["cut in a list", request(span(8), span(9)).slice(0, request(span(8), span(9)).lastIndexOf("{"))],
    ["an object never closed", request(span(9)).slice(0, -2)],
    ["one bracket too many", `${request(span(9)).slice(0, -1)}]}`],
  ])("lose one bad line and no other: %s", async (_, bad) => {
    const set = await open([request(span(1)), bad, request(span(2)), request(span(3))].join("\n"));
    const names = [...set.spans.name].map((name) => set.strings.get(name));
    expect(names).toEqual(expect.arrayContaining(["span 1", "span 2", "span 3"]));
    expect(set.warnings.map(({ code, line }) => [code, line])).toEqual([["not-json", expect.any(Number)]]);
    expect(set.warnings[0]!.line).toBeGreaterThanOrEqual(2);
    expect(set.warnings[0]!.line).toBeLessThanOrEqual(3);
  });

  it("find the format although the first line is bad", async () => {
    const set = await open(`2026-01-01 INFO exporting\n${request(span(1))}\n`);
    expect(set.spans.length).toBe(1);
    expect(set.warnings.map(({ line }) => line)).toEqual([1]);
  });

  it("keep a span with a value nested too deeply", async () => {
    const deep = `${'{"arrayValue":{"values":['.repeat(50_000)}${"]}}".repeat(50_000)}`;
    const text = request(span(1, { attributes: [] })).replace(
      '"attributes":[]}',
      `"attributes":[{"key":"deep","value":${deep}},{"key":"http.route","value":{"stringValue":"/x"}}]}`,
    );
    const { dataSet, retained } = await decodeFiles([memorySource("deep", text)], {});
    expect(dataSet.spans.length).toBe(1);
    expect(dataSet.hotAttributes.length).toBe(1);
    const detail = await decodeSpanDetail(dataSet, retained, 0);
    expect(detail.attributes.map(({ key }) => key)).toEqual(["deep", "http.route"]);
  });
});

describe("too little memory", () => {
  const text = Array.from({ length: 1_000 }, (_, id) => request(span(id + 1))).join("\n");
  const whole = memorySource("large", text);

  it("keeps what came before, and says so", async () => {
    const source = {
      ...whole,
      read: async (start: number, end: number) => {
        if (start > 100_000) throw new RangeError("Array buffer allocation failed");
        return whole.read(start, end);
      },
    };
    const { dataSet } = await decodeFiles([source, memorySource("small", request(span(2_000)))], { chunkSize: 20_000 });
    expect(dataSet.spans.length).toBeGreaterThan(200);
    expect(dataSet.spans.length).toBeLessThan(1_000);
    expectOne(dataSet, "out-of-memory", "refusal");
    expect(dataSet.files.map(({ spans }) => spans)).toEqual([dataSet.spans.length - 1, 1]);
  });

  it("says it in a sentence where the columns themselves find no room", async () => {
    const finish = vi.spyOn(DataSetBuilder.prototype, "finish").mockImplementation(() => {
      throw new RangeError("Array buffer allocation failed");
    });
    onTestFinished(() => finish.mockRestore());
    await expect(decodeFiles([whole], {})).rejects.toThrow("There is not enough memory here for 1,000 spans");
  });
});

it("a gzip bomb is unpacked no further than its size lets expect, and what came before is kept", async () => {
  const bomb = gzipSync(`${request(span(1))}\n${" ".repeat(96 << 20)}\n${request(span(2))}`);
  expect(bomb.length).toBeLessThan(150_000);
  const set = await open(bomb);
  expect(set.spans.length).toBe(1);
  expect(set.files[0]!.size).toBeLessThan(48 << 20);
  expect(set.warnings.map(({ code }) => code)).toContain("gzip-bomb");
});

describe("damaged spans", () => {
  it("a parent cycle, and a span that is its own parent", async () => {
    const cycle = await open(
      request(span(1, { parentSpanId: "0000000000000002" }), span(2, { parentSpanId: "0000000000000001" })),
    );
    expect([...cycle.spans.parent]).toEqual([-1, 0]);
    expectOne(cycle, "parent-cycle", "repair");
    const own = await open(
      request(span(1, { parentSpanId: "0000000000000001" }), span(2, { parentSpanId: "0000000000000002" })),
    );
    expectOne(own, "self-parent", "repair");
    expect(own.warnings[0]!.message).toMatch(/^2 spans are their own parent/);
  });

  it("duplicate ids", async () => {
    const set = await open(request(span(1), span(1), span(1)));
    expect(set.spans.length).toBe(3);
    expectOne(set, "duplicate-span-id", "repair");
  });

  it("ids that are not hex keep their tree", async () => {
    const set = await open(
      request(
        span(1, { traceId: "trace-1", spanId: "root" }),
        span(2, { traceId: "trace-1", spanId: "child", parentSpanId: "root" }),
      ),
    );
    expect(set.traces.length).toBe(1);
    expect([...set.spans.parent]).toEqual([-1, 0]);
    expectOne(set, "invalid-id", "repair");
  });

  it("short, upper-case, base64 and URL-safe ids are no damage", async () => {
    const set = await open(
      request(
        span(1, { traceId: "AF7651916CD43DD8448EB211C80319C", spanId: "1" }),
        span(2, { traceId: "CvdlGRbNQ92ESOshHIAxnA==", spanId: "AAAAAAAAAAI=", parentSpanId: "AAAAAAAAAAE" }),
        span(3, { traceId: "CvdlGRbNQ92ESOshHIAxnA", spanId: "____________", parentSpanId: "02" }),
      ),
    );
    expect(set.traces.length).toBe(1);
    expect([...set.spans.parent].sort()).toEqual([-1, 0, 1]);
  });

  it("`__proto__` as a key", async () => {
    const text = request(span(1)).replace(
      '"name":',
      '"__proto__":{"polluted":true},"attributes":[{"key":"__proto__","value":{"stringValue":"x"}}],"name":',
    );
    const { dataSet, retained } = await decodeFiles([memorySource("proto", text)], {});
    const detail = await decodeSpanDetail(dataSet, retained, 0);
    expect(detail.attributes).toEqual([{ key: "__proto__", value: { type: "string", value: "x" } }]);
    expect(({} as Record<string, unknown>).polluted).toBe(undefined);
    expect(dataSet.warnings).toEqual([]);
  });

  it("end before start, time 0, and no end", async () => {
    expectOne(await open(request(span(1, { endTimeUnixNano: "1600000000000000000" }))), "end-before-start", "repair");
    const zero = await open(request(span(1, { startTimeUnixNano: "0" })));
    expectOne(zero, "start-unknown", "repair");
    expect([...zero.spans.start]).toEqual([Number.NaN]);
    expectOne(await open(request(span(1, { endTimeUnixNano: undefined }))), "end-unknown", "repair");
  });

  it("times as numbers beyond 2^53, with exponents and as dates, exactly", async () => {
    for (const time of ["1700000000123456789", "1.700000000123456789e18", '"2023-11-14T22:13:20.123456789Z"']) {
      const text = request(span(1)).replace('"1700000000000000000"', time);
      const { dataSet, retained } = await decodeFiles([memorySource("times", text)], {});
      expect(dataSet.epochUnixNano + BigInt(dataSet.spans.start[0]!)).toBe(1_700_000_000_123_456_789n);
      expect((await decodeSpanDetail(dataSet, retained, 0)).startTimeUnixNano).toBe(1_700_000_000_123_456_789n);
    }
  });
});
