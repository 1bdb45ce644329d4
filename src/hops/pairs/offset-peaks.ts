/**
 * Where the clock offset of a host pair might lie: peaks of start differences.
 *
 *   pairs of one host pair, counted by  x = callee.start - caller.start   and   D = caller.duration - callee.duration >= 0
 *
 *     count |          .                 true pairs have x in [offset, offset + D]: for small D a narrow peak
 *           | . .. . . | . .. . .. .     on the smooth ground of unrelated pairs
 *           +----------+-------------> x
 *
 * D falls into doubling bins from 0.25 ms; each bin is searched twice, with cells as wide as its D and with cells of a quarter of it
 * (under load the ground is high, and only the narrow peak stands above it), half overlapping. A cell of n pairs scores
 * (n - ground) / sqrt(ground + 1 + (s ground)^2), s = 0.2 for wide cells and 0.07 for narrow ones, less a penalty growing with log |x|.
 * One long caller makes no peak: n is lowered where fewer distinct callers or callees make it than chance would take.
 * Nanoseconds. Cost: the pairs counted, capped.
 */
import { scanRange, type TimedRows } from "./timed-rows.ts";

export interface OffsetPeak {
  readonly offsetNano: number;
  readonly score: number;
}

export const OFFSET_REACH_NANO = 5e9;
const FIRST_BIN_NANO = 250_000;
const BINS = 9;
const KEPT = 6;
/** Narrow cells are a wide one halved so often. */
const NARROWING = 2;

/** One way to count: the differences of a bin in cells of a width. */
interface Counting {
  readonly bin: number;
  readonly halfCellNano: number;
  /** Unevenness of the ground, as a share of it. */
  readonly unevenness: number;
}

const COUNTINGS: readonly Counting[] = Array.from({ length: BINS }, (_, bin) => FIRST_BIN_NANO * 2 ** bin).flatMap(
  (width, bin) => [
    { bin, halfCellNano: width / 2, unevenness: 0.2 },
    { bin, halfCellNano: width / 2 / 2 ** NARROWING, unevenness: 0.07 },
  ],
);
const NARROW_HALF_NANO = COUNTINGS.filter((_, i) => i % 2 === 1).map(({ halfCellNano }) => halfCellNano);

/** One call type between the two hosts. */
export interface OffsetPairs {
  readonly callers: TimedRows;
  readonly callees: TimedRows;
}

/** The best distinct peaks, best first; `pairCap` bounds the work. */
export function findOffsetPeaks(pairs: readonly OffsetPairs[], toleranceNano: number, pairCap: number): OffsetPeak[] {
  let expected = 0;
  for (const { callers, callees } of pairs) expected += callers.rows.length * callees.rows.length;
  const stride = Math.max(1, Math.ceil(expected / pairCap));
  const counts = COUNTINGS.map(
    ({ halfCellNano }) => new Int32Array(Math.ceil((2 * OFFSET_REACH_NANO) / halfCellNano) + 3),
  );
  forEachPair(pairs, stride, toleranceNano, (narrow, bin) => {
    counts[2 * bin]![narrow >> NARROWING]!++;
    counts[2 * bin + 1]![narrow]!++;
  });
  const cells: Cell[] = [];
  COUNTINGS.forEach(({ unevenness }, counting) => {
    const count = counts[counting]!;
    let best: Cell[] = [];
    const ground = groundOf(count);
    for (let cell = 0; cell + 1 < count.length; cell++) {
      const n = count[cell]! + count[cell + 1]!;
      if (n < 4) continue;
      const chance = 2 * ground(cell);
      const score = scoreOf(n, chance, unevenness);
      if (score < 3) continue;
      best.push({ counting, cell, n, ground: chance, score });
      if (best.length > 400) best = best.sort((a, b) => b.score - a.score).slice(0, 40);
    }
    cells.push(...best.sort((a, b) => b.score - a.score).slice(0, 12));
  });
  const variety = varietyOf(pairs, stride, toleranceNano, cells, counts);
  const peaks = cells.map(({ counting, cell, n, ground }, i) => {
    const { halfCellNano, unevenness } = COUNTINGS[counting]!;
    const offsetNano = cell * halfCellNano - OFFSET_REACH_NANO + halfCellNano / 2;
    const penalty = 0.2 * Math.log1p(Math.abs(offsetNano) / 1e6);
    return { offsetNano, score: scoreOf(n * variety[i]!, ground, unevenness) - penalty, width: 2 * halfCellNano };
  });
  peaks.sort((a, b) => b.score - a.score);
  const kept: typeof peaks = [];
  for (const peak of peaks) {
    if (kept.length === KEPT) break;
    if (kept.every((other) => Math.abs(other.offsetNano - peak.offsetNano) > Math.max(other.width, peak.width)))
      kept.push(peak);
  }
  return kept;
}

interface Cell {
  readonly counting: number;
  readonly cell: number;
  readonly n: number;
  readonly ground: number;
  readonly score: number;
}

function scoreOf(n: number, ground: number, unevenness: number): number {
  return (n - ground) / Math.sqrt(ground + 1 + (unevenness * ground) ** 2);
}

/** Mean count of the neighbours of a cell, the nearest left out. */
function groundOf(count: Int32Array): (cell: number) => number {
  const sums = new Int32Array(count.length + 1);
  for (let i = 0; i < count.length; i++) sums[i + 1] = sums[i]! + count[i]!;
  const inside = (cell: number) => Math.min(Math.max(cell, 0), count.length);
  return (cell) => {
    const [a, b, c, d] = [inside(cell - 40), inside(cell - 4), inside(cell + 6), inside(cell + 42)];
    return (sums[b]! - sums[a]! + sums[d]! - sums[c]!) / Math.max(b - a + d - c, 1);
  };
}

/** 0 up to the first bin's width, then one more for each doubling. */
function binOf(difference: number): number {
  return difference <= FIRST_BIN_NANO ? 0 : 32 - Math.clz32(Math.ceil(difference / FIRST_BIN_NANO) - 1);
}

/** Visits the pairs within reach, with the half cell of the bin's narrow counting that their difference of starts falls into. */
function forEachPair(
  pairs: readonly OffsetPairs[],
  stride: number,
  toleranceNano: number,
  visit: (narrow: number, bin: number, callee: number, caller: number) => void,
): void {
  for (const { callers, callees } of pairs) {
    for (let i = 0; i < callees.rows.length; i += stride) {
      const start = callees.startNano[i]!;
      const duration = callees.durationNano[i]!;
      const [from, to] = scanRange(callers, start - OFFSET_REACH_NANO, start + OFFSET_REACH_NANO);
      for (let j = from; j < to; j++) {
        const difference = callers.durationNano[j]! - duration;
        if (!(difference >= -toleranceNano)) continue;
        const bin = binOf(difference);
        if (bin >= BINS) continue;
        const narrow = Math.floor((start - callers.startNano[j]! + OFFSET_REACH_NANO) / NARROW_HALF_NANO[bin]!);
        visit(narrow, bin, callees.rows[i]!, callers.rows[j]!);
      }
    }
  }
}

/**
 * For each cell, how many distinct callers and callees make its pairs, against how many chance would take: 1 or less.
 * @param counts overwritten: they note which cells are asked for
 */
function varietyOf(
  pairs: readonly OffsetPairs[],
  stride: number,
  toleranceNano: number,
  cells: readonly Cell[],
  counts: readonly Int32Array[],
): number[] {
  for (const count of counts) count.fill(0);
  cells.forEach(({ counting, cell }, i) => {
    counts[counting]![cell] = i + 1;
  });
  const found = cells.map(() => ({ callers: new Set<number>(), callees: new Set<number>() }));
  forEachPair(pairs, stride, toleranceNano, (narrow, bin, callee, caller) => {
    for (let i = 0; i < 2; i++) {
      const half = i === 0 ? narrow >> NARROWING : narrow;
      const asked = counts[2 * bin + i]!;
      for (let cell = Math.max(half - 1, 0); cell <= half; cell++) {
        if (asked[cell] === 0) continue;
        found[asked[cell]! - 1]!.callers.add(caller);
        found[asked[cell]! - 1]!.callees.add(callee);
      }
    }
  });
  const all = (rowsOf: (pair: OffsetPairs) => Int32Array) => new Set(pairs.flatMap((pair) => [...rowsOf(pair)])).size;
  const callers = all((pair) => pair.callers.rows);
  const callees = Math.ceil(all((pair) => pair.callees.rows) / stride);
  const byChance = (n: number, of: number) => of * (1 - Math.exp(-n / of));
  return cells.map(({ n }, i) =>
    Math.min(found[i]!.callers.size / byChance(n, callers), found[i]!.callees.size / byChance(n, callees), 1),
  );
}
