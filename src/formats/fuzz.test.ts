import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateOtlpBytes } from "../../bench/generate-traces.ts";
import { fuzzRuns } from "../cli/fuzz-runs.ts";
import { sharedTraces } from "../cli/shared-traces.ts";
import type { DataSet } from "../model/tables.ts";
import { memorySource } from "./memory-source.ts";
import { decodeFiles } from "./open-files.ts";
import { decodeSpanDetail, rawSpan } from "./span-detail.ts";

const folder = sharedTraces();
const decode = (bytes: Uint8Array, chunkSize?: number) =>
  decodeFiles([memorySource("file", bytes)], chunkSize === undefined ? {} : { chunkSize });

const generated = generateOtlpBytes({ spans: 60, spansPerTrace: 12, batchSize: 20 });
const pretty = new TextEncoder().encode(
  JSON.stringify(JSON.parse(new TextDecoder().decode(generated).split("\n")[0]!), null, 2),
);
const shared = (name: string) => (folder ? [new Uint8Array(readFileSync(`${folder}/${name}`))] : []);
const samples: readonly Uint8Array[] = [
  generated,
  pretty,
  ...shared("one-trace-four-lines.otlp.jsonl"),
  ...shared("foreign-parent-links.otlp.json"),
  ...shared("otlp-spec-example-logs.json"),
  ...shared("six-node-services.jaeger.json"),
  ...shared("shared-spans-skew.zipkin.json"),
  ...shared("frontend-proxy-no-root.otlp.pb"),
];
const sample = fc.constantFrom(...samples);

interface Mutation {
  readonly at: number;
  readonly kind: "cut" | "flip" | "insert" | "delete" | "double";
  readonly byte: number;
  readonly length: number;
}
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom("cut", "flip", "insert", "delete", "double"),
  byte: fc.oneof(fc.nat(255), fc.constantFrom(...'{}[]",:\\\n0'.split("").map((char) => char.charCodeAt(0)))),
  length: fc.integer({ min: 1, max: 40 }),
});

function mutate(bytes: Uint8Array, { at, kind, byte, length }: Mutation): Uint8Array {
  const position = Math.floor(at * (bytes.length - 1));
  const before = bytes.subarray(0, position);
  const after = bytes.subarray(position);
  const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
  switch (kind) {
    case "cut":
      return before.slice();
    case "flip":
      return join(before, Uint8Array.of(byte), after.subarray(1));
    case "insert":
      return join(before, new Uint8Array(length).fill(byte), after);
    case "delete":
      return join(before, after.subarray(length));
    case "double":
      return join(before, after.subarray(0, length), after);
  }
}

/** What must hold of any data set, however it came about. */
function expectSound({ spans, traces, events, links, hotAttributes, resources, warnings }: DataSet): void {
  expect(spans.hotFirst[spans.length]).toBe(hotAttributes.length);
  expect(spans.eventFirst[spans.length]).toBe(events.length);
  expect(spans.linkFirst[spans.length]).toBe(links.length);
  for (let row = 0; row < spans.length; row++) {
    expect(spans.resource[row]).toBeGreaterThanOrEqual(0);
    expect(spans.resource[row]).toBeLessThan(resources.length);
    expect(spans.parent[row]).toBeLessThan(spans.length);
    expect(spans.trace[row]).toBeLessThan(traces.length);
    expect(spans.duration[row]! < 0).toBe(false);
  }
  for (const warning of warnings) expect(warning.message).toMatch(/\.$/);
}

describe("any bytes", () => {
  it("decode to the same rows and warnings whatever the chunks are", async () => {
    await fc.assert(
      fc.asyncProperty(
        sample,
        fc.array(mutation, { maxLength: 3 }),
        fc.integer({ min: 1, max: 3_000 }),
        async (bytes, mutations, chunk) => {
          const input = mutations.reduce(mutate, bytes);
          const whole = await decode(input);
          expectSound(whole.dataSet);
          const pieces = await decode(input, chunk);
          expect(pieces.dataSet).toEqual(whole.dataSet);
        },
      ),
      { numRuns: fuzzRuns(150) },
    );
  });

  it("lose spans only with a warning, and every span can be opened", async () => {
    await fc.assert(
      fc.asyncProperty(sample, mutation, async (bytes, change) => {
        const before = (await decode(bytes)).dataSet;
        const { dataSet, retained } = await decode(mutate(bytes, change));
        const isLess = dataSet.spans.length < before.spans.length || dataSet.logs.length < before.logs.length;
        // A cut between two lines leaves nothing to see; so does a delete of whole bytes of text.
        const cutsWhole = change.kind === "cut" || change.kind === "delete" || change.kind === "flip";
        if (isLess && !cutsWhole) expect(dataSet.warnings.length).toBeGreaterThan(0);
        for (let row = 0; row < dataSet.spans.length; row += 7) {
          await decodeSpanDetail(dataSet, retained, row);
          expect((await rawSpan(dataSet, retained, row)).length).toBeGreaterThan(1);
        }
      }),
      { numRuns: fuzzRuns(100) },
    );
  });

  it("that are random never throw and are refused in a sentence", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 0, maxLength: 400 }),
        fc.constantFrom("", "{", '[{"', "\n\x12"),
        async (random, start) => {
          const { dataSet } = await decode(Uint8Array.from([...new TextEncoder().encode(start), ...random]));
          expectSound(dataSet);
          if (dataSet.spans.length + dataSet.logs.length === 0) expect(dataSet.warnings.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: fuzzRuns(300) },
    );
  });

  it("one byte at a time give the same as at once", async () => {
    for (const bytes of samples.slice(1)) {
      expect((await decode(bytes, 1)).dataSet).toEqual((await decode(bytes)).dataSet);
    }
  }, 120_000);
});
