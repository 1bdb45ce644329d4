/**
 * Percentiles of many groups at once, without an object a value: a counting sort brings each group's values together, then
 * each run is sorted in place.
 *
 *   group   0 2 0 1 0        first  0     3  4  5
 *   value   9 4 7 5 8   ->   sorted 7 8 9 5  4
 *
 * Nearest rank: the smallest value that at least p in 100 values do not exceed. O(n log n) within a group, O(n) beside it.
 */

/**
 * @param group group of each value, 0 .. groupCount - 1
 * @param value NaN = unknown, left out
 * @param length how many of group and value count
 * @param ranks percents, ascending
 * @returns groupCount rows of ranks.length values; NaN where a group has no known value
 */
export function groupPercentiles(
  group: Int32Array,
  value: Float64Array,
  length: number,
  groupCount: number,
  ranks: readonly number[],
): Float64Array {
  const first = new Uint32Array(groupCount + 1);
  for (let row = 0; row < length; row++) if (!Number.isNaN(value[row]!)) first[group[row]! + 1]!++;
  for (let at = 0; at < groupCount; at++) first[at + 1]! += first[at]!;
  const next = first.slice();
  const sorted = new Float64Array(first[groupCount]!);
  for (let row = 0; row < length; row++) {
    if (!Number.isNaN(value[row]!)) sorted[next[group[row]!]!++] = value[row]!;
  }
  const result = new Float64Array(groupCount * ranks.length).fill(Number.NaN);
  for (let at = 0; at < groupCount; at++) {
    const run = sorted.subarray(first[at]!, first[at + 1]!).sort();
    if (run.length === 0) continue;
    for (const [column, percent] of ranks.entries()) {
      result[at * ranks.length + column] = run[Math.max(0, Math.ceil((percent / 100) * run.length) - 1)]!;
    }
  }
  return result;
}
