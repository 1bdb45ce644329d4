/**
 * Missing spans that were only not finished when the recording stopped: they crowd at the end of the data.
 *
 *   exported spans of the operation   ─ ── ─ ─── ── ─ ── ─ ──── ─|      share phi of them began after the first missing one
 *   missing spans of it                                  x x  xx |      k of them: by chance all would be so late with phi^k
 *
 * O(spans of the operations + missing).
 */
import type { MissingParent } from "../hops/missing-parents.ts";
import type { SpanColumns } from "../hops/span-facts.ts";

/** Less likely than this by chance is no chance. */
const RARE = 0.01;
/** All of them in this last part of the environment's time. */
const LAST_PART = 0.4;

/** @returns those of the list that the end of the data explains */
export function findUnfinished(columns: SpanColumns, list: readonly MissingParent[]): Set<MissingParent> {
  const unfinished = new Set<MissingParent>();
  if (list.length === 0) return unfinished;
  const { spans } = columns.dataSet;
  const groups = new Map<string, MissingParent[]>();
  for (const missing of list) {
    if (missing.operation === -1) continue;
    const key = `${missing.operation} ${missing.local}`;
    const group = groups.get(key);
    if (group) group.push(missing);
    else groups.set(key, [missing]);
  }
  const starts = startsOf(columns, new Set(list.map(({ operation }) => operation)));
  const ranges = environmentRanges(columns);
  for (const group of groups.values()) {
    const [{ operation, party }] = group as [MissingParent, ...MissingParent[]];
    const earliest = Math.min(...group.map(({ children }) => spans.start[children[0]!]!));
    const range = ranges.get(columns.parties.list[party]!.environment)!;
    if (earliest < range.to - LAST_PART * (range.to - range.from)) continue;
    const exported = starts.get(operation) ?? [];
    const later = exported.filter((start) => start >= earliest).length / Math.max(1, exported.length);
    if (exported.length > 0 && Math.max(later, 1 / exported.length) ** group.length < RARE)
      for (const each of group) unfinished.add(each);
  }
  return unfinished;
}

function startsOf(columns: SpanColumns, wanted: ReadonlySet<number>): Map<number, number[]> {
  const { spans } = columns.dataSet;
  const starts = new Map<number, number[]>([...wanted].map((operation) => [operation, []]));
  for (let span = 0; span < spans.length; span++)
    starts.get(columns.operations.ofSpan[span]!)?.push(spans.start[span]!);
  return starts;
}

function environmentRanges(columns: SpanColumns): Map<string, { from: number; to: number }> {
  const { spans } = columns.dataSet;
  const ranges = new Map<string, { from: number; to: number }>();
  for (let span = 0; span < spans.length; span++) {
    const start = spans.start[span]!;
    if (Number.isNaN(start)) continue;
    const { environment } = columns.parties.list[columns.party[span]!]!;
    const range = ranges.get(environment);
    const end = start + (spans.duration[span] || 0);
    if (range === undefined) ranges.set(environment, { from: start, to: end });
    else {
      range.from = Math.min(range.from, start);
      range.to = Math.max(range.to, end);
    }
  }
  return ranges;
}
