/**
 * Does each of these moments fit an interval of its own?
 *
 *   intervals   |-----|   |------|      |---|          every moment in one, no interval used more than `capacity` times
 *   moments        .        .             .
 *
 * What belongs together fits completely, at any load; what does not leaves some over when the one is moved against the other. So the
 * matching is made once as it is, and again with the moments turned round within their own range. The interval that ends soonest is
 * taken first, which leaves as few moments over as any matching can. O((moments + intervals) log intervals), times MOVES.
 */

export interface Intervals {
  /** Nanoseconds, ascending by start; `end` may be NaN: open. */
  readonly start: Float64Array;
  readonly end: Float64Array;
}

export interface Fit {
  /** Interval of each moment; -1 = none is left. */
  readonly of: Int32Array;
  readonly matched: number;
  /** Share that is matched when the moments are moved. */
  readonly chance: number;
}

const MOVES = 12;
/** Moved matchings are too few to tell a rarer chance. */
const LEAST_CHANCE = 0.05;

/**
 * Evidence, in nats, that a complete fit is no chance: what is left over when the moments are moved, and numbers that agree.
 * @param moments how many @param intervals how many
 */
export function natsOf({ chance }: Fit, moments: number, intervals: number): number {
  const agree = moments % intervals === 0 ? Math.log(moments) : 0;
  return -moments * Math.log(Math.max(LEAST_CHANCE, chance)) + agree;
}

/**
 * @param moments ascending
 * @param toleranceNano by which a moment may lie before an interval's start or after its end
 */
export function fitOneToOne(moments: Float64Array, intervals: Intervals, capacity: number, toleranceNano: number): Fit {
  const of = new Int32Array(moments.length);
  const matched = match(moments, intervals, capacity, toleranceNano, of);
  const from = Math.min(moments[0]!, intervals.start[0]!);
  const to = Math.max(moments[moments.length - 1]!, intervals.start[intervals.start.length - 1]!);
  const range = to - from;
  const turned = new Float64Array(moments.length);
  let sum = 0;
  for (let move = 1; move <= MOVES; move++) {
    const by = (move / (MOVES + 1)) * range;
    for (let at = 0; at < moments.length; at++) {
      const time = moments[at]! + by;
      turned[at] = time > to ? time - range : time;
    }
    sum += match(turned.sort(), intervals, capacity, toleranceNano);
  }
  return { of, matched, chance: sum / MOVES / moments.length };
}

function match(
  moments: Float64Array,
  { start, end }: Intervals,
  capacity: number,
  toleranceNano: number,
  of?: Int32Array,
): number {
  const open = new EndsFirst(end);
  const used = new Int32Array(start.length);
  let next = 0;
  let matched = 0;
  for (let at = 0; at < moments.length; at++) {
    const time = moments[at]!;
    while (next < start.length && start[next]! <= time + toleranceNano) open.push(next++);
    while (open.size > 0 && open.firstEnd < time - toleranceNano) open.pop();
    const found = open.size > 0 ? open.first : -1;
    if (of) of[at] = found;
    if (found === -1) continue;
    matched++;
    if (++used[found]! >= capacity) open.pop();
  }
  return matched;
}

/** A heap of intervals, the one that ends soonest on top. */
class EndsFirst {
  readonly #end: Float64Array;
  readonly #heap: number[] = [];

  constructor(end: Float64Array) {
    this.#end = end;
  }

  get size(): number {
    return this.#heap.length;
  }

  get first(): number {
    return this.#heap[0]!;
  }

  get firstEnd(): number {
    return this.#endOf(this.#heap[0]!);
  }

  #endOf(interval: number): number {
    const end = this.#end[interval]!;
    return Number.isNaN(end) ? Number.POSITIVE_INFINITY : end;
  }

  push(interval: number): void {
    const heap = this.#heap;
    let at = heap.push(interval) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#endOf(heap[above]!) <= this.#endOf(interval)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = interval;
  }

  pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && this.#endOf(heap[below + 1]!) < this.#endOf(heap[below]!)) below++;
      if (this.#endOf(heap[below]!) >= this.#endOf(last)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
  }
}
