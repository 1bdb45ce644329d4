import fc from "fast-check";
import { expect, it } from "vitest";
import type { DataSet } from "../model/tables.ts";
import { GrowingFiles } from "./growing-files.ts";
import { memorySource } from "./memory-source.ts";
import type { RetainedBytes } from "./retained-bytes.ts";
import { decodeSpanDetail } from "./span-detail.ts";

interface Sketch {
  readonly trace: number;
  readonly span: number;
  readonly parent: number;
  readonly service: number;
  readonly link: number;
}

const hex = (number: number, length: number) => number.toString(16).padStart(length, "0");

function piece(spans: readonly Sketch[]) {
  const resourceSpans = spans.map(({ trace, span, parent, service, link }) => ({
    resource: { attributes: [{ key: "service.name", value: { stringValue: `service ${service}` } }] },
    scopeSpans: [
      {
        scope: { name: `scope ${service}` },
        spans: [
          {
            traceId: hex(trace, 32),
            spanId: hex(span, 16),
            parentSpanId: parent === 0 ? "" : hex(parent, 16),
            name: `span ${span}`,
            startTimeUnixNano: `17900000000000${hex(span, 5).replaceAll(/\D/g, "7")}`,
            endTimeUnixNano: "1790000000099999999",
            attributes: [{ key: "url.path", value: { stringValue: `/${span}` } }],
            events: [{ name: `event ${span}`, timeUnixNano: "1790000000000000001" }],
            links: [{ traceId: hex(link, 32), spanId: hex(span, 16) }],
          },
        ],
      },
    ],
  }));
  return memorySource("piece", JSON.stringify({ resourceSpans }));
}

/** Everything of each span, as text, whatever its row is. */
async function spansOf({ dataSet, retained }: { dataSet: DataSet; retained: RetainedBytes }): Promise<string[]> {
  const rows = Array.from({ length: dataSet.spans.length }, (_, row) => row);
  const details = await Promise.all(
    rows.map(async (row) => {
      const { traceId, name, attributes, events, links, resource, scope } = await decodeSpanDetail(
        dataSet,
        retained,
        row,
      );
      const parent = dataSet.spans.parent[row]!;
      const above = parent === -1 ? "" : dataSet.strings.get(dataSet.spans.name[parent]!);
      const linked = dataSet.links.target[dataSet.spans.linkFirst[row]!]! === -1 ? "away" : "here";
      return JSON.stringify({ traceId, name, above, linked, attributes, events, links, resource, scope }, (_, value) =>
        typeof value === "bigint" ? String(value) : value,
      );
    }),
  );
  return details.sort();
}

const sketches = fc.uniqueArray(
  fc.record({
    trace: fc.integer({ min: 1, max: 6 }),
    span: fc.integer({ min: 1, max: 400 }),
    parent: fc.integer({ min: 0, max: 400 }),
    service: fc.integer({ min: 0, max: 3 }),
    link: fc.integer({ min: 1, max: 6 }),
  }),
  { selector: ({ span }) => span, minLength: 1, maxLength: 24 },
);

it("is the same as if the traces that went had never come, and grows on", async () => {
  await fc.assert(
    fc.asyncProperty(
      sketches,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 63 }),
      async (all, size, gone) => {
        const isGone = (trace: number) => ((gone >> (trace - 1)) & 1) === 1;
        const half = Math.ceil(all.length / 2);
        const growing = new GrowingFiles("live");
        for (let at = 0; at < half; at += size) await growing.add(piece(all.slice(at, Math.min(half, at + size))));
        const words = new Uint32Array(4);
        growing.keepTraces(
          (trace) => {
            growing.builder.traceIds.copyTo(trace, words, 0);
            return !isGone(words[3]!);
          },
          () => true,
        );
        const kept = all.slice(0, half).filter(({ trace }) => !isGone(trace));
        const later = all.slice(half);
        if (later.length > 0) await growing.add(piece(later));
        const plain = new GrowingFiles("live");
        if (kept.length + later.length > 0) await plain.add(piece([...kept, ...later]));
        expect(await spansOf(growing.finish())).toEqual(await spansOf(plain.finish()));
      },
    ),
    { numRuns: 60 },
  );
});
