/**
 * Flipped bits, cuts and doubled pieces in small files of every format: no crash, no hang, nothing lost before the damage. Seeded;
 * `npm run fuzz -- --inputs 1000000` goes on for longer.
 */
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { memorySource } from "./memory-source.ts";
import { decodeFiles } from "./open-files.ts";
import { OtlpSchema } from "./otlp-protobuf/reference-schema.ts";

const INPUTS = Number(process.env.CAUSEWAY_FUZZ_INPUTS) || 1_500;
const SPANS = 6;
const encoder = new TextEncoder();

const idOf = (number: number, digits: number) => (0xabc0 + number).toString(16).padStart(digits, "1");
const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const numbers = Array.from({ length: SPANS }, (_, number) => number);
const START_NANO = 1_700_000_000_000_000_000n;

const otlpSpans = numbers.map((number) => ({
  traceId: idOf(1, 32),
  spanId: idOf(number, 16),
  parentSpanId: number === 0 ? "" : idOf(0, 16),
  name: `GET /items/${number}`,
  kind: 2,
  startTimeUnixNano: String(START_NANO + BigInt(number)),
  endTimeUnixNano: String(START_NANO + 5_000n),
  attributes: [{ key: "http.route", value: { stringValue: "/items" } }],
}));
const resource = { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] };
const request = (spans: readonly object[]) => ({ resourceSpans: [{ resource, scopeSpans: [{ scope: {}, spans }] }] });
const protobuf = new OtlpSchema().encode(
  "TracesData",
  request(
    otlpSpans.map((span) => ({
      ...span,
      traceId: bytesOf(span.traceId),
      spanId: bytesOf(span.spanId),
      parentSpanId: bytesOf(span.parentSpanId),
      startTimeUnixNano: BigInt(span.startTimeUnixNano),
      endTimeUnixNano: BigInt(span.endTimeUnixNano),
      attributes: [{ key: "http.route", value: { value: { case: "stringValue", value: "/items" } } }],
    })),
  ) as never,
);
const jaeger = {
  data: [
    {
      traceID: idOf(1, 32),
      spans: numbers.map((number) => ({
        traceID: idOf(1, 32),
        spanID: idOf(number, 16),
        operationName: `GET /${number}`,
        startTime: 1_700_000_000_000_000 + number,
        duration: 5,
        tags: [],
        processID: "p1",
      })),
      processes: { p1: { serviceName: "shop", tags: [] } },
    },
  ],
};
const zipkin = numbers.map((number) => ({
  traceId: idOf(1, 32),
  id: idOf(number, 16),
  name: `get /${number}`,
  timestamp: 1_700_000_000_000_000 + number,
  duration: 5,
  localEndpoint: { serviceName: "shop" },
}));
const lines = otlpSpans.map((span) => JSON.stringify(request([span]))).join("\n");
const samples: Readonly<Record<string, Uint8Array>> = {
  "OTLP/JSON": encoder.encode(JSON.stringify(request(otlpSpans))),
  "OTLP/JSON lines": encoder.encode(lines),
  "OTLP protobuf": protobuf,
  Jaeger: encoder.encode(JSON.stringify(jaeger)),
  Zipkin: encoder.encode(JSON.stringify(zipkin)),
  "lines of a log": encoder.encode(lines.replaceAll(/^/gm, "INFO: ")),
  gzip: gzipSync(lines),
};

/** mulberry32: the same numbers on every machine. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const open = async (bytes: Uint8Array) => (await decodeFiles([memorySource("file", bytes)], {})).dataSet;

/** The position of the first byte that differs, and the bytes. */
function damage(bytes: Uint8Array, random: (below: number) => number): readonly [number, Uint8Array] {
  const at = random(bytes.length);
  if (random(4) === 0) return [at, bytes.slice(0, at)];
  const copy = bytes.slice();
  copy[at]! ^= 1 << random(8);
  return [at, copy];
}

describe("damaged files", () => {
  it.each(Object.entries(samples))(
    "%s: nothing before the damage is lost without a word",
    async (name, bytes) => {
      const whole = await open(bytes);
      expect(whole.spans.length).toBe(SPANS);
      const random = randomFrom(name.length * 7_919);
      for (let input = 0; input < INPUTS / Object.keys(samples).length; input++) {
        const [at, damaged] = damage(bytes, random);
        const set = await open(damaged);
        const before =
          name === "gzip"
            ? 0
            : whole.spans.sourceOffset.filter((from, row) => from + whole.spans.sourceLength[row]! <= at).length;
        const isKept = set.spans.length >= before || set.warnings.some(({ severity }) => severity === "refusal");
        if (!isKept)
          throw new Error(`input ${input}, byte ${at}: ${set.spans.length} of ${before} spans, and nothing said`);
        // Whole lines stand for themselves, however the one beside them is damaged.
        if (name === "OTLP/JSON lines" && damaged.length === bytes.length)
          expect(set.spans.length).toBeGreaterThanOrEqual(SPANS - 2);
      }
    },
    600_000 + INPUTS,
  );
});
