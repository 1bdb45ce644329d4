import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { sharedTraces } from "../cli/shared-traces.ts";
import { spanIdToHex } from "../model/ids.ts";
import type { DataSet } from "../model/tables.ts";
import { memorySource } from "./memory-source.ts";
import { decodeFiles } from "./open-files.ts";

const folder = sharedTraces();

async function open(content: string | Uint8Array, chunkSize?: number): Promise<DataSet> {
  const { dataSet } = await decodeFiles([memorySource("file", content)], chunkSize ? { chunkSize } : {});
  return dataSet;
}

const spanText = (id: number, rest = "") =>
  `{"traceId":"${"a".repeat(32)}","spanId":"${id.toString(16).padStart(16, "0")}","name":"s${id}","startTimeUnixNano":"1700000000123456789","endTimeUnixNano":"1700000000223456790"${rest}}`;
const fileOf = (...spans: string[]) =>
  `{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeSpans":[{"scope":{"name":"lib"},"spans":[${spans.join(",")}]}]}]}`;

describe("decodeFiles", () => {
  it("reads one span of OTLP/JSON exactly", async () => {
    const { spans, strings, resources, scopes, epochUnixNano } = await open(
      fileOf(spanText(1, ',"kind":2,"status":{"code":2},"flags":257,"parentSpanId":"00000000000000ff"')),
    );
    expect(spans.length).toBe(1);
    expect(strings.get(spans.name[0]!)).toBe("s1");
    expect(epochUnixNano + BigInt(spans.start[0]!)).toBe(1700000000123456789n);
    expect(spans.duration[0]).toBe(100000001);
    expect([spans.kind[0], spans.statusCode[0], spans.flags[0]]).toEqual([2, 2, 257]);
    expect(spanIdToHex(spans.parentSpanIdHigh[0]!, spans.parentSpanIdLow[0]!)).toBe("00000000000000ff");
    expect(strings.get(resources.service[spans.resource[0]!]!)).toBe("shop");
    expect(strings.get(scopes.name[spans.scope[0]!]!)).toBe("lib");
  });

  it("gives the same whatever the chunks are", async () => {
    const text = `${fileOf(spanText(1), spanText(2))}\n${fileOf(spanText(3, ',"events":[{"timeUnixNano":"1","name":"e"}]'))}`;
    const whole = await open(text);
    expect(whole.spans.length).toBe(3);
    for (const size of [1, 2, 3, 7, 64]) expect(await open(text, size)).toEqual(whole);
  });

  it("keeps the spans before a cut and around a bad line, and says so", async () => {
    const good = fileOf(spanText(1));
    const cut = await open(`${good.slice(0, -6)},${spanText(2).slice(0, 90)}`);
    expect(cut.spans.length).toBe(1);
    expect(cut.warnings.length).toBe(1);
    const bad = await open(
      `${good}\n{"resourceSpans":[{"resource":{"attr\n${fileOf(spanText(2))}\nnonsense\n${fileOf(spanText(3))}`,
    );
    expect(bad.spans.length).toBe(3);
    expect(bad.warnings.map(({ line }) => line)).toEqual([2, 4]);
  });

  it("gives spans that come before their resource that resource", async () => {
    const { spans, resources, strings } = await open(
      `{"resourceSpans":[{"scopeSpans":[{"spans":[${spanText(1)}],"scope":{"name":"late"}}],"resource":{"attributes":[{"value":{"stringValue":"tardy"},"key":"service.name"}]}}]}`,
    );
    expect(strings.get(resources.service[spans.resource[0]!]!)).toBe("tardy");
  });

  it("unpacks gzip", async () => {
    const plain = await open(fileOf(spanText(1)));
    const packed = await open(gzipSync(fileOf(spanText(1))));
    expect(packed.files[0]!.compression).toBe("gzip");
    expect({ ...packed, files: [] }).toEqual({ ...plain, files: [] });
  });

  it.skipIf(!folder)("reads the shared OTLP/JSON traces", async () => {
    const facts = async (name: string) => {
      const set = await open(readFileSync(`${folder}/${name}`));
      return [set.spans.length, set.traces.length, set.logs.length, set.warnings.length];
    };
    expect(await facts("otlp-spec-example-trace.json")).toEqual([1, 1, 0, 0]);
    expect(await facts("auth-error.otlp.json")).toEqual([3, 1, 0, 0]);
    expect(await facts("bookinfo-tempo-batches.json")).toEqual([8, 1, 0, 0]);
    expect(await facts("one-trace-four-lines.otlp.jsonl")).toEqual([4, 1, 0, 0]);
    expect(await facts("foreign-parent-links.otlp.json")).toEqual([4, 2, 0, 0]);
    expect(await facts("otlp-spec-example-logs.json")).toEqual([0, 0, 1, 0]);
  });
});
