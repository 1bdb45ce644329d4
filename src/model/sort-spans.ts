/**
 * The order of the finished rows: traces by their earliest start, spans of a trace by start (unknown last, then as read).
 * A counting sort over traces, then a comparison sort within each; files are mostly in order, so that is checked first.
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
  for (let rank = 0; rank < traceOrder.length; rank++) sortByStart(order, first[rank]!, first[rank + 1]!, start);
  return { order, traceRank, traceOrder, first };
}

function sortByStart(order: Int32Array, from: number, to: number, start: Float64Array): void {
  const key = (row: number) => {
    const at = start[row]!;
    return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
  };
  let sorted = true;
  for (let row = from + 1; sorted && row < to; row++) sorted = key(order[row - 1]!) <= key(order[row]!);
  if (sorted) return;
  order.subarray(from, to).sort((a, b) => {
    const [keyA, keyB] = [key(a), key(b)];
    return keyA < keyB ? -1 : keyA > keyB ? 1 : a - b;
  });
}
