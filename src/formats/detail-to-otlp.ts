/** Details as OTLP/JSON text: hex ids, 64-bit integers and times as text, enums as numbers, absent where they say nothing. */
import type {
  Attribute,
  AttributeValue,
  LogDetail,
  ResourceDetail,
  ScopeDetail,
  SpanDetail,
} from "../model/span-detail.ts";

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A Span message. */
export function spanToOtlpJson(span: SpanDetail): string {
  return JSON.stringify({
    traceId: span.traceId,
    spanId: span.spanId,
    traceState: span.traceState || undefined,
    parentSpanId: span.parentSpanId || undefined,
    flags: span.flags || undefined,
    name: span.name,
    kind: span.kind || undefined,
    startTimeUnixNano: span.startTimeUnixNano?.toString(),
    endTimeUnixNano: span.endTimeUnixNano?.toString(),
    ...attributeMembers(span),
    events: present(
      span.events.map((event) => ({
        timeUnixNano: event.timeUnixNano === 0n ? undefined : event.timeUnixNano.toString(),
        name: event.name,
        ...attributeMembers(event),
      })),
    ),
    droppedEventsCount: span.droppedEventsCount || undefined,
    links: present(
      span.links.map((link) => ({
        traceId: link.traceId,
        spanId: link.spanId,
        traceState: link.traceState || undefined,
        ...attributeMembers(link),
        flags: link.flags || undefined,
      })),
    ),
    droppedLinksCount: span.droppedLinksCount || undefined,
    // Always there, as the Collector and Jaeger write it: clients read status.code.
    status: { message: span.statusMessage || undefined, code: span.statusCode || undefined },
  } satisfies Json);
}

/** A LogRecord message. */
export function logToOtlpJson(log: LogDetail): string {
  return JSON.stringify({
    timeUnixNano: log.timeUnixNano?.toString(),
    observedTimeUnixNano: log.observedTimeUnixNano?.toString(),
    severityNumber: log.severityNumber || undefined,
    severityText: log.severityText || undefined,
    body: log.body.type === "empty" ? undefined : anyValue(log.body),
    attributes: present(log.attributes.map(keyValue)),
    traceId: log.traceId || undefined,
    spanId: log.spanId || undefined,
    flags: log.flags || undefined,
  } satisfies Json);
}

/** A Resource message. */
export function resourceToOtlpJson(resource: ResourceDetail): string {
  return JSON.stringify(attributeMembers(resource));
}

/** An InstrumentationScope message. */
export function scopeToOtlpJson(scope: ScopeDetail): string {
  return JSON.stringify({
    name: scope.name || undefined,
    version: scope.version || undefined,
    ...attributeMembers(scope),
  } satisfies Json);
}

interface HasAttributes {
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount: number;
}

function attributeMembers({ attributes, droppedAttributesCount }: HasAttributes) {
  return {
    attributes: present(attributes.map(keyValue)),
    droppedAttributesCount: droppedAttributesCount || undefined,
  };
}

const present = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

const keyValue = ({ key, value }: Attribute): Json => ({ key, value: anyValue(value) });

function anyValue(value: AttributeValue): Json {
  switch (value.type) {
    case "string":
      return { stringValue: value.value };
    case "bool":
      return { boolValue: value.value };
    case "int":
      return { intValue: value.value.toString() };
    case "double":
      return { doubleValue: doubleOf(value.value) };
    case "bytes":
      return { bytesValue: base64Of(value.value) };
    case "array":
      return { arrayValue: { values: value.value.map(anyValue) } };
    case "kvlist":
      return { kvlistValue: { values: value.value.map(keyValue) } };
    case "empty":
      return {};
  }
}

/** Protobuf's JSON writes what JSON has no number for as text; -0 would lose its sign. */
function doubleOf(value: number): number | string {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? value : String(value);
}

function base64Of(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
