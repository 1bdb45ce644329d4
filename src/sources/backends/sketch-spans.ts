/**
 * The little that lists and windows need to know of spans, out of the replies of all backends. The engine decodes the same bytes
 * whole and exactly; this is only for traces that are not open.
 *
 *   {"result"|"trace"|…: {"resourceSpans"|"batches": […]}}     Jaeger v3, Tempo
 *   {"data": [{"traceID", "spans", "processes"}]}              Jaeger v1
 *   [{…}] or [[{…}]]                                           Zipkin
 */
import type { FoundTrace } from "./found-trace.ts";
import { idOf, type JsonObject, listOf, microsToNano, nanoOf, objectOf, textOf } from "./json-values.ts";

export interface SpanSketch {
  readonly traceId: string;
  readonly spanId: string;
  /** undefined = a root. */
  readonly parentSpanId: string | undefined;
  readonly service: string;
  readonly name: string;
  readonly startUnixNano: bigint;
  readonly endUnixNano: bigint;
  readonly isError: boolean;
}

/** @param value a parsed reply of any of them; what makes no sense in it is passed over */
export function sketchSpans(value: unknown): SpanSketch[] {
  if (Array.isArray(value)) return value.flat().flatMap((span) => sketchZipkin(objectOf(span)));
  const reply = objectOf(value);
  if (Array.isArray(reply.data)) return reply.data.flatMap((trace) => sketchJaeger(objectOf(trace)));
  const wrapped = ["result", "trace", "data"].find((key) => reply[key] !== undefined);
  const request = wrapped === undefined ? reply : objectOf(reply[wrapped]);
  return listOf(request.resourceSpans ?? request.batches).flatMap((group) => sketchResource(objectOf(group)));
}

function sketchResource(group: JsonObject): SpanSketch[] {
  const attributes = listOf(objectOf(group.resource).attributes).map(objectOf);
  const named = attributes.find(({ key }) => key === "service.name");
  const service = textOf(objectOf(named?.value).stringValue);
  return listOf(group.scopeSpans ?? group.instrumentationLibrarySpans)
    .flatMap((scope) => listOf(objectOf(scope).spans))
    .flatMap((given) => {
      const span = objectOf(given);
      const { code } = objectOf(span.status);
      return complete({
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId,
        service,
        name: span.name,
        startUnixNano: nanoOf(span.startTimeUnixNano),
        endUnixNano: nanoOf(span.endTimeUnixNano),
        isError: code === 2 || code === "STATUS_CODE_ERROR",
      });
    });
}

function sketchJaeger(trace: JsonObject): SpanSketch[] {
  const processes = objectOf(trace.processes);
  return listOf(trace.spans).flatMap((given) => {
    const span = objectOf(given);
    const start = microsToNano(span.startTime);
    const references = listOf(span.references).map(objectOf);
    const own = references.filter(({ traceID }) => idOf(traceID, 32) === idOf(span.traceID, 32));
    const parent = own.find(({ refType }) => refType === "CHILD_OF") ?? own[0];
    const tags = listOf(span.tags).map(objectOf);
    return complete({
      traceId: span.traceID,
      spanId: span.spanID,
      parentSpanId: parent?.spanID ?? span.parentSpanID,
      service: textOf(objectOf(processes[textOf(span.processID)] ?? span.process).serviceName),
      name: span.operationName,
      startUnixNano: start,
      endUnixNano: start + microsToNano(span.duration),
      isError: tags.some(({ key, value }) => key === "error" && (value === true || value === "true")),
    });
  });
}

function sketchZipkin(span: JsonObject): SpanSketch[] {
  const start = microsToNano(span.timestamp);
  return complete({
    traceId: span.traceId,
    spanId: span.id,
    parentSpanId: span.parentId,
    service: textOf(objectOf(span.localEndpoint).serviceName),
    name: span.name,
    startUnixNano: start,
    endUnixNano: start + microsToNano(span.duration),
    isError: objectOf(span.tags).error !== undefined,
  });
}

interface RawSketch extends Omit<SpanSketch, "traceId" | "spanId" | "parentSpanId" | "name"> {
  readonly traceId: unknown;
  readonly spanId: unknown;
  readonly parentSpanId: unknown;
  readonly name: unknown;
}

function complete(raw: RawSketch): SpanSketch[] {
  const traceId = idOf(raw.traceId, 32);
  const spanId = idOf(raw.spanId, 16);
  if (traceId === undefined || spanId === undefined) return [];
  const parent = idOf(raw.parentSpanId, 16);
  const parentSpanId = parent === NO_SPAN ? undefined : parent;
  return [{ ...raw, traceId, spanId, parentSpanId, name: textOf(raw.name) }];
}

const NO_SPAN = "0".repeat(16);

/** One entry a trace. */
export function summariseSketches(spans: readonly SpanSketch[]): FoundTrace[] {
  const traces = new Map<string, SpanSketch[]>();
  for (const span of spans) {
    const trace = traces.get(span.traceId);
    if (trace) trace.push(span);
    else traces.set(span.traceId, [span]);
  }
  return [...traces.values()].map(summariseTrace);
}

function summariseTrace(spans: readonly SpanSketch[]): FoundTrace {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const byStart = [...spans].sort((a, b) => (a.startUnixNano < b.startUnixNano ? -1 : 1));
  const root = byStart.find(({ parentSpanId }) => parentSpanId === undefined);
  const top = root ?? byStart[0]!;
  // A span without a time says nothing about when the trace was.
  const { startUnixNano, endUnixNano } = timesOf(spans);
  return {
    traceId: top.traceId,
    service: top.service,
    name: top.name,
    startUnixNano,
    durationNano: Number(endUnixNano - startUnixNano),
    spans: ids.size,
    errors: spans.filter(({ isError }) => isError).length,
    orphans: spans.filter(({ parentSpanId }) => parentSpanId !== undefined && !ids.has(parentSpanId)).length,
    services: [...new Set(byStart.map(({ service }) => service))].filter((service) => service !== ""),
    isRootMissing: root === undefined,
  };
}

/** First start and last end; both 0 where no span has a time. */
export function timesOf(spans: readonly SpanSketch[]): { startUnixNano: bigint; endUnixNano: bigint } {
  let startUnixNano = 0n;
  let endUnixNano = 0n;
  for (const { startUnixNano: start, endUnixNano: end } of spans) {
    if (start === 0n) continue;
    if (startUnixNano === 0n || start < startUnixNano) startUnixNano = start;
    if (end > endUnixNano) endUnixNano = end;
    if (start > endUnixNano) endUnixNano = start;
  }
  return { startUnixNano, endUnixNano };
}
