import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { exportBodies } from "../../../bench/export-bodies.ts";
import { buildBatch, buildByDecoding } from "./build-batch.ts";
import { scanProtobufSpans } from "./scan-protobuf-spans.ts";

let body: Uint8Array;
beforeAll(async () => {
  const [packed] = await exportBodies(1);
  body = new Uint8Array(gunzipSync(packed!));
});

const asTraces = (bytes: Uint8Array) =>
  ({ signal: "traces", format: "otlp-protobuf", compression: "none", stored: bytes, size: bytes.length }) as const;

describe("scanning", () => {
  it("finds what decoding finds in what the SDK sends", () => {
    const scanned = buildBatch(asTraces(body), body, 7n);
    expect(scanned.batch.records.length).toBe(512);
    expect(scanned).toEqual(buildByDecoding(asTraces(body), body, 7n));
  });

  it("finds the service where the resource comes after the spans", () => {
    // {1: {2: {2: {1: traceId, 2: spanId}}, 1: {1: {1: "service.name", 2: {1: "a"}}}}}
    const span = [0x0a, 16, ...Array(16).fill(1), 0x12, 8, ...Array(8).fill(2)];
    const group = [0x12, span.length, ...span];
    const resource = [0x0a, 19, 0x0a, 12, ...Buffer.from("service.name"), 0x12, 3, 0x0a, 1, 0x61];
    const parts = [0x12, group.length, ...group, 0x0a, resource.length, ...resource];
    const bytes = Uint8Array.from([0x0a, parts.length, ...parts]);
    const scanned = buildBatch(asTraces(bytes), bytes, 7n);
    expect(scanned).toEqual(buildByDecoding(asTraces(bytes), bytes, 7n));
    expect(scanned.batch.operations).toEqual([{ service: "a", name: "", kind: 1 }]);
  });

  it("says a sentence or takes rows of any bytes, and never throws", () => {
    const part = body.slice(0, 4_000);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(part.length - 1), fc.nat(255)), { maxLength: 20 }),
        fc.nat(part.length),
        (changes, length) => {
          const bytes = part.slice(0, length);
          for (const [at, byte] of changes) if (at < length) bytes[at] = byte;
          const scanned = scanProtobufSpans(bytes, 7n);
          if (typeof scanned === "string") return scanned.startsWith("Not OTLP protobuf");
          return scanned.records.position.every((position) => position < length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
