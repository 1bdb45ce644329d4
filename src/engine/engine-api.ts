/**
 * What the page may ask the engine. Every answer is made of fresh columns and small objects: arrays are transferred, not
 * copied, from the worker. Row numbers (SpanIndex, TraceIndex) hold until the next `open`, or, in a data set that grows, within one
 * generation (EngineAt).
 */
import type { MeasuredEdge } from "../analysis/add-lost-edges.ts";
import type { PlacedGraph } from "../analysis/service-graph.ts";
import type { TraceListView, TraceQuery } from "../analysis/trace-list.ts";
import type { TraceView } from "../analysis/trace-view.ts";
import type { Report } from "../diagnosis/report-types.ts";
import type { SpanBridge } from "../hops/pairs/from-spans.ts";
import type { LogDetail, SpanDetail } from "../model/span-detail.ts";
import type { SourceFile } from "../model/tables.ts";
import type { Warning } from "../model/warning.ts";

/** A named run of bytes as the page has it: a File, or text or a reply made into a Blob. */
export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

export interface OpenProgress {
  readonly file: string;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly spans: number;
  /** Now and then while a large input is read and nothing else is open: what it holds so far can be asked for from now on. */
  readonly soFar?: OpenedData;
}

export interface OpenedData {
  readonly summary: DataSetSummary;
  /** As traceView gives it, where the data holds exactly one trace: it is what will be looked at. */
  readonly onlyTrace: TraceView | undefined;
}

export interface DataSetSummary {
  readonly files: readonly SourceFile[];
  readonly spans: number;
  readonly traces: number;
  readonly logs: number;
  readonly errors: number;
  readonly roots: number;
  readonly orphans: number;
  readonly epochUnixNano: bigint;
  /** Nanoseconds since the epoch; NaN where no span has a time. */
  readonly startNano: number;
  readonly endNano: number;
  /** Services with their spans, most first. */
  readonly services: readonly { readonly name: string; readonly spans: number }[];
  /** Distinct deployment.environment.name. */
  readonly environments: readonly string[];
  readonly warnings: readonly Warning[];
}

/** Log records of a trace or a span, in time order. */
export interface LogListView {
  readonly length: number;
  /** LogIndex. */
  readonly log: Int32Array;
  /** SpanIndex, -1 = none. */
  readonly span: Int32Array;
  /** Nanoseconds since the epoch. */
  readonly time: Float64Array;
  readonly severityNumber: Uint8Array;
  readonly severityText: readonly string[];
  readonly body: readonly string[];
  readonly service: readonly string[];
}

/** Where a link leads: in this data, or only an id. */
export interface LinkTarget {
  readonly traceId: string;
  readonly spanId: string;
  /** -1 = not in this data. */
  readonly trace: number;
  readonly span: number;
}

/** Where the ids of a header are in this data. */
export interface ContextPlace {
  /** same: that trace. cut: a trace whose last 64 bits agree. elsewhere: the span id, in another trace. */
  readonly how: "same" | "cut" | "elsewhere";
  readonly traceId: string;
  readonly spansOfTrace: number;
  /** "" = the trace is here and the span is not; `name` and `service` then too. */
  readonly spanId: string;
  readonly name: string;
  readonly service: string;
  /** Spans of the trace that name the span as their parent. */
  readonly children: number;
}

/** Of the whole data set, of one trace, or of the traces that match. */
export interface GraphChoice {
  readonly trace?: number;
  /** Of the whole requests that the trace is a part of. */
  readonly repaired?: boolean;
  /** Joined by possible bridges too. */
  readonly possible?: boolean;
  readonly query?: TraceQuery;
  /** The report's continuity: edges that lost hops are drawn even where parents and children do not show them. */
  readonly measured?: readonly MeasuredEdge[];
}

/** What comes to a data set that grows while it is looked at. Times are the page's, Unix milliseconds. */
export interface Growth {
  /** The name of a new one, which takes the place of what is open; undefined: more of the one that grows. */
  readonly begins?: string | undefined;
  /** The number under which `at` finds the data set as it is after this; greater than those before. */
  readonly generation: number;
  /** Earlier numbers that are still on the page; the others are forgotten. */
  readonly keep: readonly number[];
  /** When the spans came; of what had come before anybody looked, the earliest time. */
  readonly cameMs: number;
  readonly nowMs: number;
  /** Traces that got nothing since then may go. */
  readonly sinceMs: number;
  /** The oldest traces go when there are more. */
  readonly mostSpans: number;
}

export interface Grown {
  readonly summary: DataSetSummary;
  /** Traces that may still get spans: nothing is said to be broken in them yet. */
  readonly arriving: number;
  /** What had to go this time. */
  readonly gone: { readonly traces: number; readonly spans: number };
}

export interface RepairChoice {
  readonly repaired: boolean;
  /** By possible bridges too. */
  readonly possible?: boolean;
}

export interface CallOptions<Progress = never> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface EngineApi {
  /**
   * Reads the inputs as one data set, which replaces the present one; with `add`, what is open is read again with them.
   * Nothing readable in them: the present data set stays, and the answer holds only the warnings (spans = logs = 0).
   * Cancelled after progress told of data so far: that stays open.
   */
  open(
    inputs: readonly NamedBlob[],
    choice: { readonly add: boolean },
    options?: CallOptions<OpenProgress>,
  ): Promise<OpenedData>;
  /** Adds to a data set that grows. One call at a time. */
  grow(inputs: readonly NamedBlob[], growth: Growth): Promise<Grown>;
  /** Grouped: joined by certain and likely bridges; looks for those first, with progress. */
  listTraces(query: TraceQuery, options?: CallOptions<number>): Promise<TraceListView>;
  /** TraceIndex of a hex id (short ids are padded), -1 = not here. */
  findTrace(traceId: string): Promise<number>;
  /** Where a header's ids lead; undefined where neither trace nor span is here. */
  findContext(traceId: string, spanId: string): Promise<ContextPlace | undefined>;
  /** Repaired: with the other islands of its requests, joined by certain and likely bridges; looks for those first, with progress. */
  traceView(trace: number, choice: RepairChoice, options?: CallOptions<number>): Promise<TraceView>;
  /** SpanIndex of each span of the trace whose exported bytes hold the text, ascending. */
  searchTrace(trace: number, text: string, options?: CallOptions): Promise<Int32Array>;
  spanDetail(span: number): Promise<SpanDetail>;
  linkTargets(span: number): Promise<readonly LinkTarget[]>;
  /** Spans elsewhere that link to this one. */
  linkedFrom(span: number): Promise<readonly LinkTarget[]>;
  /** The span as it was exported, as indented JSON. */
  rawSpan(span: number): Promise<string>;
  traceLogs(traces: readonly number[]): Promise<LogListView>;
  logDetail(log: number): Promise<LogDetail>;
  serviceGraph(of: GraphChoice, options?: CallOptions): Promise<PlacedGraph>;
  /** What is broken, why, and the fix: rules and continuity, without bridges. Progress from 0 to 1. */
  report(options?: CallOptions<number>): Promise<Report>;
  /** The lost parents of islands, worst edges first. Slower than the report; progress from 0 to 1. */
  bridges(options?: CallOptions<number>): Promise<readonly SpanBridge[]>;
  /** The traces as OTLP/JSON, one object. */
  exportOtlp(traces: readonly number[], options?: CallOptions): Promise<Blob>;
}

/** An engine that also answers for earlier generations of a data set that grows. */
export interface EngineAt extends EngineApi {
  /** @param generation as given to `grow`; undefined: of what is open now */
  at(generation: number | undefined): EngineAt;
}
