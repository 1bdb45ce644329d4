/**
 * Times at which a party was replaced: one instance's last exported span, then the next instance's first.
 *
 *   instance 1   ── ─ ──── ─ |
 *                            | gap |        spans of instance 1 that ended here were never sent
 *   instance 2                     | ── ─── ─
 *
 * Only where the later instance began after the earlier had gone quiet; replicas that live side by side leave no gap. A party that
 * fell silent for good while others still called it leaves a gap without an end; one that was called before its first span, a
 * gap without a beginning: an instance that lived and sent nothing. O(spans + hops).
 */
import type { Hops } from "./find.ts";
import { endOf, type SpanColumns } from "./span-facts.ts";
import { HopStateNumber, type HopTable } from "./table.ts";

export interface PartyGaps {
  /**
   * @param instance the instance whose end counts; -1 = any of the party
   * @param tookNano how long what is missing may have been under way before
   */
  isInGap(party: number, time: number, instance: number, tookNano: number): boolean;
  /** Number of such replacements. */
  count(party: number): number;
  /** Calls to the party, in its gaps, that nothing in the data answers. */
  callsIn(party: number): number;
}

interface Life {
  readonly instance: number;
  first: number;
  last: number;
}

interface Gap {
  readonly instance: number;
  readonly from: number;
  readonly to: number;
  /** Callees of what went missing may begin so late. */
  readonly until: number;
}

/** What was under way when the process went began a little earlier, and its callees may have been slow. */
const SLACK_NANO = 1e9;
/** The instance of a gap without a beginning: it sent no span that would tell. */
const NEVER_SEEN = -2;
/** So many calls without an answer after its last span make a party's silence an end. */
const FEWEST_CALLS = 3;
/** Less likely than this by chance: a sampler drops calls in any order, an instance that ends drops them together. */
const RARE = 0.01;

export function findPartyGaps(columns: SpanColumns, { table }: Hops): PartyGaps {
  const { spans } = columns.dataSet;
  const lives = new Map<number, Map<number, Life>>();
  for (let span = 0; span < spans.length; span++) {
    const start = spans.start[span]!;
    if (Number.isNaN(start)) continue;
    const end = endOf(columns, span);
    const [party, instance] = [columns.party[span]!, columns.instance[span]!];
    let own = lives.get(party);
    if (own === undefined) {
      own = new Map();
      lives.set(party, own);
    }
    const life = own.get(instance) ?? { instance, first: start, last: start };
    own.set(instance, life);
    if (start < life.first) life.first = start;
    if (end > life.last) life.last = end;
  }
  const calls = callsOf(columns, table);
  const gaps = new Map<number, Gap[]>();
  for (const [party, own] of lives) {
    const byStart = [...own.values()].sort((a, b) => a.first - b.first);
    const found: Gap[] = [];
    const { answered = 0, unanswered = [] } = calls.get(party) ?? {};
    const firstSpan = byStart[0]?.first ?? Number.NaN;
    const early = unanswered.filter((time) => time < firstSpan).length;
    if (early >= FEWEST_CALLS && chanceOf(early, unanswered.length, answered) < RARE)
      found.push({ instance: NEVER_SEEN, from: Number.NEGATIVE_INFINITY, to: firstSpan, until: firstSpan });
    for (const life of byStart) {
      const next = byStart.find(({ first }) => first > life.last);
      const replaced =
        next !== undefined &&
        !byStart.some((other) => other !== life && other.first <= life.last && other.last >= next.first);
      const gap = { instance: life.instance, from: life.last };
      if (replaced) found.push({ ...gap, to: next.first, until: next.first + SLACK_NANO });
      const silent =
        byStart.every(({ last }) => last <= life.last) &&
        unanswered.filter((time) => time > life.last).length >= FEWEST_CALLS;
      if (silent) found.push({ ...gap, to: Number.POSITIVE_INFINITY, until: Number.POSITIVE_INFINITY });
    }
    gaps.set(party, found);
  }
  return {
    count: (party) => gaps.get(party)?.length ?? 0,
    callsIn: (party) =>
      calls.get(party)?.unanswered.filter((time) => gaps.get(party)?.some(({ from, to }) => time > from && time < to))
        .length ?? 0,
    isInGap: (party, time, instance, tookNano) =>
      (gaps.get(party) ?? []).some(
        (gap) =>
          (instance === -1 || gap.instance === instance) &&
          time >= gap.from - SLACK_NANO - tookNano &&
          time <= gap.until,
      ),
  };
}

interface Calls {
  answered: number;
  /** Starts of those that nothing answered, nanoseconds. */
  readonly unanswered: number[];
}

/** Calls of each party from others. */
function callsOf({ dataSet }: SpanColumns, table: HopTable): Map<number, Calls> {
  const calls = new Map<number, Calls>();
  const { caller, to, state } = table.columns;
  for (let row = 0; row < table.length; row++) {
    const isUnanswered = state[row] === HopStateNumber.unanswered;
    if (!isUnanswered && state[row] !== HopStateNumber.intact) continue;
    const own = calls.get(to[row]!) ?? { answered: 0, unanswered: [] };
    calls.set(to[row]!, own);
    if (isUnanswered) own.unanswered.push(dataSet.spans.start[caller[row]!]!);
    else own.answered++;
  }
  return calls;
}

/** That the first `some` calls are all unanswered, if answers came in any order. */
function chanceOf(some: number, unanswered: number, answered: number): number {
  let chance = 1;
  for (let call = 0; call < some; call++) chance *= (unanswered - call) / (unanswered + answered - call);
  return chance;
}
