/**
 * What travels from a receiver to the store: the bytes as they came, and where each record lies in them.
 *
 *   stored (gzip)  ──unpacked──►  {"resourceSpans":[{…"spans":[{span 0},{span 1}…
 *                                                              ▲ position[0]
 *
 * The store searches the columns and answers from the bytes, so nothing that was sent can be lost on the way through.
 */
export type Signal = "traces" | "logs";
export type OtlpFormat = "otlp-json" | "otlp-protobuf";
export type Compression = "none" | "gzip" | "zstd";

/** The body of one export request. */
export interface Body {
  readonly signal: Signal;
  readonly format: OtlpFormat;
  /** How `stored` is packed. */
  readonly compression: Compression;
  readonly stored: Uint8Array;
  /** Bytes of the body unpacked. */
  readonly size: number;
}

export interface Operation {
  readonly service: string;
  readonly name: string;
  /** SpanKind. */
  readonly kind: number;
}

/** One row a record that was taken. Ids are 64-bit words; a log record without a trace has zeros. */
export interface RecordColumns {
  readonly length: number;
  /** Holds all the columns. */
  readonly rows: ArrayBuffer;
  readonly traceHigh: BigUint64Array;
  readonly traceLow: BigUint64Array;
  readonly spanId: BigUint64Array;
  readonly parentId: BigUint64Array;
  /** Unix time; that of receiving where the record has none. */
  readonly startNano: BigInt64Array;
  /** -1 = unknown, and for log records. */
  readonly durationNano: BigInt64Array;
  /** Place in `Batch.operations`. */
  readonly operation: Int32Array;
  /** StatusCode of a span, severity number of a log record. */
  readonly status: Uint8Array;
  /** Offset of the record's own object in the unpacked body. */
  readonly position: Uint32Array;
}

export interface Batch extends Body {
  readonly receivedNano: bigint;
  /** The earliest and the latest `startNano`. */
  readonly firstNano: bigint;
  readonly lastNano: bigint;
  readonly records: RecordColumns;
  readonly operations: readonly Operation[];
}
