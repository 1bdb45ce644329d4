/**
 * The tables of the store and how older files become newer ones.
 *
 *   batch      one row a request: the time it covers, and where the OTLP bytes are as they came: (segment, place, packed), or else `body`
 *   span       one row a span: what is searched for, and where its bytes are (batch, position)
 *   log        one row a log record, likewise
 *   operation  distinct service, name and kind; spans name them by number
 *   store      one row: a name that no other store has
 *   progress   one row: how far the bodies outside the file have their rows, and the newest batch
 *
 * Batches are numbered in the order they were acknowledged, so old data lies together and is deleted together.
 */
import type { DuckDBConnection } from "@duckdb/node-api";

/** Each entry makes a file of version `index` one of version `index + 1`. Never edit one that was released: add one. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE batch (
     id BIGINT, received_nano BIGINT, signal UTINYINT, format UTINYINT, compression UTINYINT, size UINTEGER, records UINTEGER,
     first_nano BIGINT, last_nano BIGINT, body BLOB);
   CREATE TABLE operation (id INTEGER, service VARCHAR, name VARCHAR, kind UTINYINT);
   CREATE TABLE span (
     trace_high UBIGINT, trace_low UBIGINT, span_id UBIGINT, parent_id UBIGINT, start_nano BIGINT, duration_nano BIGINT,
     operation INTEGER, status UTINYINT, batch BIGINT, position UINTEGER);
   CREATE TABLE log (
     trace_high UBIGINT, trace_low UBIGINT, span_id UBIGINT, time_nano BIGINT, operation INTEGER, severity UTINYINT,
     batch BIGINT, position UINTEGER);`,
  // Tells this store's batch numbers from those of another: of a folder that was emptied, or of memory.
  "CREATE TABLE store (id VARCHAR); INSERT INTO store VALUES (uuid()::VARCHAR)",
  // Bodies outside the file; those of older files stay inside it.
  `ALTER TABLE batch ADD COLUMN segment INTEGER;
   ALTER TABLE batch ADD COLUMN place BIGINT;
   ALTER TABLE batch ADD COLUMN packed UINTEGER;
   CREATE TABLE progress (segment INTEGER, place BIGINT, batch BIGINT);
   INSERT INTO progress SELECT 0, 0, coalesce(max(id), 0) FROM batch;`,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** The file was written by a newer Causeway. */
export class NewerSchemaError extends Error {}

/** Creates or migrates the tables, each step whole or not at all. */
export async function migrate(connection: DuckDBConnection): Promise<void> {
  await connection.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER)");
  const reader = await connection.runAndReadAll("SELECT coalesce(max(version), 0)::INTEGER FROM schema_version");
  const version = Number(reader.getRows()[0]?.[0] ?? 0);
  if (version > SCHEMA_VERSION) {
    throw new NewerSchemaError(
      `written by a newer Causeway (its version is ${version}, this one knows ${SCHEMA_VERSION})`,
    );
  }
  for (let step = version; step < SCHEMA_VERSION; step++) {
    await connection.run("BEGIN");
    await connection.run(MIGRATIONS[step]!);
    await connection.run(`INSERT INTO schema_version VALUES (${step + 1})`);
    await connection.run("COMMIT");
  }
}
