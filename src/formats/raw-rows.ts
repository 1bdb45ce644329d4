/** Rows by the exact bytes they were read from: a resource repeated on every line of a file becomes one row. */
import { StringTableBuilder } from "../model/string-table.ts";

export class RawRows {
  readonly #raw = new StringTableBuilder();
  /** By number of the raw string; 0 is the empty one. */
  readonly #rows: number[] = [-1];

  /** The row of bytes[from, to); made by `make` where the bytes are new. */
  rowOf(bytes: Uint8Array, from: number, to: number, make: () => number): number {
    const number = this.#raw.internBytes(bytes, from, to);
    if (number === this.#rows.length || this.#rows[number] === -1) this.#rows[number] = make();
    return this.#rows[number]!;
  }
}
