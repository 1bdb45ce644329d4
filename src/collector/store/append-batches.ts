/** Writes batches into the tables through DuckDB's appender, in chunks of at most 2,048 rows. The transaction is the caller's. */
import {
  BIGINT,
  BLOB,
  DuckDBBlobValue,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  UBIGINT,
  UINTEGER,
  UTINYINT,
  VARCHAR,
} from "@duckdb/node-api";
import type { Batch } from "../ingest/batch.ts";
import { COMPRESSION_CODE, FORMAT_CODE, SIGNAL_CODE } from "./codes.ts";
import type { NumberedOperation } from "./operation-index.ts";

const CHUNK_ROWS = 2_048;
const SPAN_TYPES = [UBIGINT, UBIGINT, UBIGINT, UBIGINT, BIGINT, BIGINT, INTEGER, UTINYINT, BIGINT, UINTEGER];
const LOG_TYPES = [UBIGINT, UBIGINT, UBIGINT, BIGINT, INTEGER, UTINYINT, BIGINT, UINTEGER];
const BATCH_TYPES = [BIGINT, BIGINT, UTINYINT, UTINYINT, UTINYINT, UINTEGER, UINTEGER, BIGINT, BIGINT, BLOB];

/** @param operationIds for each batch, the store's numbers of its operations */
export async function appendBatches(
  connection: DuckDBConnection,
  batches: readonly Batch[],
  firstId: bigint,
  operationIds: readonly (readonly number[])[],
): Promise<void> {
  const batchColumns = columnsOf(BATCH_TYPES);
  const spanColumns = columnsOf(SPAN_TYPES);
  const logColumns = columnsOf(LOG_TYPES);
  for (const [index, batch] of batches.entries()) {
    const id = firstId + BigInt(index);
    const { records, signal, format, compression } = batch;
    const [first, last] = timeRange(records.startNano, batch.receivedNano);
    pushRow(batchColumns, [
      id,
      batch.receivedNano,
      SIGNAL_CODE[signal],
      FORMAT_CODE[format],
      COMPRESSION_CODE[compression],
      batch.size,
      records.length,
      first,
      last,
      new DuckDBBlobValue(batch.stored),
    ]);
    const ids = operationIds[index]!;
    for (let row = 0; row < records.length; row++) {
      const { traceHigh, traceLow, spanId, startNano, status, position } = records;
      const trace = [traceHigh[row]!, traceLow[row]!, spanId[row]!];
      const operation = ids[records.operation[row]!]!;
      const place = [operation, status[row]!, id, position[row]!];
      if (signal === "traces") {
        pushRow(spanColumns, [...trace, records.parentId[row]!, startNano[row]!, records.durationNano[row]!, ...place]);
      } else pushRow(logColumns, [...trace, startNano[row]!, ...place]);
    }
  }
  await appendColumns(connection, "batch", BATCH_TYPES, batchColumns);
  await appendColumns(connection, "span", SPAN_TYPES, spanColumns);
  await appendColumns(connection, "log", LOG_TYPES, logColumns);
}

export async function appendOperations(
  connection: DuckDBConnection,
  added: readonly NumberedOperation[],
): Promise<void> {
  const types = [INTEGER, VARCHAR, VARCHAR, UTINYINT];
  const columns = columnsOf(types);
  for (const { id, service, name, kind } of added) pushRow(columns, [id, service, name, kind]);
  await appendColumns(connection, "operation", types, columns);
}

const columnsOf = (types: readonly DuckDBType[]): DuckDBValue[][] => types.map(() => []);

function pushRow(columns: DuckDBValue[][], values: readonly DuckDBValue[]): void {
  for (let column = 0; column < values.length; column++) columns[column]!.push(values[column]!);
}

async function appendColumns(
  connection: DuckDBConnection,
  table: string,
  types: readonly DuckDBType[],
  columns: readonly DuckDBValue[][],
): Promise<void> {
  const rows = columns[0]!.length;
  if (rows === 0) return;
  const appender = await connection.createAppender(table);
  try {
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const to = Math.min(rows, from + CHUNK_ROWS);
      const chunk = DuckDBDataChunk.create(types, to - from);
      for (const [column, values] of columns.entries()) {
        chunk.setColumnValues(column, from === 0 && to === rows ? values : values.slice(from, to));
      }
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}

function timeRange(times: BigInt64Array, fallback: bigint): [bigint, bigint] {
  if (times.length === 0) return [fallback, fallback];
  let first = times[0]!;
  let last = first;
  for (const time of times) {
    if (time < first) first = time;
    else if (time > last) last = time;
  }
  return [first, last];
}
