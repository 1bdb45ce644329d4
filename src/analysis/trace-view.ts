/**
 * One trace, laid out as the rows of a waterfall: depth first, siblings in time order. This is what crosses to the page;
 * every array is fresh, so it can be transferred.
 *
 *   row  depth  span                      subtreeEnd
 *   0    0      storefront POST /checkout     4
 *   1    1        checkout POST /orders       3
 *   2    2          inventory Reserve         3
 *   3    1        payment POST /charge        4
 *   4    0      (missing parent 9f3c…)        6      span = -1: no such span in this data
 *   5    1        ledger INSERT               6      an orphan, drawn where it happened
 */

import type { Join } from "./join.ts";

/** Why a row stands for a span that is not in the data. */
export const MissingRow = {
  /** The row is a real span. */
  none: 0,
  /** Spans name a parent id that is on no span of this trace; one row for each such id. */
  parentNotInData: 1,
  /** A further root: the trace already has one, and this span was sent without a parent id. */
  extraRoot: 2,
} as const;

export interface TraceRows {
  readonly length: number;
  /** SpanIndex in the data set; -1 = a missing parent. */
  readonly span: Int32Array;
  /** MissingRow. */
  readonly missing: Uint8Array;
  readonly depth: Int32Array;
  /** Row of the parent, -1 at the top. */
  readonly parentRow: Int32Array;
  /** The row after the last descendant. */
  readonly subtreeEnd: Int32Array;
  /** Nanoseconds since TraceView.startNano; NaN = unknown. A missing parent starts with its first child. */
  readonly start: Float64Array;
  /** Nanoseconds; NaN = unknown. A missing parent's reaches to its children's last end, and may have gone on. */
  readonly duration: Float64Array;
  /** Index into TraceView.services; -1 = missing parent. */
  readonly service: Int32Array;
  /** Index into TraceView.names; -1 = missing parent. */
  readonly name: Int32Array;
  readonly kind: Uint8Array;
  readonly statusCode: Uint8Array;
  /** Bits of Repair. */
  readonly repairs: Uint8Array;
  /** The span's id, or the missing id. */
  readonly spanIdHigh: Uint32Array;
  readonly spanIdLow: Uint32Array;
  readonly linkCount: Uint16Array;
  readonly logCount: Uint16Array;
  /** PROTOCOLS index of the span's call, 0 = none known. */
  readonly protocol: Uint8Array;
  /** length + 1 entries into eventTime and eventName. */
  readonly eventFirst: Uint32Array;
  /** JOIN_CONFIDENCES number of the bridge that gives the row its parent; 0 = the parent is its own. */
  readonly bridge: Uint8Array;
  /** Index into TraceView.traceIds: the trace that the span was recorded in. */
  readonly originTrace: Int32Array;
}

/** Why a row hangs where no parent id puts it. */
export interface RowBridge extends Omit<Join, "child" | "parent"> {
  readonly row: number;
}

export interface TraceView {
  /** TraceIndex in the data set. */
  readonly trace: number;
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  readonly epochUnixNano: bigint;
  /** Start of the trace, nanoseconds since the epoch; NaN = unknown. */
  readonly startNano: number;
  readonly durationNano: number;
  readonly spanCount: number;
  readonly errorCount: number;
  readonly rootCount: number;
  readonly orphanCount: number;
  /** Row of the span that names the trace. */
  readonly topRow: number;
  /** service.name of the trace's services, most spans first. */
  readonly services: readonly string[];
  readonly serviceSpans: readonly number[];
  readonly names: readonly string[];
  readonly rows: TraceRows;
  /** Hex ids of the traces the rows come from, and their TraceIndex: first the open one, which may be all. */
  readonly traceIds: readonly string[];
  readonly traces: readonly number[];
  /** In row order; empty where the trace is shown as it was recorded. */
  readonly bridges: readonly RowBridge[];
  /** Nanoseconds since startNano. */
  readonly eventTime: Float64Array;
  /** Index into names. */
  readonly eventName: Int32Array;
  /** In data that grows: more of it may come. */
  readonly arriving?: boolean;
}

/** Protocols of calls, by number. */
export const PROTOCOLS = ["", "http", "grpc", "messaging", "db", "rpc"] as const;
export type Protocol = (typeof PROTOCOLS)[number];
