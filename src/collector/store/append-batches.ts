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
import { type Column, fillVector } from "./fill-vector.ts";
import type { QueuedBatch } from "./index-queue.ts";
import type { NumberedOperation } from "./operation-index.ts";

const CHUNK_ROWS = 2_048;
const SPAN_TYPES = [UBIGINT, UBIGINT, UBIGINT, UBIGINT, BIGINT, BIGINT, INTEGER, UTINYINT, BIGINT, UINTEGER];
const LOG_TYPES = [UBIGINT, UBIGINT, UBIGINT, BIGINT, INTEGER, UTINYINT, BIGINT, UINTEGER];
const BATCH_TYPES = [
  BIGINT,
  BIGINT,
  UTINYINT,
  UTINYINT,
  UTINYINT,
  UINTEGER,
  UINTEGER,
  BIGINT,
  BIGINT,
  BLOB,
  INTEGER,
  BIGINT,
  UINTEGER,
];

/** @param operationIds for each batch, the store's numbers of its operations */
export async function appendBatches(
  connection: DuckDBConnection,
  batches: readonly QueuedBatch[],
  operationIds: readonly (readonly number[])[],
): Promise<void> {
  const numbered = batches.map(({ batch, id }, index) => ({ batch, id, operations: operationIds[index]! }));
  const batchColumns = columnsOf(BATCH_TYPES);
  for (const { batch, id, place } of batches) {
    const { records, receivedNano, firstNano, lastNano, signal, format, compression, size, stored } = batch;
    const codes = [SIGNAL_CODE[signal], FORMAT_CODE[format], COMPRESSION_CODE[compression]];
    const body = place
      ? [null, place.segment, BigInt(place.offset), place.length]
      : [new DuckDBBlobValue(stored), null, null, null];
    pushRow(batchColumns, [id, receivedNano, ...codes, size, records.length, firstNano, lastNano, ...body]);
  }
  await appendColumns(connection, "batch", BATCH_TYPES, batchColumns);
  const spans = gather(numbered.filter(({ batch }) => batch.signal === "traces"));
  const { trace, spanId, parentId, start, duration, place } = spans;
  await appendColumns(connection, "span", SPAN_TYPES, [...trace, spanId, parentId, start, duration, ...place]);
  const logs = gather(numbered.filter(({ batch }) => batch.signal === "logs"));
  await appendColumns(connection, "log", LOG_TYPES, [...logs.trace, logs.spanId, logs.start, ...logs.place]);
}

interface NumberedBatch {
  readonly batch: Batch;
  readonly id: bigint;
  readonly operations: readonly number[];
}

/** The records of all batches, one after another, as columns. */
function gather(batches: readonly NumberedBatch[]) {
  const rows = batches.reduce((sum, { batch }) => sum + batch.records.length, 0);
  const traceHigh = new BigUint64Array(rows);
  const traceLow = new BigUint64Array(rows);
  const spanId = new BigUint64Array(rows);
  const parentId = new BigUint64Array(rows);
  const start = new BigInt64Array(rows);
  const duration = new BigInt64Array(rows);
  const operation = new Int32Array(rows);
  const status = new Uint8Array(rows);
  const batchId = new BigInt64Array(rows);
  const position = new Uint32Array(rows);
  let at = 0;
  for (const { batch, id, operations } of batches) {
    const { records } = batch;
    traceHigh.set(records.traceHigh, at);
    traceLow.set(records.traceLow, at);
    spanId.set(records.spanId, at);
    parentId.set(records.parentId, at);
    start.set(records.startNano, at);
    duration.set(records.durationNano, at);
    status.set(records.status, at);
    position.set(records.position, at);
    batchId.fill(id, at, at + records.length);
    for (let row = 0; row < records.length; row++) operation[at + row] = operations[records.operation[row]!]!;
    at += records.length;
  }
  const trace: Column[] = [traceHigh, traceLow];
  const place: Column[] = [operation, status, batchId, position];
  return { trace, spanId, parentId, start, duration, place };
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
  columns: readonly Column[],
): Promise<void> {
  const rows = columns[0]!.length;
  if (rows === 0) return;
  const appender = await connection.createAppender(table);
  let chunk: DuckDBDataChunk | undefined;
  try {
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const to = Math.min(rows, from + CHUNK_ROWS);
      // Appending copies, so one chunk serves for all but the last.
      if (chunk?.rowCount !== to - from) chunk = DuckDBDataChunk.create(types, to - from);
      for (const [column, values] of columns.entries()) {
        fillVector(chunk, column, from === 0 && to === rows ? values : values.slice(from, to));
      }
      appender.appendDataChunk(chunk);
      // So that requests are answered between the chunks.
      await nextTurn();
    }
  } finally {
    appender.closeSync();
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
