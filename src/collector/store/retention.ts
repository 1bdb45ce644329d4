/**
 * Keeps the store within an age and a size: whole traces go, those whose newest batch is oldest first.
 *
 *   batch  1   2   3 │ 4   5   6        a trace with spans in 2 and 5 stays whole until 5 is old too
 *                    cut
 *
 * Age counts from receiving, so that replayed old traces are not deleted as they come.
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { SpanStore } from "./span-store.ts";
import { tidySegments } from "./tidy-segments.ts";

export interface RetentionLimits {
  readonly ageSeconds: number;
  /** Of the bodies that are kept and the database's used blocks, or of what is held in memory. */
  readonly bytes: number;
}

/** What a row of span takes, about, packed as DuckDB packs it. */
const ROW_BYTES = 40;

/** So that a store at its limit is not trimmed again at once. */
const ROOM_LEFT = 0.1;

/**
 * So many spans and log records are deleted at once, about: what a deletion holds in memory grows with them, and between two of
 * them new rows are written.
 */
const RECORDS_AT_ONCE = 2_000_000;

/** Deletes what is beyond the limits, oldest first. @returns spans deleted */
export async function trim(
  store: SpanStore,
  limits: RetentionLimits,
  nowNano: bigint,
  recordsAtOnce = RECORDS_AT_ONCE,
): Promise<number> {
  // A trace goes on where its newest spans have no rows yet.
  await store.catchUp();
  const cuts = await store.exclusively(async (connection) => {
    const cut = await firstBatchToKeep(connection, limits, nowNano);
    return cut === undefined ? [] : cutsUpTo(connection, cut, recordsAtOnce);
  });
  let deleted = 0;
  for (const cut of cuts) deleted += await store.exclusively((connection) => deleteBefore(connection, cut));
  await store.exclusively(async (connection) => {
    if (deleted > 0) {
      await connection.run(
        "DELETE FROM operation WHERE id NOT IN (SELECT operation FROM span UNION SELECT operation FROM log)",
      );
      await store.reloadOperations(connection);
      await connection.run("CHECKPOINT");
    }
    if (store.log)
      await tidySegments(connection, store.log, store.indexedSegment, (sentence) => store.noteDamage(sentence));
  });
  return deleted;
}

/** Batch numbers to delete before, one after the other, the last of them `cut`. */
async function cutsUpTo(connection: DuckDBConnection, cut: bigint, recordsAtOnce: number): Promise<bigint[]> {
  const reader = await connection.runAndReadAll(
    `SELECT max(id) + 1 FROM (
       SELECT id, sum(records) OVER (ORDER BY id) // ${recordsAtOnce} AS slice FROM batch WHERE id < ${cut}
     ) GROUP BY slice ORDER BY 1`,
  );
  const ends = (reader.getRows() as [bigint][]).map(([end]) => end);
  return ends.length === 0 ? [] : [...ends.slice(0, -1), cut];
}

/** @returns undefined where nothing is beyond the limits */
async function firstBatchToKeep(
  connection: DuckDBConnection,
  { ageSeconds, bytes }: RetentionLimits,
  nowNano: bigint,
): Promise<bigint | undefined> {
  const oldest = nowNano - BigInt(ageSeconds) * 1_000_000_000n;
  const byAge = await number(connection, `SELECT max(id) + 1 FROM batch WHERE received_nano < ${oldest}`);
  const used = await usedBytes(connection);
  if (used <= bytes) return byAge;
  // What bodies and rows take, newest first, says where to cut.
  const share = (bytes * (1 - ROOM_LEFT)) / used;
  const bySize = await number(
    connection,
    `SELECT min(id) FROM (
       SELECT id, sum(bytes) OVER (ORDER BY id DESC) AS newer, sum(bytes) OVER () AS all_bytes
       FROM (SELECT id, coalesce(packed, octet_length(body)) + ${ROW_BYTES} * records AS bytes FROM batch)
     ) WHERE newer <= ${share} * all_bytes`,
  );
  const newest = await number(connection, "SELECT max(id) FROM batch");
  const cut = bySize ?? newest;
  return byAge === undefined || (cut !== undefined && cut > byAge) ? cut : byAge;
}

async function deleteBefore(connection: DuckDBConnection, cut: bigint): Promise<number> {
  // The old traces are few and the others many: what is held in memory is what was there before the cut, and then what goes on after it.
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE going_on AS SELECT DISTINCT trace_high, trace_low FROM span WHERE batch >= ${cut} AND trace_low IN (
       SELECT trace_low FROM span WHERE batch < ${cut} UNION ALL SELECT trace_low FROM log WHERE batch < ${cut})`,
  );
  const isOver = `batch < ${cut} AND (trace_high, trace_low) NOT IN (FROM going_on)`;
  await connection.run("BEGIN");
  try {
    const { rowsChanged } = await connection.run(`DELETE FROM span WHERE ${isOver}`);
    await connection.run(`DELETE FROM log WHERE ${isOver}`);
    await connection.run(
      `DELETE FROM batch WHERE id < ${cut} AND id NOT IN (SELECT batch FROM span WHERE batch < ${cut})
         AND id NOT IN (SELECT batch FROM log WHERE batch < ${cut})`,
    );
    await connection.run("COMMIT");
    return rowsChanged;
  } catch (failure) {
    await connection.run("ROLLBACK").catch(() => {});
    throw failure;
  } finally {
    await connection.run("DROP TABLE IF EXISTS going_on").catch(() => {});
  }
}

/** In memory there are no blocks: there it is estimated from what the tables hold. */
async function usedBytes(connection: DuckDBConnection): Promise<number> {
  const used = await number(
    connection,
    `SELECT greatest(
       (SELECT sum(used_blocks * block_size) FROM pragma_database_size() WHERE database_name NOT IN ('system', 'temp')),
       (SELECT sum(coalesce(octet_length(body), 0) + ${ROW_BYTES} * records) FROM batch), 0)::BIGINT
       + (SELECT coalesce(sum(packed), 0) FROM batch)::BIGINT`,
  );
  return Number(used ?? 0n);
}

async function number(connection: DuckDBConnection, sql: string): Promise<bigint | undefined> {
  const reader = await connection.runAndReadAll(sql);
  const value = reader.getRows()[0]?.[0];
  return typeof value === "bigint" ? value : undefined;
}
