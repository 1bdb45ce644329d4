/**
 * Copies a typed array into a column of a chunk as it lies in memory. DuckDB's own setter checks and converts value by value, which is half the
 * work of appending; it stays the way for everything that is no typed array, and where a newer binding keeps its numbers elsewhere.
 */
import type { DuckDBDataChunk, DuckDBValue } from "@duckdb/node-api";

/** What a column may come as: typed arrays of the column's own type, or values. */
export type Column = ArrayLike<DuckDBValue> & { slice(from: number, to: number): Column };

interface NumberVector {
  readonly items?: { readonly length: number; set(values: unknown): void };
  flush(): void;
}

/** The chunk has as many rows as there are values, none of them null. */
export function fillVector(chunk: DuckDBDataChunk, column: number, values: Column): void {
  const vector = chunk.getColumnVector(column) as unknown as NumberVector;
  const isSame = ArrayBuffer.isView(values) && vector.items?.constructor === values.constructor;
  if (isSame && vector.items.length === values.length) {
    vector.items.set(values);
    vector.flush();
  } else {
    // It only reads `length` and elements.
    chunk.setColumnValues(column, values as unknown as readonly DuckDBValue[]);
  }
}
