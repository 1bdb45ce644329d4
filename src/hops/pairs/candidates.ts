/**
 * Candidate callers of a callee: those whose span contains it once the clock offset is removed, however large the gaps.
 *
 *   caller |--------------------------|            request  = callee.start - caller.start - offset
 *   callee   request |-------| response            response = caller.end - callee.end + offset
 *
 * Callers of one group and host are kept in classes of doubling duration, each sorted by start, so the scan from the callee
 * backwards meets little that does not contain it, even beside very long callers. Cutting at a learnt gap would lose slow hops
 * for good. Cost: O(log n + rivals) a callee and pool; scans are capped.
 */
import type { CallColumns } from "./input.ts";

/** Callers of one group and host whose durations share a power of two. */
export interface DurationClass {
  /** Upper bound of the durations, nanoseconds; Infinity for unknown durations. */
  readonly longestNano: number;
  /** Caller rows by start. */
  readonly rows: Int32Array;
  readonly startNano: Float64Array;
}

export interface CallerPool {
  readonly host: number;
  readonly classes: readonly DurationClass[];
}

const SCAN_CAP = 400;
const SHORTEST_CLASS_NANO = 1 << 17;

/** Pools of the given callers (one group's), by host. */
export function buildPools(callers: CallColumns, rows: readonly number[]): CallerPool[] {
  const byHost = new Map<number, Map<number, number[]>>();
  for (const row of rows) {
    const duration = callers.durationNano[row]!;
    const rank = Number.isNaN(duration)
      ? -1
      : Math.max(0, Math.ceil(Math.log2(Math.max(duration, 1) / SHORTEST_CLASS_NANO)));
    let classes = byHost.get(callers.host[row]!);
    if (!classes) {
      classes = new Map();
      byHost.set(callers.host[row]!, classes);
    }
    const list = classes.get(rank);
    if (list) list.push(row);
    else classes.set(rank, [row]);
  }
  return [...byHost].map(([host, classes]) => ({
    host,
    classes: [...classes].map(([rank, list]) => {
      list.sort((a, b) => callers.startNano[a]! - callers.startNano[b]! || a - b);
      return {
        longestNano: rank < 0 ? Number.POSITIVE_INFINITY : SHORTEST_CLASS_NANO * 2 ** rank,
        rows: Int32Array.from(list),
        startNano: Float64Array.from(list, (row) => callers.startNano[row]!),
      };
    }),
  }));
}

/**
 * Calls `visit(callerRow, requestNano)` for every caller of the pool that starts no later than `latestNano` and could still
 * reach `reachNano` (both on the caller's clock). Returns the steps taken.
 */
export function scanPool(
  pool: CallerPool,
  latestNano: number,
  reachNano: number,
  visit: (row: number, startNano: number) => void,
): number {
  let steps = 0;
  for (const { longestNano, rows, startNano } of pool.classes) {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (startNano[middle]! <= latestNano) low = middle + 1;
      else high = middle;
    }
    const earliest = reachNano - longestNano;
    for (let i = low - 1, cap = 0; i >= 0 && cap < SCAN_CAP && startNano[i]! >= earliest; i--, cap++) {
      visit(rows[i]!, startNano[i]!);
      steps++;
    }
  }
  return steps;
}
