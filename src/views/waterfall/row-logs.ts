/** The log records of a trace by row, so that a row finds its own without a search. O(rows + records). */
import type { TraceView } from "../../analysis/trace-view.ts";
import type { LogListView } from "../../engine/engine-api.ts";
import type { RowIndex } from "./row-index.ts";

export interface RowLogs {
  /** rows + 1 entries into time and number. */
  readonly first: Uint32Array;
  /** Nanoseconds since the trace's start. */
  readonly time: Float64Array;
  /** Number in the LogListView. */
  readonly number: Int32Array;
  readonly list: LogListView;
}

/** OpenTelemetry's severity numbers from which a record is a warning or an error. */
export const Severity = { warn: 13, error: 17 } as const;

export function groupLogs({ rows, startNano }: TraceView, index: RowIndex, list: LogListView): RowLogs {
  const first = new Uint32Array(rows.length + 1);
  const rowOfLog = list.span.map((span) => (span === -1 ? -1 : index.rowOfSpan(span)));
  for (const row of rowOfLog) if (row !== -1) first[row + 1]!++;
  for (let row = 0; row < rows.length; row++) first[row + 1]! += first[row]!;
  const next = first.slice();
  const time = new Float64Array(first[rows.length]!);
  const number = new Int32Array(first[rows.length]!);
  for (let log = 0; log < list.length; log++) {
    const row = rowOfLog[log]!;
    if (row === -1) continue;
    const at = next[row]!++;
    time[at] = list.time[log]! - startNano;
    number[at] = log;
  }
  return { first, time, number, list };
}
