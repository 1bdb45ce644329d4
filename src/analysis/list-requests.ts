/**
 * The trace list with the islands of each request under one row. A request is listed where one of its traces is asked for; its
 * row adds up all of them. O(traces + joins).
 */
import type { DataSet } from "../model/tables.ts";
import { filterTraces } from "./filter-traces.ts";
import type { Requests } from "./group-requests.ts";
import { listWanted } from "./list-traces.ts";
import type { RequestRows, TraceListView, TraceQuery } from "./trace-list.ts";

export function listRequests(
  dataSet: DataSet,
  query: TraceQuery,
  matching: Uint8Array | undefined,
  requests: Requests,
): TraceListView {
  const { table, ofTrace, members, memberFirst } = requests;
  const traces = filterTraces(dataSet, query, matching);
  const wanted = new Uint8Array(table.length);
  for (let trace = 0; trace < traces.length; trace++) if (traces[trace] === 1) wanted[ofTrace[trace]!] = 1;
  const view = listWanted({ ...dataSet, traces: table }, wanted, query);
  const { trace: rows } = view;
  return {
    ...view,
    total: dataSet.traces.length,
    trace: rows.map((request) => members[memberFirst[request]!]!),
    requests: gatherMembers(dataSet, query, rows, requests),
  };
}

function gatherMembers(dataSet: DataSet, query: TraceQuery, rows: Int32Array, requests: Requests): RequestRows {
  const { members, memberFirst, islands } = requests;
  const first = new Uint32Array(rows.length + 1);
  const shown: number[] = [];
  let traces = 0;
  for (let row = 0; row < rows.length; row++) {
    const [from, to] = [memberFirst[rows[row]!]!, memberFirst[rows[row]! + 1]!];
    traces += to - from;
    if (to - from > 1) for (let at = from; at < to; at++) shown.push(members[at]!);
    first[row + 1] = shown.length;
  }
  const { sortBy: _, descending: __, ...unsorted } = query;
  return {
    traces,
    islands: rows.map((request) => islands[request]!),
    first,
    members: listWanted(dataSet, Int32Array.from(shown), unsorted),
  };
}
