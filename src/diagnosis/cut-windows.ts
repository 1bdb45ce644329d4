/**
 * Missing parents that only lie beyond the data: a recording begins and ends somewhere, and a span is exported when it ends.
 *
 *   parent  |------------------------------------|        ends after the last span that its service sent: not in the data
 *   child        |---------|  usual rest  . . . .
 *                                    |  end of what that service sent
 *
 * Each missing span is asked by itself: would it have ended within what its service sent? The usual rest is how long parents of such a
 * child go on after it; where none is in the data, how long that service's requests take. Of a child that begins after its parent's end
 * the beginning of the data is asked likewise. O(spans + missing).
 */
import type { MissingParent } from "../hops/missing-parents.ts";
import { pushTo } from "../hops/push-to.ts";
import { endOf, isEntryKind, type SpanColumns } from "../hops/span-facts.ts";

/** Share of the parents that go on no longer than the usual rest. */
const USUAL = 0.995;
/** In a file that was cut, what was under way in the last batches may be missing in any order. */
const HELD_BACK_NANO = 10e9;
/** Of a group, as many must lie beyond the data for the others to be noise. */
const MOST = 0.7;

export function findCutOff(columns: SpanColumns, groups: readonly (readonly MissingParent[])[]): Set<MissingParent> {
  const cut = new Set<MissingParent>();
  if (groups.length === 0) return cut;
  const isCut = columns.dataSet.warnings.some(({ code }) => code === "truncated" || code === "truncated-gzip");
  const heldBack = isCut ? HELD_BACK_NANO : 0;
  const rests = new Rests(columns, groups.flat());
  const sent = sentByParty(columns);
  for (const group of groups) {
    const beyond = group.filter((missing) => liesBeyond(columns, missing, rests, sent, heldBack));
    if (beyond.length >= MOST * group.length) for (const missing of group) cut.add(missing);
  }
  return cut;
}

interface Sent {
  /** Earliest and latest end among the party's exported spans. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

function sentByParty(columns: SpanColumns): Sent {
  const { spans } = columns.dataSet;
  const first = new Float64Array(columns.parties.list.length).fill(Number.POSITIVE_INFINITY);
  const last = new Float64Array(columns.parties.list.length).fill(Number.NEGATIVE_INFINITY);
  for (let span = 0; span < spans.length; span++) {
    const end = endOf(columns, span);
    const party = columns.party[span]!;
    if (end < first[party]!) first[party] = end;
    if (end > last[party]!) last[party] = end;
  }
  return { first, last };
}

function liesBeyond(
  columns: SpanColumns,
  { children, party, local, around, inCall }: MissingParent,
  rests: Rests,
  sent: Sent,
  heldBack: number,
): boolean {
  const { start } = columns.dataSet.spans;
  // What was sent and lies around what is missing ended after it.
  if (heldBack === 0 && !local && around !== -1 && (columns.party[around] === party || (inCall && party === -1)))
    return false;
  const owner = party === -1 ? columns.party[children[0]!]! : party;
  return children.some((child) => {
    const rest = rests.of(child, owner);
    const end = endOf(columns, child);
    if ((Number.isNaN(end) ? start[child]! : end) + rest.after + heldBack >= sent.last[owner]!) return true;
    return rest.before > 0 && start[child]! - rest.before <= sent.first[owner]!;
  });
}

interface Rest {
  /** How long parents go on after the child's end, nanoseconds; 0 where they end before it. */
  readonly after: number;
  /** How long before the child's start they may have ended; 0 where they never do. */
  readonly before: number;
}

/** By operation of the child, of those that are asked. */
class Rests {
  readonly #of = new Map<number, Rest>();
  readonly #requests = new Map<number, number[]>();

  constructor(columns: SpanColumns, list: readonly MissingParent[]) {
    const { spans } = columns.dataSet;
    const { ofSpan } = columns.operations;
    const asked = new Set(list.flatMap(({ children }) => children.map((child) => ofSpan[child]!)));
    const after = new Map<number, number[]>();
    const before = new Map<number, number[]>();
    for (let span = 0; span < spans.length; span++) {
      if (isEntryKind(spans.kind[span]!) && spans.duration[span]! >= 0)
        pushTo(this.#requests, columns.party[span]!, spans.duration[span]!);
      const parent = spans.parent[span]!;
      const operation = ofSpan[span]!;
      if (parent === -1 || !asked.has(operation)) continue;
      pushTo(after, operation, Math.max(0, endOf(columns, parent) - endOf(columns, span)));
      pushTo(before, operation, Math.max(0, spans.start[span]! - endOf(columns, parent)));
    }
    for (const [operation, rests] of after)
      this.#of.set(operation, { after: quantile(rests), before: quantile(before.get(operation)!) });
    for (const [party, durations] of this.#requests) this.#requests.set(party, [quantile(durations)]);
    this.#operationOf = (span) => ofSpan[span]!;
  }

  readonly #operationOf: (span: number) => number;

  of(child: number, party: number): Rest {
    return this.#of.get(this.#operationOf(child)) ?? { after: this.#requests.get(party)?.[0] ?? 0, before: 0 };
  }
}

function quantile(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(USUAL * sorted.length))] || 0;
}
