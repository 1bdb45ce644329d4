/** Spans as comparable texts: decoded by formats/, said in OTLP/JSON with sorted attributes. */
import { resourceToOtlpJson, scopeToOtlpJson, spanToOtlpJson } from "../src/formats/detail-to-otlp.ts";
import { memorySource } from "../src/formats/memory-source.ts";
import { decodeFiles } from "../src/formats/open-files.ts";
import { decodeSpanDetail } from "../src/formats/span-detail.ts";
import type { Attribute, SpanDetail } from "../src/model/span-detail.ts";

export interface Decoded {
  readonly details: readonly SpanDetail[];
  /** What the decoders had to say. */
  readonly warnings: readonly string[];
}

export async function decode(...contents: readonly (string | Uint8Array)[]): Promise<Decoded> {
  const sources = contents.map((content, index) => memorySource(`reply ${index}`, content));
  const { dataSet, retained } = await decodeFiles(sources, {});
  const rows = Array.from({ length: dataSet.spans.length }, (_, row) => row);
  const details = await Promise.all(rows.map((row) => decodeSpanDetail(dataSet, retained, row)));
  return { details, warnings: dataSet.warnings.map(({ message }) => message) };
}

/** By trace and span id, everything a span says. */
export function texts(details: readonly SpanDetail[]): Map<string, unknown> {
  return new Map(details.map((span) => [`${span.traceId}/${span.spanId}`, textOf(span)] as const).sort(byKey));
}

function textOf(span: SpanDetail) {
  const events = span.events.map((event) => ({ ...event, attributes: sorted(event.attributes) }));
  return {
    span: JSON.parse(spanToOtlpJson({ ...span, attributes: sorted(span.attributes), events })),
    resource: JSON.parse(resourceToOtlpJson({ ...span.resource, attributes: sorted(span.resource.attributes) })),
    scope: span.scope && JSON.parse(scopeToOtlpJson({ ...span.scope, attributes: sorted(span.scope.attributes) })),
  };
}

const byKey = (a: readonly [string, unknown], b: readonly [string, unknown]) => (a[0] < b[0] ? -1 : 1);
const sorted = (attributes: readonly Attribute[]) => [...attributes].sort((a, b) => (a.key < b.key ? -1 : 1));

/** In the order of the alphabet. */
export const servicesOf = (details: readonly SpanDetail[]): string[] => [...new Set(details.map(serviceOf))].sort();

export function serviceOf({ resource }: SpanDetail): string {
  const value = resource.attributes.find(({ key }) => key === "service.name")?.value;
  return value?.type === "string" ? value.value : "";
}

export const traceIdsOf = (details: readonly SpanDetail[]): string[] => [
  ...new Set(details.map(({ traceId }) => traceId)),
];

/** As Tempo keeps spans and links. */
export const withoutFlags = (span: SpanDetail): SpanDetail => ({
  ...span,
  flags: 0,
  links: span.links.map((link) => ({ ...link, flags: 0 })),
});

/** What every recording asks for: the largest trace, one with a link, and what the last hour has of the busiest operation. */
export function soughtIn(details: readonly SpanDetail[]) {
  const endMs = Date.now();
  return {
    service: "checkout",
    operation: "POST /orders",
    traceId: largestTrace(details),
    linkedTraceId: details.find(({ links }) => links.length > 0)!.traceId,
    limit: 20,
    startMs: endMs - 3_600_000,
    endMs,
  };
}

/** The id of the trace with the most spans. */
function largestTrace(details: readonly SpanDetail[]): string {
  const counts = new Map<string, number>();
  for (const { traceId } of details) counts.set(traceId, (counts.get(traceId) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}
