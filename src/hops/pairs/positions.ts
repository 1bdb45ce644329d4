/**
 * Which of its parent's calls a call is: the third of three says as much as a name, where names say nothing.
 *
 *   GET /cart  SERVER  |--------------------------------|      rank of, among     class
 *     HTTP POST           |-----|                          0 of 3      1 + 0 * MOST + 2
 *     HTTP POST                   |-----|                  1 of 3      1 + 1 * MOST + 2
 *     HTTP POST                           |-----|          2 of 3      1 + 2 * MOST + 2
 *
 * Calls of one name under one parent span are counted by start. Class 0: unknown. Shares learnt per class lean on those of the rank,
 * those on the whole type's, so calls made in changing order, or now and then, lose nothing. Cost: O(n log n).
 */
const MOST = 8;
export const POSITION_CLASSES = 1 + MOST * MOST;

/** @param parent of each call, -1 unknown @param name of each call */
export function positionClasses(
  parent: ArrayLike<number>,
  name: ArrayLike<number>,
  startNano: ArrayLike<number>,
): Uint8Array {
  const out = new Uint8Array(parent.length);
  const order: number[] = [];
  for (let row = 0; row < parent.length; row++) if (parent[row]! >= 0) order.push(row);
  order.sort((a, b) => parent[a]! - parent[b]! || name[a]! - name[b]! || startNano[a]! - startNano[b]! || a - b);
  for (let from = 0, to = 0; from < order.length; from = to) {
    const first = order[from]!;
    while (to < order.length && parent[order[to]!] === parent[first] && name[order[to]!] === name[first]) to++;
    const total = Math.min(to - from, MOST) - 1;
    for (let i = from; i < to; i++) out[order[i]!] = 1 + Math.min(i - from, MOST - 1) * MOST + total;
  }
  return out;
}

/** Class of the same rank, whatever the total: where a class leans on. 0 for unknown. */
export function rankOf(positionClass: number): number {
  return positionClass === 0 ? 0 : 1 + Math.floor((positionClass - 1) / MOST);
}

export const RANKS = 1 + MOST;
