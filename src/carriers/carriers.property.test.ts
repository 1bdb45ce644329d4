import fc from "fast-check";
import { expect, test } from "vitest";
import { fuzzRuns } from "../cli/fuzz-runs.ts";
import { readGrpcMetadataKey } from "./grpc-metadata-key.ts";
import { readHeader, readHeaders } from "./read-headers.ts";
import type { Reading } from "./reading.ts";
import { carrierHeaderNames } from "./registry.ts";

const hexOf = (digits: number) =>
  fc
    .array(fc.constantFrom(..."0123456789abcdef"), { minLength: digits, maxLength: digits })
    .map((list) => list.join(""))
    .filter((id) => !/^0+$/.test(id));

const ids = fc.record({ traceId: hexOf(32), spanId: hexOf(16), sampled: fc.boolean() });
type Ids = { traceId: string; spanId: string; sampled: boolean };

const decimal = (hex: string) => BigInt(`0x${hex}`).toString();
const bit = (sampled: boolean) => (sampled ? "1" : "0");

/** One writer per carrier whose whole context fits one header. */
const writers: Record<string, (ids: Ids) => string> = {
  traceparent: ({ traceId, spanId, sampled }) => `00-${traceId}-${spanId}-0${bit(sampled)}`,
  b3: ({ traceId, spanId, sampled }) => `${traceId}-${spanId}-${bit(sampled)}`,
  "uber-trace-id": ({ traceId, spanId, sampled }) => `${traceId}:${spanId}:0:${bit(sampled)}`,
  "x-amzn-trace-id": ({ traceId, spanId, sampled }) =>
    `Root=1-${traceId.slice(0, 8)}-${traceId.slice(8)};Parent=${spanId};Sampled=${bit(sampled)}`,
  "x-cloud-trace-context": ({ traceId, spanId, sampled }) => `${traceId}/${decimal(spanId)};o=${bit(sampled)}`,
  "sentry-trace": ({ traceId, spanId, sampled }) => `${traceId}-${spanId}-${bit(sampled)}`,
  "elastic-apm-traceparent": ({ traceId, spanId, sampled }) => `00-${traceId}-${spanId}-0${bit(sampled)}`,
  "grpc-trace-bin": ({ traceId, spanId, sampled }) =>
    Buffer.from(`0000${traceId}01${spanId}020${bit(sampled)}`, "hex").toString("base64"),
};

test.each(Object.entries(writers))("%s: what is written is read", (header, write) => {
  fc.assert(
    fc.property(ids, (wanted) => {
      expect(readHeader(header, write(wanted))!.context).toMatchObject(wanted);
    }),
  );
});

test("b3 multi and datadog: what is written is read", () => {
  fc.assert(
    fc.property(ids, ({ traceId, spanId, sampled }) => {
      const { readings } = readHeaders({
        "x-b3-traceid": [traceId],
        "x-b3-spanid": [spanId],
        "x-b3-sampled": [bit(sampled)],
        "x-datadog-trace-id": [decimal(`1${traceId.slice(17)}`)],
        "x-datadog-parent-id": [decimal(spanId)],
        "x-datadog-sampling-priority": [bit(sampled)],
        "x-datadog-tags": [`_dd.p.tid=${traceId.slice(0, 16)}`],
      });
      expect(readings[0]!.context).toMatchObject({ traceId, spanId, sampled });
      expect(readings[1]!.context).toMatchObject({
        traceId: `${traceId.slice(0, 16)}1${traceId.slice(17)}`,
        spanId,
        sampled,
      });
    }),
  );
});

/** Every offset lies in the value it refers to, and every stretch shows the text that is there. */
function checkOffsets(reading: Reading): void {
  for (const place of [...reading.problems, ...reading.parts]) {
    const value = reading.sources.find((source) => source.header === place.header)?.value ?? "";
    expect(place.at).toBeGreaterThanOrEqual(0);
    expect(place.at + place.length).toBeLessThanOrEqual(value.length);
    const text = "found" in place ? place.found : place.text;
    expect(value.slice(place.at, place.at + place.length)).toBe(text);
  }
  expect(reading.outcome === "accept").toBe(reading.problems.length === 0);
}

test("no string makes a reader throw or point outside the value", () => {
  const values = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.stringMatching(/^[-:;=,/0-9a-fA-F%]{0,60}$/));
  fc.assert(
    fc.property(fc.constantFrom(...carrierHeaderNames), values, (header, value) => {
      checkOffsets(readHeader(header, value)!);
      checkOffsets(readGrpcMetadataKey(value));
    }),
    { numRuns: fuzzRuns(2000) },
  );
});

test("no header map makes it throw", () => {
  const names = fc.oneof(fc.constantFrom(...carrierHeaderNames, "Trace-Parent", "X-B3-TRACEID"), fc.string());
  fc.assert(
    fc.property(fc.dictionary(names, fc.array(fc.string(), { maxLength: 3 })), (map) => {
      for (const reading of readHeaders(map).readings) checkOffsets(reading);
    }),
  );
});

test("a changed character is either still legal or pointed at inside the value", () => {
  const change = fc.record({ at: fc.nat(), drop: fc.nat({ max: 2 }), insert: fc.string({ maxLength: 2 }) });
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(writers)), ids, change, (header, wanted, { at, drop, insert }) => {
      const value = writers[header]!(wanted);
      const from = at % value.length;
      const changed = value.slice(0, from) + insert + value.slice(from + drop);
      const reading = readHeader(header, changed)!;
      checkOffsets(reading);
      if (reading.outcome === "reject") expect(reading.problems[0]!.sentence).toMatch(/^[A-Z].*[.]$/s);
    }),
    { numRuns: fuzzRuns(2000) },
  );
});

test("hostile lengths are read in linear time: a value of a million characters does not hang", () => {
  const fills = [" ", "\t", ",", "=", "-", ":", ";", "0", "a", "%3A", ", ", "a=1,"];
  for (const header of carrierHeaderNames) {
    for (const fill of fills) {
      const value = `00${fill.repeat(1_000_000 / fill.length)}x`;
      checkOffsets(readHeader(header, value)!);
    }
  }
});
