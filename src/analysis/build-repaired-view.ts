/**
 * One request as the rows of a waterfall, its islands joined across traces:
 *
 *   trace a                                trace b            row  bridge   originTrace
 *   checkout POST /orders                  payment Charge     0    0        0
 *     checkout POST  client   ◄┄ likely ┄┄┄  ledger INSERT    1    0        0
 *                                                             2    likely   1            payment Charge
 *                                                             3    0        1            ledger INSERT
 *
 * The same rows whichever of its traces is the open one; only `trace`, `traceIds` and so `originTrace` begin with that. Times stay as
 * they were recorded, each by the clock of its host. O(spans of the traces it touches + joins + log records of the data set).
 */
import { StatusCode } from "../model/enums.ts";
import type { TraceIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";
import type { ServiceGraphChoice } from "./build-service-graph.ts";
import { allocateRows, fillView, placeRows, type Rows } from "./build-trace-view.ts";
import { JOIN_CONFIDENCES, type Join } from "./join.ts";
import { collectIslands } from "./request-islands.ts";
import { growTree, membersOf, type TraceTree } from "./trace-tree.ts";
import type { RowBridge, TraceView } from "./trace-view.ts";

/** @param joins those to be trusted; what has none stays as it was recorded */
export function buildRepairedView(dataSet: DataSet, trace: TraceIndex, joins: Iterable<Join>): TraceView {
  const { spans } = dataSet;
  const islands = collectIslands(dataSet, trace, joins);
  const members = membersOf(islands.spans);
  const tree = growTree(spans, members, (span) => islands.joins.get(span)?.parent ?? -1);
  const rows = allocateRows(tree.length);
  const rowOf = placeRows(tree, rows);
  const traces = markOrigins(dataSet, trace, rows);
  const counted = countServices(dataSet, islands.spans);
  const services = Int32Array.from(counted, ([service]) => service);
  return fillView(dataSet, tree, rows, rowOf, services, {
    trace,
    ...timesOf(dataSet, islands.spans),
    ...countTops(dataSet, tree, islands.joins),
    errorCount: islands.spans.reduce((sum, span) => sum + (spans.statusCode[span] === StatusCode.error ? 1 : 0), 0),
    topRow: topRowOf(rows),
    serviceSpans: counted.map(([, count]) => count),
    traces,
    bridges: markBridges(rows, islands.joins),
  });
}

/** The first span at the top that stands there itself, else the first below a missing one. */
function topRowOf(rows: Rows): number {
  for (let row = 0; row < rows.length; row = rows.subtreeEnd[row]!) if (rows.span[row] !== -1) return row;
  return 1;
}

function markBridges(rows: Rows, joins: ReadonlyMap<number, Join>): RowBridge[] {
  const bridges: RowBridge[] = [];
  for (let row = 0; row < rows.length; row++) {
    const join = joins.get(rows.span[row]!);
    if (join === undefined) continue;
    const { confidence, family, reason, evidence } = join;
    rows.bridge[row] = JOIN_CONFIDENCES.indexOf(confidence);
    bridges.push({ row, confidence, family, reason, evidence });
  }
  return bridges;
}

/** A missing parent belongs to the trace of its children. @returns the traces met, the open one first */
function markOrigins({ spans }: DataSet, trace: TraceIndex, rows: Rows): TraceIndex[] {
  const traces = [trace];
  const numberOf = new Map([[trace, 0]]);
  for (let row = 0; row < rows.length; row++) {
    const span = rows.span[row] === -1 ? rows.span[row + 1]! : rows.span[row]!;
    const own = spans.trace[span]!;
    let number = numberOf.get(own);
    if (number === undefined) {
      number = traces.push(own) - 1;
      numberOf.set(own, number);
    }
    rows.originTrace[row] = number;
  }
  return traces;
}

/** What the service graph of the same request counts: the traces it touches, joined by the same bridges. */
export function graphOfRequest(dataSet: DataSet, trace: TraceIndex, joins: Iterable<Join>): ServiceGraphChoice {
  const islands = collectIslands(dataSet, trace, joins);
  const matching = new Uint8Array(dataSet.traces.length);
  for (const span of islands.spans) matching[dataSet.spans.trace[span]!] = 1;
  const bridgedParent = new Int32Array(dataSet.spans.length).fill(-1);
  for (const { child, parent } of islands.joins.values()) bridgedParent[child] = parent;
  return { matching, bridgedParent };
}

function timesOf({ spans }: DataSet, members: Int32Array): Pick<TraceView, "startNano" | "durationNano"> {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const span of members) {
    const start = spans.start[span]!;
    if (Number.isNaN(start)) continue;
    from = Math.min(from, start);
    to = Math.max(to, Number.isNaN(spans.duration[span]!) ? start : start + spans.duration[span]!);
  }
  return from <= to
    ? { startNano: from, durationNano: to - from }
    : { startNano: Number.NaN, durationNano: Number.NaN };
}

function countTops(
  { spans }: DataSet,
  { members, count }: TraceTree,
  joins: ReadonlyMap<number, Join>,
): Pick<TraceView, "rootCount" | "orphanCount"> {
  let rootCount = 0;
  let orphanCount = 0;
  for (let node = 0; node < count; node++) {
    const span = members.spanOf(node);
    if (spans.parent[span] !== -1 || joins.has(span)) continue;
    if (spans.parentSpanIdHigh[span] === 0 && spans.parentSpanIdLow[span] === 0) rootCount++;
    else orphanCount++;
  }
  return { rootCount, orphanCount };
}

/** StringIndex of service.name and its spans, most first. */
function countServices({ spans, resources }: DataSet, members: Int32Array): [service: number, spans: number][] {
  const counts = new Map<number, number>();
  for (const span of members) {
    const service = resources.service[spans.resource[span]!] ?? 0;
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
