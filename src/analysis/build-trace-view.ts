/**
 * One trace as the rows of a waterfall (drawing in trace-view.ts). Walks the tree without recursion, so that a chain of any
 * depth works. O(spans of the trace + log records of the data set).
 */

import { traceIdToHex } from "../model/ids.ts";
import type { TraceIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";
import { protocolOf } from "./protocol.ts";
import { buildTraceTree, type TraceTree } from "./trace-tree.ts";
import type { TraceRows, TraceView } from "./trace-view.ts";

const UINT16_MAX = 0xffff;

export function buildTraceView(dataSet: DataSet, trace: TraceIndex): TraceView {
  const { traces } = dataSet;
  const tree = buildTraceTree(dataSet, trace);
  const rows = allocateRows(tree.length);
  const rowOf = placeRows(tree, rows);
  const services = traces.services.subarray(traces.serviceFirst[trace]!, traces.serviceFirst[trace + 1]!);
  const facts = {
    trace,
    startNano: traces.start[trace]!,
    durationNano: traces.duration[trace]!,
    errorCount: traces.errorCount[trace]!,
    rootCount: traces.rootCount[trace]!,
    orphanCount: traces.orphanCount[trace]!,
    topRow: rowOf[tree.members.nodeOf(traces.topSpan[trace]!)]!,
    serviceSpans: [...traces.serviceSpans.subarray(traces.serviceFirst[trace]!, traces.serviceFirst[trace + 1]!)],
    traces: [trace],
    bridges: [],
  };
  return fillView(dataSet, tree, rows, rowOf, services, facts);
}

/** What the columns do not say; a trace has it counted, a request joined across traces counts it anew. */
export type ViewFacts = Pick<
  TraceView,
  | "trace"
  | "startNano"
  | "durationNano"
  | "errorCount"
  | "rootCount"
  | "orphanCount"
  | "topRow"
  | "serviceSpans"
  | "traces"
  | "bridges"
>;

/** @param services StringIndex of each, in the order of facts.serviceSpans */
export function fillView(
  dataSet: DataSet,
  tree: TraceTree,
  rows: Rows,
  rowOf: Int32Array,
  services: Int32Array,
  facts: ViewFacts,
): TraceView {
  const { strings } = dataSet;
  const names = new LocalStrings();
  const serviceNumber = new Map(Array.from(services, (service, index) => [service, index]));
  fillSpans(dataSet, facts.startNano, rows, serviceNumber, names);
  fillMissing(tree, rows, rowOf);
  countLogs(dataSet, tree, rows, rowOf);
  const events = collectEvents(dataSet, facts.startNano, rows, names);
  const traceIds = facts.traces.map((trace) => hexOfTrace(dataSet, trace));
  return {
    ...facts,
    traceId: traceIds[0]!,
    traceIds,
    epochUnixNano: dataSet.epochUnixNano,
    spanCount: tree.count,
    services: Array.from(services, (service) => strings.get(service)),
    names: names.indexes.map((name) => strings.get(name)),
    rows,
    ...events,
  };
}

function hexOfTrace({ traces }: DataSet, trace: TraceIndex): string {
  const words = traces.traceId.subarray(trace * 4, trace * 4 + 4);
  return traceIdToHex(words[0]!, words[1]!, words[2]!, words[3]!);
}

export type Rows = { -readonly [Column in keyof TraceRows]: TraceRows[Column] };

export function allocateRows(length: number): Rows {
  return {
    length,
    span: new Int32Array(length).fill(-1),
    missing: new Uint8Array(length),
    depth: new Int32Array(length),
    parentRow: new Int32Array(length).fill(-1),
    subtreeEnd: new Int32Array(length),
    start: new Float64Array(length).fill(Number.NaN),
    duration: new Float64Array(length).fill(Number.NaN),
    service: new Int32Array(length).fill(-1),
    name: new Int32Array(length).fill(-1),
    kind: new Uint8Array(length),
    statusCode: new Uint8Array(length),
    repairs: new Uint8Array(length),
    spanIdHigh: new Uint32Array(length),
    spanIdLow: new Uint32Array(length),
    linkCount: new Uint16Array(length),
    logCount: new Uint16Array(length),
    protocol: new Uint8Array(length),
    eventFirst: new Uint32Array(length + 1),
    bridge: new Uint8Array(length),
    originTrace: new Int32Array(length),
  };
}

/** Numbers the nodes depth first. @returns the row of each node */
export function placeRows(tree: TraceTree, rows: Rows): Int32Array {
  const { firstChild, nextSibling, parent, members, count } = tree;
  const rowOf = new Int32Array(tree.length);
  let row = 0;
  let depth = 0;
  let node = tree.firstTop;
  while (node !== -1) {
    rowOf[node] = row;
    rows.depth[row] = depth;
    if (parent[node] !== -1) rows.parentRow[row] = rowOf[parent[node]!]!;
    if (node < count) rows.span[row] = members.spanOf(node);
    row++;
    if (firstChild[node] !== -1) {
      node = firstChild[node]!;
      depth++;
      continue;
    }
    rows.subtreeEnd[row - 1] = row;
    while (node !== -1 && nextSibling[node] === -1) {
      node = parent[node]!;
      depth--;
      if (node !== -1) rows.subtreeEnd[rowOf[node]!] = row;
    }
    if (node !== -1) node = nextSibling[node]!;
  }
  return rowOf;
}

function fillSpans(
  dataSet: DataSet,
  startNano: number,
  rows: Rows,
  serviceNumber: ReadonlyMap<number, number>,
  names: LocalStrings,
): void {
  const { spans, resources } = dataSet;
  for (let row = 0; row < rows.length; row++) {
    const span = rows.span[row]!;
    if (span === -1) continue;
    rows.start[row] = spans.start[span]! - startNano;
    rows.duration[row] = spans.duration[span]!;
    rows.service[row] = serviceNumber.get(resources.service[spans.resource[span]!] ?? 0) ?? -1;
    rows.name[row] = names.add(spans.name[span]!);
    rows.kind[row] = spans.kind[span]!;
    rows.statusCode[row] = spans.statusCode[span]!;
    rows.repairs[row] = spans.repairs[span]!;
    rows.spanIdHigh[row] = spans.spanIdHigh[span]!;
    rows.spanIdLow[row] = spans.spanIdLow[span]!;
    rows.linkCount[row] = Math.min(UINT16_MAX, spans.linkFirst[span + 1]! - spans.linkFirst[span]!);
    rows.protocol[row] = protocolOf(dataSet, span);
  }
}

/** A missing parent spans its children, as far as they are known. */
function fillMissing(tree: TraceTree, rows: Rows, rowOf: Int32Array): void {
  for (const [number, { reason, spanIdHigh, spanIdLow }] of tree.missing.entries()) {
    const row = rowOf[tree.count + number]!;
    rows.missing[row] = reason;
    rows.spanIdHigh[row] = spanIdHigh;
    rows.spanIdLow[row] = spanIdLow;
    let start = Number.POSITIVE_INFINITY;
    let end = Number.NEGATIVE_INFINITY;
    for (let child = row + 1; child < rows.subtreeEnd[row]!; child = rows.subtreeEnd[child]!) {
      const from = rows.start[child]!;
      const duration = rows.duration[child]!;
      if (from < start) start = from;
      const until = Number.isNaN(duration) ? from : from + duration;
      if (until > end) end = until;
    }
    if (start <= end) {
      rows.start[row] = start;
      rows.duration[row] = end - start;
    }
  }
}

function countLogs({ logs }: DataSet, tree: TraceTree, rows: Rows, rowOf: Int32Array): void {
  for (let log = 0; log < logs.length; log++) {
    const node = logs.span[log] === -1 ? -1 : tree.members.nodeOf(logs.span[log]!);
    if (node === -1) continue;
    const row = rowOf[node]!;
    if (rows.logCount[row]! < UINT16_MAX) rows.logCount[row]!++;
  }
}

function collectEvents(
  { spans, events }: DataSet,
  startNano: number,
  rows: Rows,
  names: LocalStrings,
): Pick<TraceView, "eventTime" | "eventName"> {
  let total = 0;
  for (const span of rows.span) if (span !== -1) total += spans.eventFirst[span + 1]! - spans.eventFirst[span]!;
  const eventTime = new Float64Array(total);
  const eventName = new Int32Array(total);
  let at = 0;
  for (let row = 0; row < rows.length; row++) {
    const span = rows.span[row]!;
    if (span !== -1) {
      for (let event = spans.eventFirst[span]!; event < spans.eventFirst[span + 1]!; event++, at++) {
        eventTime[at] = events.time[event]! - startNano;
        eventName[at] = names.add(events.name[event]!);
      }
    }
    rows.eventFirst[row + 1] = at;
  }
  return { eventTime, eventName };
}

/** Renumbers the few strings that a trace uses. */
class LocalStrings {
  readonly indexes: number[] = [];
  readonly #numberOf = new Map<number, number>();

  add(index: number): number {
    let number = this.#numberOf.get(index);
    if (number === undefined) {
      number = this.indexes.length;
      this.indexes.push(index);
      this.#numberOf.set(index, number);
    }
    return number;
  }
}
