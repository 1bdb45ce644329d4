/**
 * A data set without some of its traces: what a diagnosis reads that must not judge them yet. Row numbers are other ones; ids, strings,
 * resources and scopes are the same.
 *
 *   traces  0 1 2 3      leave out 1      0 2 3
 *   spans   aaabbcccd    ───────────►     aaacccd     parents, links and logs lead to the new rows
 *
 * O(rows).
 */
import type { DataSet, LogTable } from "./tables.ts";

type Column = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

/** @param leaveOut one byte a trace */
export function withoutTraces(dataSet: DataSet, leaveOut: Uint8Array): DataSet {
  const { spans, traces } = dataSet;
  const trace = keptRows(traces.length, (row) => leaveOut[row] === 0);
  if (trace.rows.length === traces.length) return dataSet;
  const span = keptRows(spans.length, (row) => leaveOut[spans.trace[row]!] === 0);
  const hot = sideRows(span.rows, spans.hotFirst);
  const event = sideRows(span.rows, spans.eventFirst);
  const link = sideRows(span.rows, spans.linkFirst);
  const service = sideRows(trace.rows, traces.serviceFirst);
  return {
    ...dataSet,
    spans: {
      ...pickAll(spans, span.rows),
      trace: renumber(pick(spans.trace, span.rows), trace.newOf),
      parent: renumber(pick(spans.parent, span.rows), span.newOf),
      hotFirst: hot.first,
      eventFirst: event.first,
      linkFirst: link.first,
    },
    hotAttributes: pickAll(dataSet.hotAttributes, hot.rows),
    events: pickAll(dataSet.events, event.rows),
    links: {
      ...pickAll(dataSet.links, link.rows),
      traceId: pick(dataSet.links.traceId, link.rows, 4),
      target: renumber(pick(dataSet.links.target, link.rows), span.newOf),
    },
    traces: {
      ...pickAll(traces, trace.rows),
      traceId: pick(traces.traceId, trace.rows, 4),
      first: renumber(pick(traces.first, trace.rows), span.newOf),
      topSpan: renumber(pick(traces.topSpan, trace.rows), span.newOf),
      serviceFirst: service.first,
      services: pick(traces.services, service.rows),
      serviceSpans: pick(traces.serviceSpans, service.rows),
    },
    logs: logsWithout(dataSet.logs, leaveOut, trace.newOf, span.newOf),
  };
}

function logsWithout(logs: LogTable, leaveOut: Uint8Array, newTrace: Int32Array, newSpan: Int32Array): LogTable {
  const { rows } = keptRows(logs.length, (row) => logs.trace[row] === -1 || leaveOut[logs.trace[row]!] === 0);
  return {
    ...pickAll(logs, rows),
    traceId: pick(logs.traceId, rows, 4),
    trace: renumber(pick(logs.trace, rows), newTrace),
    span: renumber(pick(logs.span, rows), newSpan),
  };
}

function keptRows(length: number, isKept: (row: number) => boolean) {
  const newOf = new Int32Array(length).fill(-1);
  let kept = 0;
  for (let row = 0; row < length; row++) if (isKept(row)) newOf[row] = kept++;
  const rows = new Int32Array(kept);
  for (let row = 0; row < length; row++) if (newOf[row] !== -1) rows[newOf[row]!] = row;
  return { rows, newOf };
}

/** Rows of a side table that belong to the kept ones, and where each one's begin. */
function sideRows(kept: Int32Array, first: Uint32Array) {
  const newFirst = new Uint32Array(kept.length + 1);
  for (let at = 0; at < kept.length; at++) {
    newFirst[at + 1] = newFirst[at]! + first[kept[at]! + 1]! - first[kept[at]!]!;
  }
  const rows = new Int32Array(newFirst[kept.length]!);
  for (let at = 0; at < kept.length; at++) {
    for (let next = newFirst[at]!; next < newFirst[at + 1]!; next++) {
      rows[next] = first[kept[at]!]! + next - newFirst[at]!;
    }
  }
  return { rows, first: newFirst };
}

/** The rows of every column of a table that has one value a row. Others are the caller's to replace. */
function pickAll<Table extends { readonly length: number }>(table: Table, rows: Int32Array): Table {
  const picked = Object.entries(table).map(([name, column]) => [
    name,
    ArrayBuffer.isView(column) ? pick(column as unknown as Column, rows) : column,
  ]);
  return { ...(Object.fromEntries(picked) as Table), length: rows.length };
}

function pick<C extends Column>(column: C, rows: Int32Array, wordsARow = 1): C {
  const picked = new (column.constructor as new (length: number) => C)(rows.length * wordsARow);
  for (let at = 0; at < rows.length; at++) {
    for (let word = 0; word < wordsARow; word++) {
      picked[at * wordsARow + word] = column[rows[at]! * wordsARow + word]!;
    }
  }
  return picked;
}

function renumber(column: Int32Array, newOf: Int32Array): Int32Array {
  for (let at = 0; at < column.length; at++) if (column[at] !== -1) column[at] = newOf[column[at]!]!;
  return column;
}
