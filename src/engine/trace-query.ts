/** TraceQuery with its TraceQL: query/ reads the text, analysis/ filters and sorts; the engine is where the two meet. */
import { filterTraces } from "../analysis/filter-traces.ts";
import type { Requests } from "../analysis/group-requests.ts";
import { listRequests } from "../analysis/list-requests.ts";
import { listTraces } from "../analysis/list-traces.ts";
import type { TraceListView, TraceQuery } from "../analysis/trace-list.ts";
import type { DataSet } from "../model/tables.ts";
import { matchTraces } from "../query/match-traces.ts";
import { parseTraceql } from "../query/parse-traceql.ts";

/** @throws Error with the parser's sentence where the TraceQL cannot be read; the page has parsed it before and shown where */
export function listQueriedTraces(dataSet: DataSet, query: TraceQuery): TraceListView {
  return listTraces(dataSet, query, matchTraceql(dataSet, query.traceql));
}

/** The same with the islands of each request under one row. */
export function listQueriedRequests(dataSet: DataSet, query: TraceQuery, requests: Requests): TraceListView {
  return listRequests(dataSet, query, matchTraceql(dataSet, query.traceql), requests);
}

/** One byte a trace, 1 = the query asks for it: for a service graph of the listed traces. @throws as listQueriedTraces */
export function queriedTraces(dataSet: DataSet, query: TraceQuery): Uint8Array {
  return filterTraces(dataSet, query, matchTraceql(dataSet, query.traceql));
}

function matchTraceql(dataSet: DataSet, traceql: string | undefined): Uint8Array | undefined {
  if (traceql === undefined) return undefined;
  const { query, error } = parseTraceql(traceql);
  if (error) throw new Error(error.message);
  return query.type === "text" ? filterTraces(dataSet, { text: query.text }) : matchTraces(dataSet, query);
}
