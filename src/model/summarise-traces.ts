/** The TraceTable: one pass over the sorted spans. O(spans + traces x services of a trace). */
import { Repair, StatusCode } from "./enums.ts";
import type { SpanOrder } from "./sort-spans.ts";
import type { ResourceTable, SpanTable, TraceTable } from "./tables.ts";
import type { TraceIdIndex } from "./trace-id-index.ts";

export function summariseTraces(
  spans: SpanTable,
  resources: ResourceTable,
  { first, traceOrder }: SpanOrder,
  traceIds: TraceIdIndex,
): TraceTable {
  const length = traceOrder.length;
  const table = {
    length,
    traceId: new Uint32Array(length * 4),
    first: first.slice(0, length),
    count: new Int32Array(length),
    start: new Float64Array(length).fill(Number.NaN),
    duration: new Float64Array(length).fill(Number.NaN),
    rootCount: new Int32Array(length),
    orphanCount: new Int32Array(length),
    errorCount: new Int32Array(length),
    topSpan: new Int32Array(length).fill(-1),
  };
  const serviceFirst = new Uint32Array(length + 1);
  const services: number[] = [];
  const serviceSpans: number[] = [];
  const tally = new ServiceTally(resources);
  for (let trace = 0; trace < length; trace++) {
    traceIds.copyTo(traceOrder[trace]!, table.traceId, trace * 4);
    table.count[trace] = first[trace + 1]! - first[trace]!;
    summariseTrace(spans, resources, table, trace, tally);
    tally.take(services, serviceSpans);
    serviceFirst[trace + 1] = services.length;
  }
  return { ...table, serviceFirst, services: Int32Array.from(services), serviceSpans: Int32Array.from(serviceSpans) };
}

type Summary = Pick<
  TraceTable,
  "first" | "count" | "start" | "duration" | "rootCount" | "orphanCount" | "errorCount" | "topSpan"
>;

function summariseTrace(
  spans: SpanTable,
  resources: ResourceTable,
  table: Summary,
  trace: number,
  tally: ServiceTally,
): void {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  let root = -1;
  let top = -1;
  const from = table.first[trace]!;
  for (let row = from; row < from + table.count[trace]!; row++) {
    const at = spans.start[row]!;
    const duration = spans.duration[row]!;
    if (at < start) start = at;
    const until = Number.isNaN(duration) ? at : at + duration;
    if (until > end) end = until;
    if (spans.statusCode[row] === StatusCode.error) table.errorCount[trace]!++;
    if (spans.parent[row] === -1) {
      if (top === -1) top = row;
      const hasParentId = spans.parentSpanIdHigh[row] !== 0 || spans.parentSpanIdLow[row] !== 0;
      if (!hasParentId) {
        if (root === -1) root = row;
        table.rootCount[trace]!++;
      } else if (!isCut(spans, row)) {
        table.orphanCount[trace]!++;
      }
    }
    tally.add(resources.service[spans.resource[row]!] ?? 0);
  }
  if (start <= end) {
    table.start[trace] = start;
    table.duration[trace] = end - start;
  }
  table.topSpan[trace] = root === -1 ? top : root;
}

/** Counts the spans of each service of one trace after the other. */
class ServiceTally {
  /** By StringIndex of the service. */
  readonly #count: Int32Array;
  /** Services of the present trace, in the order they came. */
  #met: number[] = [];

  constructor({ service, length }: ResourceTable) {
    let most = 0;
    for (let resource = 0; resource < length; resource++) most = Math.max(most, service[resource]!);
    this.#count = new Int32Array(most + 1);
  }

  add(service: number): void {
    if (this.#count[service]!++ === 0) this.#met.push(service);
  }

  /** Moves the counts of the present trace to the ends of the lists, most spans first. */
  take(services: number[], spans: number[]): void {
    const count = this.#count;
    this.#met.sort((a, b) => count[b]! - count[a]!);
    for (const service of this.#met) {
      services.push(service);
      spans.push(count[service]!);
      count[service] = 0;
    }
    this.#met = [];
  }
}

/** Whether the parent of the span was in the data, but cut away as its own or as part of a cycle. */
function isCut(spans: SpanTable, row: number): boolean {
  return (spans.repairs[row]! & (Repair.selfParent | Repair.cycleCut)) !== 0;
}
