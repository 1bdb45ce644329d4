/**
 * Which traces a query asks for: one byte a trace, 1 = wanted. Each condition is a pass that takes traces away, cheap ones
 * (columns of TraceTable) before those that walk the spans of what is left. No objects per row. O(traces + spans).
 */
import type { DataSet } from "../model/tables.ts";
import { callsBetween } from "./calls-between.ts";
import { searchTraces } from "./search-traces.ts";
import type { TraceQuery } from "./trace-list.ts";

/**
 * @param matching one byte a trace: what else must hold (a TraceQL query's answer); undefined = nothing
 * @returns a fresh array, one byte a trace
 */
export function filterTraces(dataSet: DataSet, query: TraceQuery, matching?: Uint8Array): Uint8Array {
  const wanted = matching ? Uint8Array.from(matching) : new Uint8Array(dataSet.traces.length).fill(1);
  keepByColumns(dataSet, query, wanted);
  for (const service of query.services ?? []) keepWithService(dataSet, service, wanted);
  if (query.spanName !== undefined) {
    const name = dataSet.strings.find(query.spanName);
    keepWithSpan(dataSet, wanted, (span) => dataSet.spans.name[span] === name);
  }
  if (query.environment !== undefined) {
    const { resources, spans, strings } = dataSet;
    const environment = strings.find(query.environment);
    keepWithSpan(dataSet, wanted, (span) => resources.environment[spans.resource[span]!] === environment);
  }
  if (query.edge) keepWithSpan(dataSet, wanted, callsBetween(dataSet, query.edge));
  const text = query.text?.trim() ?? "";
  if (text !== "") keepOnly(wanted, searchTraces(dataSet, text));
  return wanted;
}

/** Unknown (NaN) durations and starts are in no range. */
function keepByColumns({ traces }: DataSet, query: TraceQuery, wanted: Uint8Array): void {
  const { minDurationNano, maxDurationNano, startFromNano, startToNano } = query;
  const byDuration = minDurationNano !== undefined || maxDurationNano !== undefined;
  const byStart = startFromNano !== undefined || startToNano !== undefined;
  const least = minDurationNano ?? Number.NEGATIVE_INFINITY;
  const most = maxDurationNano ?? Number.POSITIVE_INFINITY;
  const from = startFromNano ?? Number.NEGATIVE_INFINITY;
  const to = startToNano ?? Number.POSITIVE_INFINITY;
  for (let trace = 0; trace < traces.length; trace++) {
    const duration = traces.duration[trace]!;
    const start = traces.start[trace]!;
    if (
      (byDuration && !(duration >= least && duration <= most)) ||
      (byStart && !(start >= from && start <= to)) ||
      (query.errorsOnly && traces.errorCount[trace] === 0) ||
      (query.incompleteOnly && traces.rootCount[trace] === 1 && traces.orphanCount[trace] === 0)
    ) {
      wanted[trace] = 0;
    }
  }
}

function keepWithService({ traces, strings }: DataSet, name: string, wanted: Uint8Array): void {
  const service = strings.find(name);
  for (let trace = 0; trace < traces.length; trace++) {
    if (wanted[trace] === 0) continue;
    const end = traces.serviceFirst[trace + 1]!;
    let at = traces.serviceFirst[trace]!;
    while (at < end && traces.services[at] !== service) at++;
    if (at === end) wanted[trace] = 0;
  }
}

/** Takes away the traces none of whose spans passes. */
function keepWithSpan({ traces }: DataSet, wanted: Uint8Array, passes: (span: number) => boolean): void {
  for (let trace = 0; trace < traces.length; trace++) {
    if (wanted[trace] === 0) continue;
    const first = traces.first[trace]!;
    const end = first + traces.count[trace]!;
    let span = first;
    while (span < end && !passes(span)) span++;
    if (span === end) wanted[trace] = 0;
  }
}

function keepOnly(wanted: Uint8Array, also: Uint8Array): void {
  for (let trace = 0; trace < wanted.length; trace++) wanted[trace]! &= also[trace]!;
}
