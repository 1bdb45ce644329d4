/** Everything a span holds, read again from its bytes when someone opens it. OTLP's words and shapes. */

/** A typed attribute value. Integers are bigint, since OTLP's are 64 bits wide. */
export type AttributeValue =
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "int"; readonly value: bigint }
  | { readonly type: "double"; readonly value: number }
  | { readonly type: "bytes"; readonly value: Uint8Array }
  | { readonly type: "array"; readonly value: readonly AttributeValue[] }
  | { readonly type: "kvlist"; readonly value: readonly Attribute[] }
  | { readonly type: "empty" };

export interface Attribute {
  readonly key: string;
  readonly value: AttributeValue;
}

export interface SpanEvent {
  readonly name: string;
  /** 0 = unknown. */
  readonly timeUnixNano: bigint;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount: number;
}

export interface SpanLink {
  /** Lower-case hex. */
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  readonly flags: number;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount: number;
}

export interface ResourceDetail {
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount: number;
}

export interface ScopeDetail extends ResourceDetail {
  readonly name: string;
  readonly version: string;
}

export interface SpanDetail {
  /** Lower-case hex; parentSpanId "" = none. */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly flags: number;
  readonly name: string;
  /** SpanKind. */
  readonly kind: number;
  /** undefined = unknown. */
  readonly startTimeUnixNano: bigint | undefined;
  readonly endTimeUnixNano: bigint | undefined;
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly attributes: readonly Attribute[];
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  readonly droppedAttributesCount: number;
  readonly droppedEventsCount: number;
  readonly droppedLinksCount: number;
  readonly resource: ResourceDetail;
  readonly scope: ScopeDetail | undefined;
}

export interface LogDetail {
  readonly timeUnixNano: bigint | undefined;
  readonly observedTimeUnixNano: bigint | undefined;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body: AttributeValue;
  readonly attributes: readonly Attribute[];
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: number;
  readonly resource: ResourceDetail;
  readonly scope: ScopeDetail | undefined;
}
