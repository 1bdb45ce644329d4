/**
 * The data set as columns: struct of arrays, one row a thing, row numbers as references, -1 = none.
 *
 *   TraceTable          SpanTable (sorted by trace, then start)          side tables (CSR: rows first[i] .. first[i+1])
 *   0: first 0, count 3 ──► 0 storefront  GET /cart                      hot attributes  (key, value)
 *                           1  ├ checkout POST /orders   parent 0        events          (time, name)
 *                           2  └ payment  POST /charge   parent 1        links           (traceId, spanId)
 *   1: first 3, count 1 ──► 3 …
 *
 * The spans of a trace lie side by side, so that a trace is a slice. Times are Float64 nanoseconds since the data set's
 * epoch (exact for 104 days around it); NaN = unknown. Ids are 32-bit words, most significant first.
 */
import type { StringTable } from "./string-table.ts";
import type { Warning } from "./warning.ts";

/** One row a span. `length` rows in each column. */
export interface SpanTable {
  readonly length: number;
  /** TraceIndex. Ascending. */
  readonly trace: Int32Array;
  readonly spanIdHigh: Uint32Array;
  readonly spanIdLow: Uint32Array;
  /** As exported; both words 0 = no parent id, so a root. */
  readonly parentSpanIdHigh: Uint32Array;
  readonly parentSpanIdLow: Uint32Array;
  /** SpanIndex of the parent in the same trace. -1: a root, an orphan (parent id set, but on no span), or cut from a cycle. */
  readonly parent: Int32Array;
  /** StringIndex. */
  readonly name: Int32Array;
  /** ResourceIndex. */
  readonly resource: Int32Array;
  /** ScopeIndex, -1 = none. */
  readonly scope: Int32Array;
  /** SpanKind. */
  readonly kind: Uint8Array;
  /** StatusCode. */
  readonly statusCode: Uint8Array;
  /** OTLP flags, low 16 bits: W3C flags and the two is-remote bits. */
  readonly flags: Uint16Array;
  /** Nanoseconds since DataSet.epochUnixNano; NaN = unknown. */
  readonly start: Float64Array;
  /** Nanoseconds; NaN = unknown (no end was exported). */
  readonly duration: Float64Array;
  /** Bits of Repair. */
  readonly repairs: Uint8Array;
  /** FileIndex of the file the span was read from. */
  readonly sourceFile: Uint16Array;
  /** Where the span's own encoded object lies in that file's decompressed bytes. */
  readonly sourceOffset: Float64Array;
  readonly sourceLength: Uint32Array;
  /** length + 1 entries: rows hotFirst[i] .. hotFirst[i+1] of HotAttributeTable are span i's. */
  readonly hotFirst: Uint32Array;
  readonly eventFirst: Uint32Array;
  readonly linkFirst: Uint32Array;
}

/** The few attributes read while decoding (hot-keys.ts). Values are kept as text, whatever their type was. */
export interface HotAttributeTable {
  readonly length: number;
  /** Number of the key in HOT_KEYS. */
  readonly key: Uint8Array;
  /** StringIndex. */
  readonly value: Int32Array;
}

export interface EventTable {
  readonly length: number;
  /** Nanoseconds since the epoch; NaN = unknown. */
  readonly time: Float64Array;
  /** StringIndex. */
  readonly name: Int32Array;
}

export interface LinkTable {
  readonly length: number;
  /** Four words a link. */
  readonly traceId: Uint32Array;
  readonly spanIdHigh: Uint32Array;
  readonly spanIdLow: Uint32Array;
  /** SpanIndex of the target where it is in this data set, else -1. */
  readonly target: Int32Array;
  readonly flags: Uint16Array;
}

/** One row a trace, in the order of their starts. */
export interface TraceTable {
  readonly length: number;
  /** Four words a trace. */
  readonly traceId: Uint32Array;
  /** Spans first[i] .. first[i] + count[i] - 1. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** Earliest start; NaN where no span has one. */
  readonly start: Float64Array;
  /** Latest known end minus start. */
  readonly duration: Float64Array;
  /** Spans without a parent id. */
  readonly rootCount: Int32Array;
  /** Spans whose parent id is on no span of the trace. */
  readonly orphanCount: Int32Array;
  readonly errorCount: Int32Array;
  /** SpanIndex of the span that names the trace: the earliest root, else the earliest span without a parent here. */
  readonly topSpan: Int32Array;
  /** length + 1 entries into `services`. */
  readonly serviceFirst: Uint32Array;
  /** StringIndex of each service of the trace, most spans first. */
  readonly services: Int32Array;
  /** Spans of that service in that trace. */
  readonly serviceSpans: Int32Array;
}

/** Distinct resources. Attributes stay in the bytes, but for these. */
export interface ResourceTable {
  readonly length: number;
  /** StringIndex of service.name; "" is kept as "unknown_service". */
  readonly service: Int32Array;
  readonly serviceInstance: Int32Array;
  readonly serviceNamespace: Int32Array;
  readonly serviceVersion: Int32Array;
  readonly sdkLanguage: Int32Array;
  readonly sdkName: Int32Array;
  readonly sdkVersion: Int32Array;
  readonly hostName: Int32Array;
  /** deployment.environment.name. */
  readonly environment: Int32Array;
  /** FileIndex, -1 where the format has no resource object (Zipkin). */
  readonly sourceFile: Int32Array;
  readonly sourceOffset: Float64Array;
  readonly sourceLength: Uint32Array;
}

/** Distinct instrumentation scopes. */
export interface ScopeTable {
  readonly length: number;
  readonly name: Int32Array;
  readonly version: Int32Array;
  readonly sourceFile: Int32Array;
  readonly sourceOffset: Float64Array;
  readonly sourceLength: Uint32Array;
}

/** One row a log record, in time order. */
export interface LogTable {
  readonly length: number;
  /** Time, else observed time; NaN = unknown. */
  readonly time: Float64Array;
  /** Four words a record; all zero = the record names no trace. */
  readonly traceId: Uint32Array;
  readonly spanIdHigh: Uint32Array;
  readonly spanIdLow: Uint32Array;
  /** TraceIndex where the trace id is in this data set, else -1. */
  readonly trace: Int32Array;
  /** SpanIndex where trace and span id are in this data set, else -1. */
  readonly span: Int32Array;
  readonly severityNumber: Uint8Array;
  readonly severityText: Int32Array;
  /** StringIndex of the body's text (at most LOG_BODY_LIMIT bytes; the whole stays in the bytes). */
  readonly body: Int32Array;
  readonly resource: Int32Array;
  readonly scope: Int32Array;
  readonly sourceFile: Uint16Array;
  readonly sourceOffset: Float64Array;
  readonly sourceLength: Uint32Array;
}

/** How a file's spans are encoded, so that a span's details can be read again from its bytes. */
export type SourceFormat = "otlp-json" | "otlp-protobuf" | "jaeger-json" | "zipkin-json";

export interface SourceFile {
  readonly name: string;
  /** Bytes after decompression. */
  readonly size: number;
  /** undefined where nothing could be read. */
  readonly format: SourceFormat | undefined;
  readonly compression: "none" | "gzip";
  readonly spans: number;
  readonly logs: number;
}

export interface DataSet {
  /** What the offsets in all time columns count from. */
  readonly epochUnixNano: bigint;
  readonly strings: StringTable;
  readonly spans: SpanTable;
  readonly hotAttributes: HotAttributeTable;
  readonly events: EventTable;
  readonly links: LinkTable;
  readonly traces: TraceTable;
  readonly resources: ResourceTable;
  readonly scopes: ScopeTable;
  readonly logs: LogTable;
  readonly files: readonly SourceFile[];
  readonly warnings: readonly Warning[];
}
