/** The log records that name a trace. O(logs). */
import type { DataSet } from "../model/tables.ts";
import type { LogListView } from "./engine-api.ts";

export function listTraceLogs({ logs, resources, strings }: DataSet, trace: number): LogListView {
  const rows: number[] = [];
  for (let row = 0; row < logs.length; row++) if (logs.trace[row] === trace) rows.push(row);
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
