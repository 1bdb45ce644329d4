/** What a list of traces shows, from the columns alone: no bytes are read. */
import { StatusCode } from "../../model/enums.ts";
import { mayBeOneOf, type TraceKey, traceKeyToHex } from "./find-spans.ts";
import type { SpanStore } from "./span-store.ts";

export interface StoredTraceSummary {
  /** Hex. */
  readonly traceId: string;
  /** Of the earliest root; "" where the trace has no root. */
  readonly rootServiceName: string;
  readonly rootOperationName: string;
  readonly minStartNano: bigint;
  readonly maxEndNano: bigint;
  readonly spanCount: number;
  readonly errorSpanCount: number;
  /** Spans whose parent id is on no span of the trace. */
  readonly orphanSpanCount: number;
  /** Most spans first. */
  readonly services: readonly ServiceCount[];
}

interface ServiceCount {
  readonly name: string;
  readonly spanCount: number;
  readonly errorSpanCount: number;
}

type Row = [
  high: bigint,
  low: bigint,
  id: bigint,
  parent: bigint,
  start: bigint,
  duration: bigint,
  operation: number,
  status: number,
];

/** In the order of `traces`; those without spans are left out. */
export async function summariseStoredTraces(
  store: SpanStore,
  traces: readonly TraceKey[],
): Promise<StoredTraceSummary[]> {
  const rows = (await store.query(
    `SELECT trace_high, trace_low, span_id, parent_id, start_nano, duration_nano, operation, max(status)
     FROM span WHERE ${mayBeOneOf(traces)} GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY start_nano`,
  )) as Row[];
  const byTrace = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row[0]} ${row[1]}`;
    const list = byTrace.get(key);
    if (list) list.push(row);
    else byTrace.set(key, [row]);
  }
  return traces.flatMap((trace) => {
    const spans = byTrace.get(`${trace.high} ${trace.low}`);
    return spans ? [summarise(store, trace, spans)] : [];
  });
}

/** @param spans earliest first */
function summarise(store: SpanStore, trace: TraceKey, spans: readonly Row[]): StoredTraceSummary {
  const ids = new Set(spans.map(([, , id]) => id));
  const services = new Map<string, { name: string; spanCount: number; errorSpanCount: number }>();
  let maxEndNano = 0n;
  let orphanSpanCount = 0;
  let errorSpanCount = 0;
  for (const [, , , parent, start, duration, operation, status] of spans) {
    const end = start + (duration > 0n ? duration : 0n);
    if (end > maxEndNano) maxEndNano = end;
    if (parent !== 0n && !ids.has(parent)) orphanSpanCount++;
    const name = store.operations.get(operation)?.service ?? "";
    const service = services.get(name) ?? { name, spanCount: 0, errorSpanCount: 0 };
    services.set(name, service);
    service.spanCount++;
    if (status !== StatusCode.error) continue;
    errorSpanCount++;
    service.errorSpanCount++;
  }
  const root = spans.find(([, , , parent]) => parent === 0n);
  const operation = root && store.operations.get(root[6]);
  return {
    traceId: traceKeyToHex(trace),
    rootServiceName: operation?.service ?? "",
    rootOperationName: operation?.name ?? "",
    minStartNano: spans[0]![4],
    maxEndNano,
    spanCount: spans.length,
    errorSpanCount,
    orphanSpanCount,
    services: [...services.values()].sort((a, b) => b.spanCount - a.spanCount),
  };
}
