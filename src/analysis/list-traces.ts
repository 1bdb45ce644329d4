/**
 * The trace list's rows: filter, sort, and gather the columns that cross to the page. Strings are renumbered into a short
 * list of those that the rows name; no object per row. O(traces + spans), and 1,000,000 traces stay well below a second.
 */
import type { DataSet } from "../model/tables.ts";
import { filterTraces } from "./filter-traces.ts";
import { sortRows } from "./sort-rows.ts";
import type { TraceListView, TraceQuery, TraceSortKey } from "./trace-list.ts";

/**
 * @param matching one byte a trace: what must hold beside the query (the answer of query/ to a TraceQL text)
 * @returns rows in the order asked for (by default as they started); equal keys keep the order of their starts, unknown last
 */
export function listTraces(dataSet: DataSet, query: TraceQuery, matching?: Uint8Array): TraceListView {
  return listWanted(dataSet, filterTraces(dataSet, query, matching), query);
}

/** @param wanted one byte a trace, or the rows themselves in their order */
export function listWanted(
  dataSet: DataSet,
  wanted: Uint8Array | Int32Array<ArrayBuffer>,
  { sortBy = "start", descending = false }: TraceQuery,
): TraceListView {
  const rows = wanted instanceof Uint8Array ? wantedRows(wanted) : wanted;
  const inOrder = sortBy === "start" && !descending;
  return gatherRows(dataSet, inOrder ? rows : sortRows(rows, sortKeys(dataSet, rows, sortBy), descending));
}

/** Traces are kept in the order of their starts, so this is it. */
function wantedRows(wanted: Uint8Array): Int32Array<ArrayBuffer> {
  let length = 0;
  for (let trace = 0; trace < wanted.length; trace++) length += wanted[trace]!;
  const rows = new Int32Array(length);
  for (let trace = 0, row = 0; trace < wanted.length; trace++) if (wanted[trace] === 1) rows[row++] = trace;
  return rows;
}

function sortKeys(dataSet: DataSet, rows: Int32Array, sortBy: TraceSortKey): Float64Array {
  const { traces } = dataSet;
  switch (sortBy) {
    case "start":
      return traces.start;
    case "duration":
      return traces.duration;
    case "spans":
      return Float64Array.from(traces.count);
    case "errors":
      return Float64Array.from(traces.errorCount);
    case "services": {
      const key = new Float64Array(traces.length);
      for (const trace of rows) key[trace] = traces.serviceFirst[trace + 1]! - traces.serviceFirst[trace]!;
      return key;
    }
    case "name":
      return nameKeys(dataSet, rows);
  }
}

/** Service first, then name, each by its rank among the strings of the rows; upper and lower case side by side. */
function nameKeys(dataSet: DataSet, rows: Int32Array): Float64Array {
  const key = new Float64Array(dataSet.traces.length);
  const rank = new Int32Array(dataSet.strings.length).fill(-1);
  const named: { readonly index: number; readonly text: string }[] = [];
  const add = (index: number) => {
    if (rank[index] !== -1) return;
    rank[index] = 0;
    named.push({ index, text: dataSet.strings.get(index).toLowerCase() });
  };
  for (const trace of rows) {
    add(topService(dataSet, trace));
    add(topName(dataSet, trace));
  }
  named.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  for (const [at, { index }] of named.entries()) rank[index] = at;
  for (const trace of rows) {
    key[trace] = rank[topService(dataSet, trace)]! * named.length + rank[topName(dataSet, trace)]!;
  }
  return key;
}

/** StringIndex of the service of the span that names the trace: its root, else the earliest span without a parent here. */
function topService({ traces, spans, resources }: DataSet, trace: number): number {
  return resources.service[spans.resource[traces.topSpan[trace]!] ?? -1] ?? 0;
}

function topName({ traces, spans }: DataSet, trace: number): number {
  return spans.name[traces.topSpan[trace]!] ?? 0;
}

function gatherRows(dataSet: DataSet, rows: Int32Array<ArrayBuffer>): TraceListView {
  const { traces } = dataSet;
  const { length } = rows;
  const strings = new ShortList(dataSet);
  const serviceFirst = new Uint32Array(length + 1);
  for (let row = 0; row < length; row++) {
    const trace = rows[row]!;
    serviceFirst[row + 1] = serviceFirst[row]! + traces.serviceFirst[trace + 1]! - traces.serviceFirst[trace]!;
  }
  const view = {
    length,
    total: traces.length,
    epochUnixNano: dataSet.epochUnixNano,
    trace: rows,
    traceId: new Uint32Array(length * 4),
    start: pick(traces.start, rows, new Float64Array(length)),
    duration: pick(traces.duration, rows, new Float64Array(length)),
    spanCount: pick(traces.count, rows, new Int32Array(length)),
    errorCount: pick(traces.errorCount, rows, new Int32Array(length)),
    rootCount: pick(traces.rootCount, rows, new Int32Array(length)),
    orphanCount: pick(traces.orphanCount, rows, new Int32Array(length)),
    topService: new Int32Array(length),
    topName: new Int32Array(length),
    serviceFirst,
    services: new Int32Array(serviceFirst[length]!),
    strings: strings.list,
  };
  let longestNano = 0;
  for (let row = 0; row < length; row++) {
    const trace = rows[row]!;
    for (let word = 0; word < 4; word++) view.traceId[row * 4 + word] = traces.traceId[trace * 4 + word]!;
    if (view.duration[row]! > longestNano) longestNano = view.duration[row]!;
    view.topService[row] = strings.add(topService(dataSet, trace));
    view.topName[row] = strings.add(topName(dataSet, trace));
    const from = traces.serviceFirst[trace]!;
    for (let at = serviceFirst[row]!; at < serviceFirst[row + 1]!; at++) {
      view.services[at] = strings.add(traces.services[from + at - serviceFirst[row]!]!);
    }
  }
  return { ...view, longestNano };
}

function pick<Column extends Float64Array | Int32Array>(from: Column, rows: Int32Array, into: Column): Column {
  for (let row = 0; row < rows.length; row++) into[row] = from[rows[row]!]!;
  return into;
}

/** Renumbers strings of the data set into a list of those that were asked for. */
class ShortList {
  readonly list: string[] = [];
  readonly #dataSet: DataSet;
  readonly #place: Int32Array;

  constructor(dataSet: DataSet) {
    this.#dataSet = dataSet;
    this.#place = new Int32Array(dataSet.strings.length).fill(-1);
  }

  /** @param index StringIndex; none is the empty string */
  add(index: number): number {
    if (index < 0) return this.add(0);
    let place = this.#place[index]!;
    if (place === -1) {
      place = this.list.push(this.#dataSet.strings.get(index)) - 1;
      this.#place[index] = place;
    }
    return place;
  }
}
