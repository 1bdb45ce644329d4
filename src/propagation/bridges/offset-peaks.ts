/**
 * Where the clock offset of a host pair might lie: peaks of start differences.
 *
 *   pairs of one host pair, counted by  x = callee.start - caller.start   and   D = caller.duration - callee.duration >= 0
 *
 *     count |          .                 true pairs have x in [offset, offset + D]: for small D a narrow peak
 *           | . .. . . | . .. . .. .     on the smooth ground of unrelated pairs
 *           +----------+-------------> x
 *
 * D falls into doubling bins from 0.25 ms; each bin is searched with cells as wide as its D, half overlapping. A cell scores
 * (v - ground) / sqrt(ground + 1 + (0.2 ground)^2), v = the smaller number of distinct callers and callees, so that one long caller
 * makes no peak, less a penalty growing with log |x|. Nanoseconds. Cost: the pairs counted, capped.
 */
import { scanRange, type TimedRows } from "./timed-rows.ts";

export interface OffsetPeak {
  readonly offsetNano: number;
  readonly score: number;
}

export const OFFSET_REACH_NANO = 5e9;
const FIRST_BIN_NANO = 250_000;
const BINS = 9;
const KEPT = 5;

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
  const counts = Array.from({ length: BINS }, (_, bin) => new Int32Array(2 * cellsOf(bin) + 3));
  forEachPair(pairs, stride, toleranceNano, (x, bin) => {
    counts[bin]![Math.floor((x + OFFSET_REACH_NANO) / halfCell(bin))]!++;
  });
  const cells: { bin: number; cell: number; score: number }[] = [];
  for (let bin = 0; bin < BINS; bin++) {
    const count = counts[bin]!;
    let best: typeof cells = [];
    const ground = groundOf(count);
    for (let cell = 0; cell + 1 < count.length; cell++) {
      const n = count[cell]! + count[cell + 1]!;
      if (n < 4) continue;
      const score = scoreOf(n, 2 * ground(cell));
      if (score < 3) continue;
      best.push({ bin, cell, score });
      if (best.length > 400) best = best.sort((a, b) => b.score - a.score).slice(0, 40);
    }
    cells.push(...best.sort((a, b) => b.score - a.score).slice(0, 12));
  }
  const recounted = recount(pairs, stride, toleranceNano, cells).map(({ bin, cell, distinct }) => {
    const left = cell * halfCell(bin) - OFFSET_REACH_NANO;
    const offsetNano = left + halfCell(bin) / 2;
    const penalty = 0.2 * Math.log1p(Math.abs(offsetNano) / 1e6);
    return {
      offsetNano,
      score: scoreOf(distinct, 2 * groundOf(counts[bin]!)(cell)) - penalty,
      width: 2 * halfCell(bin),
    };
  });
  recounted.sort((a, b) => b.score - a.score);
  const kept: typeof recounted = [];
  for (const peak of recounted) {
    if (kept.length === KEPT) break;
    if (kept.every((other) => Math.abs(other.offsetNano - peak.offsetNano) > Math.max(other.width, peak.width)))
      kept.push(peak);
  }
  return kept;
}

const halfCell = (bin: number) => (FIRST_BIN_NANO * 2 ** bin) / 2;
const cellsOf = (bin: number) => Math.ceil((2 * OFFSET_REACH_NANO) / (2 * halfCell(bin)));

function scoreOf(n: number, ground: number): number {
  return (n - ground) / Math.sqrt(ground + 1 + (0.2 * ground) ** 2);
}

/** Mean count of the neighbours of a cell, the nearest left out. */
function groundOf(count: Int32Array): (cell: number) => number {
  const sums = new Float64Array(count.length + 1);
  for (let i = 0; i < count.length; i++) sums[i + 1] = sums[i]! + count[i]!;
  const between = (from: number, to: number) => {
    const a = Math.max(0, from);
    const b = Math.min(count.length, to);
    return b > a ? [sums[b]! - sums[a]!, b - a] : [0, 0];
  };
  return (cell) => {
    const [left, leftCells] = between(cell - 40, cell - 4) as [number, number];
    const [right, rightCells] = between(cell + 6, cell + 42) as [number, number];
    return (left + right) / Math.max(leftCells + rightCells, 1);
  };
}

function binOf(difference: number): number {
  return difference <= FIRST_BIN_NANO ? 0 : Math.ceil(Math.log2(difference / FIRST_BIN_NANO));
}

function forEachPair(
  pairs: readonly OffsetPairs[],
  stride: number,
  toleranceNano: number,
  visit: (x: number, bin: number, callee: number, caller: number) => void,
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
        if (bin < BINS) visit(start - callers.startNano[j]!, bin, callees.rows[i]!, callers.rows[j]!);
      }
    }
  }
}

/** Distinct callers and callees of the given cells: the smaller of both numbers. */
function recount(
  pairs: readonly OffsetPairs[],
  stride: number,
  toleranceNano: number,
  cells: readonly { bin: number; cell: number }[],
) {
  const wanted = Array.from({ length: BINS }, () => new Map<number, { callers: Set<number>; callees: Set<number> }>());
  for (const { bin, cell } of cells) wanted[bin]!.set(cell, { callers: new Set(), callees: new Set() });
  forEachPair(pairs, stride, toleranceNano, (x, bin, callee, caller) => {
    const half = Math.floor((x + OFFSET_REACH_NANO) / halfCell(bin));
    for (const cell of [half - 1, half]) {
      const found = wanted[bin]!.get(cell);
      if (!found) continue;
      found.callers.add(caller);
      found.callees.add(callee);
    }
  });
  return cells.map(({ bin, cell }) => {
    const { callers, callees } = wanted[bin]!.get(cell)!;
    return { bin, cell, distinct: Math.min(callers.size, callees.size) };
  });
}
