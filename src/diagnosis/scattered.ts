/**
 * Spans that were lost here and there: an overloaded exporter, a collector that sheds, one shard of a tail sampler. It strikes services
 * and operations alike, each in proportion to its spans; a fault of one service strikes one operation and leaves the others whole.
 *
 *   children by operation    whole   ▇▇▇▇▇▇▇▇  ▇▇▇▇▇▇  ▇▇▇▇▇▇▇▇▇          a leak:   ▇▇▇▇▇▇▇▇  ▇▇▇▇▇▇  ▇▇▇
 *                            torn    ▂         ▂       ▂▂                                              ▇▇▇▇▇▇
 */
import type { MissingParent, MissingParents } from "../hops/missing-parents.ts";
import type { SpanColumns } from "../hops/span-facts.ts";

/** Operations that must be struck, and their share of all that could be. */
const FEWEST_OPERATIONS = 4;
const STRUCK_SHARE = 0.4;
const FEWEST_PARTIES = 2;
/** An operation that is torn by so much more than the others has a fault of its own. */
const MUCH_MORE = 4;
/** Fewer children than this tell nothing of an operation. */
const FEWEST_CHILDREN = 8;

/** @returns whether a group of missing parents is no more than what is lost everywhere */
export function isScattered(
  columns: SpanColumns,
  { attached }: MissingParents,
  list: readonly MissingParent[],
): (group: readonly MissingParent[]) => boolean {
  const torn = new Int32Array(columns.operations.list.length);
  for (const { children } of list) for (const child of children) torn[columns.operations.ofSpan[child]!]!++;
  const asked: { rate: number; party: number }[] = [];
  for (const { index, party } of columns.operations.list) {
    const all = torn[index]! + attached[index]!;
    if (all >= FEWEST_CHILDREN) asked.push({ rate: torn[index]! / all, party });
  }
  const struck = asked.filter(({ rate }) => rate > 0);
  const isEverywhere =
    struck.length >= FEWEST_OPERATIONS &&
    struck.length >= STRUCK_SHARE * asked.length &&
    new Set(struck.map(({ party }) => party)).size >= FEWEST_PARTIES;
  if (!isEverywhere) return () => false;
  const rates = struck.map(({ rate }) => rate).sort((a, b) => a - b);
  const usual = rates[rates.length >> 1]!;
  return (group) => {
    const operations = new Set(
      group.flatMap(({ children }) => children.map((child) => columns.operations.ofSpan[child]!)),
    );
    let [lost, all] = [0, 0];
    for (const operation of operations) {
      lost += torn[operation]!;
      all += torn[operation]! + attached[operation]!;
    }
    return lost / all <= Math.max(MUCH_MORE * usual, 0.02);
  };
}
