/** Log records in time order, each with the trace and span it names where they are in the data. */
import type { RawDataSet } from "./raw-data-set.ts";
import type { SpanIdIndex } from "./span-id-index.ts";
import type { LogTable } from "./tables.ts";

export function finishLogs(builder: RawDataSet, traceRank: Int32Array, index: SpanIdIndex): LogTable {
  const { length } = builder.logs;
  const time = builder.logs.columns.time;
  const order = new Int32Array(length);
  for (let row = 0; row < length; row++) order[row] = row;
  const key = (row: number) => (Number.isNaN(time[row]!) ? Number.POSITIVE_INFINITY : time[row]!);
  order.sort((a, b) => {
    const [keyA, keyB] = [key(a), key(b)];
    return keyA < keyB ? -1 : keyA > keyB ? 1 : a - b;
  });

  const { trace: rawTrace, ...columns } = builder.logs.finish(order);
  const traceId = new Uint32Array(length * 4);
  const trace = new Int32Array(length).fill(-1);
  const span = new Int32Array(length).fill(-1);
  for (let row = 0; row < length; row++) {
    const named = rawTrace[row]!;
    if (named === -1) continue;
    builder.traceIds.copyTo(named, traceId, row * 4);
    trace[row] = traceRank[named]!;
    if (trace[row] !== -1) span[row] = index.find(trace[row]!, columns.spanIdHigh[row]!, columns.spanIdLow[row]!);
  }
  return { length, ...columns, traceId, trace, span };
}
