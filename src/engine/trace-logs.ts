/** The log records that name one of the traces, in time order. O(logs). */
import type { DataSet } from "../model/tables.ts";
import type { LogListView } from "./engine-api.ts";

export function listTraceLogs({ logs, resources, strings }: DataSet, traces: readonly number[]): LogListView {
  const wanted = new Set(traces);
  const rows: number[] = [];
  for (let row = 0; row < logs.length; row++) if (wanted.has(logs.trace[row]!)) rows.push(row);
  const textOf = (column: Int32Array) => rows.map((row) => strings.get(column[row]!));
  return {
    length: rows.length,
    log: Int32Array.from(rows),
    span: Int32Array.from(rows, (row) => logs.span[row]!),
    time: Float64Array.from(rows, (row) => logs.time[row]!),
    severityNumber: Uint8Array.from(rows, (row) => logs.severityNumber[row]!),
    severityText: textOf(logs.severityText),
    body: textOf(logs.body),
    service: rows.map((row) => strings.get(resources.service[logs.resource[row]!] ?? -1)),
  };
}
