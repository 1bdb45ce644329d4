/** Rows by the exact bytes they were read from: a resource repeated on every line of a file becomes one row. */
import { StringTableBuilder } from "../model/string-table.ts";

export class RawRows {
  readonly #raw = new StringTableBuilder();
  /** By number of the raw string; 0 is the empty one. */
  readonly #rows: number[] = [-1];

  /** The row of bytes[from, to); made by `make` where the bytes are new. */
  rowOf(bytes: Uint8Array, from: number, to: number, make: () => number): number {
    return this.#rowOf(this.#raw.internBytes(bytes, from, to), make);
  }

  /** As rowOf, faster; four bytes must be readable from `from` on. */
  rowOfView(view: DataView, from: number, to: number, make: () => number): number {
    return this.#rowOf(this.#raw.internView(view, from, to), make);
  }

  #rowOf(number: number, make: () => number): number {
    if (number === this.#rows.length || this.#rows[number] === -1) this.#rows[number] = make();
    return this.#rows[number]!;
  }
}
