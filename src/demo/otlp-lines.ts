import { readFileSync } from "node:fs";

/**
 * A plain reader of OTLP/JSON lines for the demo's own tests and its recorder: whole file, JSON.parse, objects. It shares
 * nothing with Causeway's decoders, so that it can bear witness about them.
 */
export interface RawSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly flags?: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly RawAttribute[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly resource: Readonly<Record<string, string>>;
}

export interface RawLog {
  readonly traceId?: string;
  readonly spanId?: string;
  readonly resource: Readonly<Record<string, string>>;
}

interface RawAttribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: string | number };
}

export const KIND = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

export interface OtlpLines {
  readonly spans: readonly RawSpan[];
  readonly logs: readonly RawLog[];
}

interface Resource {
  readonly resource: { readonly attributes: readonly RawAttribute[] };
}

interface ExportRequest {
  readonly resourceSpans?: readonly (Resource & {
    readonly scopeSpans: readonly { readonly spans: readonly RawSpan[] }[];
  })[];
  readonly resourceLogs?: readonly (Resource & {
    readonly scopeLogs: readonly { readonly logRecords: readonly RawLog[] }[];
  })[];
}

export const readOtlpLines = (file: string): OtlpLines => parseOtlpLines(readFileSync(file, "utf8"));

export function parseOtlpLines(text: string): OtlpLines {
  const spans: RawSpan[] = [];
  const logs: RawLog[] = [];
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const request = JSON.parse(line) as ExportRequest;
    for (const { resource, scopeSpans } of request.resourceSpans ?? []) {
      const known = textsOf(resource.attributes);
      for (const scope of scopeSpans) spans.push(...scope.spans.map((span) => ({ ...span, resource: known })));
    }
    for (const { resource, scopeLogs } of request.resourceLogs ?? []) {
      const known = textsOf(resource.attributes);
      for (const scope of scopeLogs) logs.push(...scope.logRecords.map((log) => ({ ...log, resource: known })));
    }
  }
  return { spans, logs };
}

const textsOf = (attributes: readonly RawAttribute[]): Record<string, string> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? String(value.intValue ?? "")]));

/** The records of one side, told apart as a user would: by deployment.environment.name. */
export const ofSide = <T extends { readonly resource: Readonly<Record<string, string>> }>(
  records: readonly T[],
  side: "intact" | "broken",
): T[] => records.filter(({ resource }) => resource["deployment.environment.name"] === side);

export const keyOf = (span: { readonly traceId: string; readonly spanId: string }): string =>
  `${span.traceId}-${span.spanId}`;

export const attributeOf = (span: RawSpan, key: string): string | undefined =>
  span.attributes?.find((attribute) => attribute.key === key)?.value.stringValue;
