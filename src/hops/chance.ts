/**
 * Are these moments inside those intervals because they belong together, or because there are so many intervals?
 *
 *   intervals   |-----|   |------|      |---|        share of points inside, against the share that is left when
 *   points       .    .    .  .          .           all points are moved by the same time (round the end, to the start)
 *
 * Also looks at how soon after an interval's start a point comes: under load every moment lies inside some interval, but only
 * what belongs together comes again and again after the same delay. O((points + intervals) log intervals), times MOVES.
 */

export interface Points {
  /** Nanoseconds. */
  readonly start: Float64Array;
  readonly end: Float64Array;
}

export interface Excess {
  /** Share of the points that are inside, and share expected by chance. */
  readonly share: number;
  readonly chance: number;
  /** Standard deviations between the two. */
  readonly sigma: number;
  /** Inside and within this time after the interval's start; Infinity = inside is enough. */
  readonly withinNano: number;
}

/** Times that all points are moved by, to see what chance does. */
export const MOVES = 16;
const MOST_POINTS = 2_000;

/** Sorted intervals that answer "does any contain [start, end]?" and "how long since one began?". */
export class IntervalSet {
  readonly #start: Float64Array;
  /** Greatest end among the intervals up to this one. */
  readonly #reach: Float64Array;

  constructor(start: Float64Array, end: Float64Array) {
    const order = Array.from(start.keys()).sort((a, b) => start[a]! - start[b]!);
    this.#start = Float64Array.from(order, (at) => start[at]!);
    this.#reach = Float64Array.from(order, (at) => end[at]!);
    for (let at = 1; at < this.#reach.length; at++) {
      if (!(this.#reach[at]! > this.#reach[at - 1]!)) this.#reach[at] = this.#reach[at - 1]!;
    }
  }

  get length(): number {
    return this.#start.length;
  }

  /** Number of the last interval that starts at or before the time; -1 = none. */
  #before(time: number): number {
    let [low, high] = [0, this.#start.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#start[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  contains(start: number, end: number, tolerance: number): boolean {
    const at = this.#before(start + tolerance);
    return at >= 0 && this.#reach[at]! >= end - tolerance;
  }

  /** Nanoseconds since the latest start before the time; Infinity = none. */
  since(time: number, tolerance: number): number {
    const at = this.#before(time + tolerance);
    return at < 0 ? Number.POSITIVE_INFINITY : Math.max(0, time - this.#start[at]!);
  }
}

export interface ExcessOptions {
  /** Whether points must also be inside; default true. */
  readonly inside?: boolean;
  /** Least share of the points that counts; default 0.75. */
  readonly leastShare?: number;
  /** Ask only whether points are inside, not how soon they come. */
  readonly anyDelay?: boolean;
}

/** @param tolerance nanoseconds by which a point may stick out */
export function excessOverChance(
  points: Points,
  intervals: IntervalSet,
  tolerance: number,
  { inside = true, leastShare = 0.75, anyDelay = false }: ExcessOptions,
): Excess {
  const count = points.start.length;
  const step = Math.max(1, Math.ceil(count / MOST_POINTS));
  const picked: number[] = [];
  for (let at = 0; at < count; at += step) picked.push(at);
  // Within their own range: beyond it an interval that outlasts the points would show them an emptiness that they never met.
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const at of picked) {
    from = Math.min(from, points.start[at]!);
    to = Math.max(to, points.start[at]!);
  }
  const span = Math.max(1, to - from);
  const gaps = (move: number) =>
    Float64Array.from(picked, (at) => {
      const start = from + ((points.start[at]! - from + move) % span);
      const end = start + (points.end[at]! - points.start[at]!);
      if (inside && !intervals.contains(start, end, tolerance)) return Number.POSITIVE_INFINITY;
      return intervals.since(start, tolerance);
    }).sort();
  const seen = gaps(0);
  const moved = Array.from({ length: MOVES }, (_, move) => gaps(((move + 0.5) / MOVES) * span));
  let best: Excess = { share: 0, chance: 1, sigma: 0, withinNano: Number.POSITIVE_INFINITY };
  for (const withinNano of anyDelay ? [Number.MAX_VALUE] : limits(seen, leastShare)) {
    const share = shareBelow(seen, withinNano);
    const chance = moved.reduce((sum, each) => sum + shareBelow(each, withinNano), 0) / MOVES;
    const sigma = (share - chance) / Math.sqrt((chance * (1 - chance) + 0.25 / picked.length) / picked.length);
    if (share >= leastShare && sigma > best.sigma) best = { share, chance, sigma, withinNano };
  }
  return best;
}

/** Delays worth asking for: a few quantiles of those seen, and any delay at all. */
function limits(seen: Float64Array, leastShare: number): number[] {
  const quantile = (share: number) => seen[Math.min(seen.length - 1, Math.floor(share * seen.length))] ?? 0;
  const asked = [leastShare + 0.05, 0.9, 0.97].map(quantile).filter((limit) => Number.isFinite(limit));
  return [...asked, Number.MAX_VALUE];
}

function shareBelow(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return sorted.length === 0 ? 0 : low / sorted.length;
}
