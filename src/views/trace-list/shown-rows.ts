/**
 * The rows of the list as they stand one below the other: requests, and under those that are open, their traces.
 *
 *   place 0   row 0  GET /a   2 islands  ▾        view.requests.first   0 2 2 4
 *   place 1            member 0  GET /a            open                 row 0
 *   place 2            member 1  POST
 *   place 3   row 1  GET /c
 *   place 4   row 2  GET /d   2 islands  ▸
 *
 * By arithmetic on the open rows alone: O(log open) a place, however long the list is.
 */
import type { TraceListView } from "../../analysis/trace-list.ts";

export interface ShownRow {
  /** The list, or that of the traces under its rows. */
  readonly view: TraceListView;
  readonly row: number;
  /** Row of the list that this one is or stands under. */
  readonly headRow: number;
  readonly isMember: boolean;
}

export class ShownRows {
  readonly length: number;
  readonly #view: TraceListView;
  /** Open rows, ascending, and the places where they stand. */
  readonly #rows: number[] = [];
  readonly #places: number[] = [];

  /** @param open TraceIndex of the rows that are open */
  constructor(view: TraceListView, open: ReadonlySet<number>) {
    this.#view = view;
    let extra = 0;
    for (let row = 0; open.size > 0 && view.requests && row < view.length; row++) {
      if (!open.has(view.trace[row]!) || this.memberCount(row) === 0) continue;
      this.#rows.push(row);
      this.#places.push(row + extra);
      extra += this.memberCount(row);
    }
    this.length = view.length + extra;
  }

  /** Traces that can be shown under a row; 0 where it is one trace. */
  memberCount(row: number): number {
    const first = this.#view.requests?.first;
    return first ? first[row + 1]! - first[row]! : 0;
  }

  isOpen(row: number): boolean {
    return this.#rows[this.#lastUpTo(this.#rows, row)] === row;
  }

  at(place: number): ShownRow {
    const view = this.#view;
    const last = this.#lastUpTo(this.#places, place);
    if (last === -1) return { view, row: place, headRow: place, isMember: false };
    const opened = this.#rows[last]!;
    const within = place - this.#places[last]!;
    const count = this.memberCount(opened);
    if (within > 0 && within <= count) {
      const { members, first } = view.requests!;
      return { view: members, row: first[opened]! + within - 1, headRow: opened, isMember: true };
    }
    const row = opened + (within === 0 ? 0 : within - count);
    return { view, row, headRow: row, isMember: false };
  }

  placeOfRow(row: number): number {
    const before = this.#lastUpTo(this.#rows, row - 1);
    return before === -1
      ? row
      : this.#places[before]! + (row - this.#rows[before]!) + this.memberCount(this.#rows[before]!);
  }

  /** Where a trace stands: its row, the row of its request where that is closed; -1 = not listed. O(rows). */
  placeOfTrace(trace: number, isMember: boolean): number {
    const { requests } = this.#view;
    const row = isMember ? -1 : this.#view.trace.indexOf(trace);
    if (row !== -1 || !requests) return row === -1 ? -1 : this.placeOfRow(row);
    const member = requests.members.trace.indexOf(trace);
    if (member === -1) return -1;
    const head = this.#lastUpTo(requests.first, member);
    return this.placeOfRow(head) + (this.isOpen(head) ? 1 + member - requests.first[head]! : 0);
  }

  /** The last entry that is at most `wanted`; -1 = none. Of equal ones the last. */
  #lastUpTo(sorted: ArrayLike<number>, wanted: number): number {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! <= wanted) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
