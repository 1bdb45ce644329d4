/** The trace list's question and answer. Answers are columns, in the order asked for, ready to be drawn. */

export type TraceSortKey = "start" | "duration" | "spans" | "errors" | "services" | "name";

/** All given conditions must hold. Names are exact; text is looked for, case-insensitive, in names, services and hot attributes. */
export interface TraceQuery {
  /** Traces with a span of each of these services. */
  readonly services?: readonly string[] | undefined;
  readonly spanName?: string | undefined;
  /** Traces with a span of this deployment.environment.name. */
  readonly environment?: string | undefined;
  readonly minDurationNano?: number | undefined;
  readonly maxDurationNano?: number | undefined;
  /** Nanoseconds since the epoch. */
  readonly startFromNano?: number | undefined;
  readonly startToNano?: number | undefined;
  readonly errorsOnly?: boolean | undefined;
  /** No root, several roots or orphans. */
  readonly incompleteOnly?: boolean | undefined;
  /** Traces with a call between these services. */
  readonly edge?: { readonly from: string; readonly to: string } | undefined;
  readonly text?: string | undefined;
  /** TraceQL, or bare text, as typed: query/ parses it, the engine hands its answer to listTraces. */
  readonly traceql?: string | undefined;
  /** The islands of a request under one row; needs the bridges. */
  readonly grouped?: boolean | undefined;
  readonly sortBy?: TraceSortKey | undefined;
  readonly descending?: boolean | undefined;
}

/** The traces under each row where rows are requests. */
export interface RequestRows {
  /** Traces of all listed requests. */
  readonly traces: number;
  /** Pieces each request fell into. */
  readonly islands: Int32Array;
  /** length + 1 entries: rows first[i] .. first[i + 1] of members are row i's; none where it is a single trace. */
  readonly first: Uint32Array;
  readonly members: TraceListView;
}

export interface TraceListView {
  /** Traces (or requests) that match. */
  readonly length: number;
  /** Traces in the data set. */
  readonly total: number;
  readonly epochUnixNano: bigint;
  /** TraceIndex. */
  readonly trace: Int32Array;
  /** Four words a row. */
  readonly traceId: Uint32Array;
  /** Nanoseconds since the epoch; NaN = unknown. */
  readonly start: Float64Array;
  readonly duration: Float64Array;
  readonly spanCount: Int32Array;
  readonly errorCount: Int32Array;
  readonly rootCount: Int32Array;
  readonly orphanCount: Int32Array;
  /** 1 = still arriving, in data that grows: what is missing may yet come. */
  readonly arriving?: Uint8Array;
  /** Index into strings: service and name of the span that names the trace. */
  readonly topService: Int32Array;
  readonly topName: Int32Array;
  /** length + 1 entries into services. */
  readonly serviceFirst: Uint32Array;
  /** Index into strings, most spans first. */
  readonly services: Int32Array;
  readonly strings: readonly string[];
  /** Where rows are requests: `trace`, `traceId` and the names are then of the trace where each begins. */
  readonly requests?: RequestRows;
  /** Of all matching rows, for bars and axes; 0 where there are none. */
  readonly longestNano: number;
}
