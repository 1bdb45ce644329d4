/**
 * Rows by the exact bytes they were read from: a resource repeated on every line of a file becomes one row. Since they repeat in
 * the same order, the one that came after the last one before is tried first; then its end need not be looked for.
 */
import { StringTableBuilder } from "../model/string-table.ts";

const NONE = -1;

export class RawRows {
  readonly #raw = new StringTableBuilder();
  /** By number of the raw string; 0 is the empty one. */
  readonly #rows: number[] = [NONE];
  /** The raw string that came after each one last. */
  readonly #next: number[] = [NONE];
  #last = 0;

  /** The row of bytes[from, to); made by `make` where the bytes are new. */
  rowOf(bytes: Uint8Array, from: number, to: number, make: () => number): number {
    return this.#rowOf(this.#raw.internBytes(bytes, from, to), make);
  }

  /** As rowOf, faster; four bytes must be readable from `from` on. */
  rowOfView(view: DataView, from: number, to: number, make: () => number): number {
    return this.#rowOf(this.#raw.internView(view, from, to), make);
  }

  /** Where the object at `at` ends, if it is the expected one; else -1. Then expectedRow() is its row. */
  endOfExpected(view: DataView, at: number): number {
    const expected = this.#next[this.#last]!;
    return expected === NONE ? -1 : this.#raw.endInView(expected, view, at);
  }

  /** Takes the expected row. */
  takeExpected(): number {
    this.#last = this.#next[this.#last]!;
    return this.#rows[this.#last]!;
  }

  #rowOf(number: number, make: () => number): number {
    if (number === this.#rows.length) {
      this.#rows.push(make());
      this.#next.push(NONE);
    }
    this.#next[this.#last] = number;
    this.#last = number;
    return this.#rows[number]!;
  }
}
