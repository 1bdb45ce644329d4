/**
 * The order of the finished rows: traces by their earliest start, spans of a trace by start (unknown last, then as read).
 * A counting sort over traces, then a merge sort within each; files are mostly in order, so that is checked first.
 */

export interface SpanOrder {
  /** For each finished row, the row it was read as. */
  readonly order: Int32Array;
  /** For each trace number of the builder, its finished TraceIndex; -1 where it holds no span. */
  readonly traceRank: Int32Array;
  /** For each finished trace, the builder's trace number. */
  readonly traceOrder: Int32Array;
  /** One entry a finished trace, and one more: its first row. */
  readonly first: Int32Array;
}

/** @param traceCount how many trace numbers there are, also those only named by links or logs */
export function sortSpans(length: number, trace: Int32Array, start: Float64Array, traceCount: number): SpanOrder {
  const earliest = new Float64Array(traceCount).fill(Number.POSITIVE_INFINITY);
  const count = new Int32Array(traceCount);
  for (let row = 0; row < length; row++) {
    const of = trace[row]!;
    count[of]!++;
    const at = start[row]!;
    if (at < earliest[of]!) earliest[of] = at;
  }
  const present: number[] = [];
  for (let of = 0; of < traceCount; of++) if (count[of]! > 0) present.push(of);
  const traceOrder = Int32Array.from(present).sort((a, b) => {
    const [startA, startB] = [earliest[a]!, earliest[b]!];
    return startA < startB ? -1 : startA > startB ? 1 : a - b;
  });
  const traceRank = new Int32Array(traceCount).fill(-1);
  const first = new Int32Array(traceOrder.length + 1);
  for (let rank = 0; rank < traceOrder.length; rank++) {
    traceRank[traceOrder[rank]!] = rank;
    first[rank + 1] = first[rank]! + count[traceOrder[rank]!]!;
  }

  const order = new Int32Array(length);
  const next = first.slice();
  for (let row = 0; row < length; row++) order[next[traceRank[trace[row]!]!]!++] = row;
  let longest = 0;
  for (let rank = 0; rank < traceOrder.length; rank++) longest = Math.max(longest, first[rank + 1]! - first[rank]!);
  const room = new SortRoom(longest);
  for (let rank = 0; rank < traceOrder.length; rank++) sortByStart(order, first[rank]!, first[rank + 1]!, start, room);
  return { order, traceRank, traceOrder, first };
}

/** Below this many rows, insertion is faster than merging. */
const RUN = 16;

/** Room to sort one trace in, used for all: rows and keys, and as much again to merge into. */
class SortRoom {
  rows: Int32Array;
  keys: Float64Array;
  spareRows: Int32Array;
  spareKeys: Float64Array;

  constructor(length: number) {
    this.rows = new Int32Array(length);
    this.keys = new Float64Array(length);
    this.spareRows = new Int32Array(length > RUN ? length : 0);
    this.spareKeys = new Float64Array(length > RUN ? length : 0);
  }

  swap(): void {
    [this.rows, this.spareRows] = [this.spareRows, this.rows];
    [this.keys, this.spareKeys] = [this.spareKeys, this.keys];
  }
}

/** A stable merge sort of order[from, to) by start: insertion within runs, then runs merged pairwise. O(n log n). */
function sortByStart(order: Int32Array, from: number, to: number, start: Float64Array, room: SortRoom): void {
  const length = to - from;
  const { rows, keys } = room;
  let isSorted = true;
  let before = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < length; row++) {
    const asRead = order[from + row]!;
    const at = start[asRead]!;
    const key = Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
    rows[row] = asRead;
    keys[row] = key;
    if (key < before) isSorted = false;
    before = key;
  }
  if (isSorted) return;
  for (let run = 0; run < length; run += RUN) insertRun(rows, keys, run, Math.min(run + RUN, length));
  for (let width = RUN; width < length; width *= 2) {
    for (let run = 0; run < length; run += width * 2) {
      const middle = Math.min(run + width, length);
      mergeRuns(room, run, middle, Math.min(middle + width, length));
    }
    room.swap();
  }
  const sorted = room.rows;
  for (let row = 0; row < length; row++) order[from + row] = sorted[row]!;
}

function insertRun(rows: Int32Array, keys: Float64Array, from: number, to: number): void {
  for (let next = from + 1; next < to; next++) {
    const key = keys[next]!;
    const row = rows[next]!;
    let at = next;
    for (; at > from && keys[at - 1]! > key; at--) {
      keys[at] = keys[at - 1]!;
      rows[at] = rows[at - 1]!;
    }
    keys[at] = key;
    rows[at] = row;
  }
}

function mergeRuns(room: SortRoom, from: number, middle: number, to: number): void {
  const { rows, keys, spareRows, spareKeys } = room;
  let left = from;
  let right = middle;
  for (let at = from; at < to; at++) {
    const takesLeft = left < middle && (right >= to || keys[left]! <= keys[right]!);
    const taken = takesLeft ? left++ : right++;
    spareRows[at] = rows[taken]!;
    spareKeys[at] = keys[taken]!;
  }
}
