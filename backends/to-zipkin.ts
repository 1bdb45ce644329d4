/**
 * OTLP/JSON as Zipkin v2 spans, as the OpenTelemetry specification lays down for exporters ("OpenTelemetry to Zipkin Transformation"):
 * microseconds, tags of text, events as annotations, status and scope as tags. Links have no place there. Independent of formats/, so
 * that both can be checked against each other.
 */
interface Value {
  readonly [type: string]: unknown;
}
interface KeyValue {
  readonly key: string;
  readonly value: Value;
}
interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind?: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly KeyValue[];
  readonly events?: readonly {
    readonly timeUnixNano: string;
    readonly name: string;
    readonly attributes?: readonly KeyValue[];
  }[];
  readonly status?: { readonly code?: number; readonly message?: string };
}
interface OtlpRequest {
  readonly resourceSpans?: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly {
      readonly scope?: { readonly name?: string; readonly version?: string };
      readonly spans: readonly OtlpSpan[];
    }[];
  }[];
}

export interface ZipkinSpan {
  readonly traceId: string;
  readonly id: string;
  readonly parentId?: string;
  readonly kind?: string;
  readonly name: string;
  readonly timestamp: number;
  readonly duration: number;
  readonly localEndpoint: { readonly serviceName: string };
  readonly tags: Readonly<Record<string, string>>;
  readonly annotations: readonly { readonly timestamp: number; readonly value: string }[];
}

const KINDS = [undefined, undefined, "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];
const STATUS = [undefined, "OK", "ERROR"];

/** @param lines OTLP/JSON requests, one a line */
export function toZipkin(lines: string): ZipkinSpan[] {
  return lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as OtlpRequest)
    .flatMap(({ resourceSpans = [] }) => resourceSpans)
    .flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ scope, spans }) =>
        spans.map((span) => zipkinSpan(span, resource.attributes, { name: scope?.name, version: scope?.version })),
      ),
    );
}

const micros = (nano: string) => Number(BigInt(nano) / 1_000n);

function zipkinSpan(
  span: OtlpSpan,
  resource: readonly KeyValue[],
  scope: { readonly name: string | undefined; readonly version: string | undefined },
): ZipkinSpan {
  const { code = 0, message = "" } = span.status ?? {};
  const kind = KINDS[span.kind ?? 0];
  return {
    traceId: span.traceId,
    id: span.spanId,
    ...(span.parentSpanId ? { parentId: span.parentSpanId } : {}),
    ...(kind ? { kind } : {}),
    // As Zipkin's servers keep it.
    name: span.name.toLowerCase(),
    timestamp: micros(span.startTimeUnixNano),
    // Zipkin knows no duration of 0.
    duration: Math.max(1, micros(span.endTimeUnixNano) - micros(span.startTimeUnixNano)),
    localEndpoint: { serviceName: texts(resource)["service.name"]?.toLowerCase() ?? "unknown_service" },
    tags: {
      ...texts(resource, "service.name"),
      ...texts(span.attributes ?? []),
      ...(STATUS[code] ? { "otel.status_code": STATUS[code] } : {}),
      ...(code === 2 ? { error: message } : {}),
      ...(scope.name ? { "otel.scope.name": scope.name } : {}),
      ...(scope.version ? { "otel.scope.version": scope.version } : {}),
    },
    annotations: (span.events ?? []).map(({ timeUnixNano, name, attributes = [] }) => ({
      timestamp: micros(timeUnixNano),
      value: attributes.length === 0 ? name : JSON.stringify({ [name]: texts(attributes) }),
    })),
  };
}

function texts(attributes: readonly KeyValue[], without?: string): Record<string, string> {
  const kept = attributes.filter(({ key }) => key !== without);
  return Object.fromEntries(kept.map(({ key, value }) => [key, text(value)]));
}

function text(value: Value): string {
  if ("arrayValue" in value) {
    const { values = [] } = value.arrayValue as { readonly values?: readonly Value[] };
    return JSON.stringify(values.map((entry) => Object.values(entry)[0]));
  }
  return String(Object.values(value)[0] ?? "");
}
