import { DuckDBInstance } from "@duckdb/node-api";
import type { World } from "../shop/world.ts";

const MOST_ROWS = 5000;
const TRIM_EVERY = 1000;

/** The ledger's DuckDB, in memory and kept small: a demo may run for days. */
export async function openDatabase(): Promise<World["sql"]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1", memory_limit: "256MB" });
  const connection = await instance.connect();
  await connection.run("CREATE TABLE entries (id INTEGER, order_id VARCHAR, amount DOUBLE)");
  let statements = 0;
  return async (text, values) => {
    if (++statements % TRIM_EVERY === 0) {
      await connection.run(`DELETE FROM entries WHERE id < (SELECT max(id) FROM entries) - ${MOST_ROWS}`);
    }
    const reader = await connection.runAndReadAll(text, [...values]);
    return reader.getRowObjectsJson() as Record<string, unknown>[];
  };
}
