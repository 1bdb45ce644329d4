/**
 * Times at which a party was replaced: one instance's last exported span, then the next instance's first.
 *
 *   instance 1   ── ─ ──── ─ |
 *                            | gap |        spans of instance 1 that ended here were never sent
 *   instance 2                     | ── ─── ─
 *
 * Only where the later instance began after the earlier had gone quiet; replicas that live side by side leave no gap. A party that
 * fell silent for good while others still called it leaves a gap without an end. O(spans + hops).
 */
import type { Hops } from "./find-hops.ts";
import { HopStateNumber, type HopTable } from "./hop-table.ts";
import { endOf, type SpanColumns } from "./span-columns.ts";

export interface PartyGaps {
  /**
   * @param instance the instance whose end counts; -1 = any of the party
   * @param tookNano how long what is missing may have been under way before
   */
  isInGap(party: number, time: number, instance: number, tookNano: number): boolean;
  /** Number of such replacements. */
  count(party: number): number;
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
}

/** What was under way when the process went began a little earlier, and its callees may have been slow. */
const SLACK_NANO = 1e9;
/** So many calls without an answer after its last span make a party's silence an end. */
const FEWEST_CALLS = 3;

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
  const asked = latestAsked(columns, table);
  const gaps = new Map<number, Gap[]>();
  for (const [party, own] of lives) {
    const byStart = [...own.values()].sort((a, b) => a.first - b.first);
    const found: Gap[] = [];
    for (const life of byStart) {
      const next = byStart.find(({ first }) => first > life.last);
      const replaced =
        next !== undefined &&
        !byStart.some((other) => other !== life && other.first <= life.last && other.last >= next.first);
      if (replaced) found.push({ instance: life.instance, from: life.last, to: next.first });
      const calls = asked.get(party)?.filter((time) => time > life.last) ?? [];
      const silent = byStart.every(({ last }) => last <= life.last) && calls.length >= FEWEST_CALLS;
      if (silent) found.push({ instance: life.instance, from: life.last, to: Number.POSITIVE_INFINITY });
    }
    gaps.set(party, found);
  }
  return {
    count: (party) => gaps.get(party)?.length ?? 0,
    isInGap: (party, time, instance, tookNano) =>
      (gaps.get(party) ?? []).some(
        (gap) =>
          (instance === -1 || gap.instance === instance) &&
          time >= gap.from - SLACK_NANO - tookNano &&
          time <= gap.to + SLACK_NANO,
      ),
  };
}

/** Starts of the calls that nothing answered, by the party they went to. */
function latestAsked({ dataSet }: SpanColumns, table: HopTable): Map<number, number[]> {
  const asked = new Map<number, number[]>();
  const { caller, to, state } = table.columns;
  for (let row = 0; row < table.length; row++) {
    if (state[row] !== HopStateNumber.unanswered) continue;
    const times = asked.get(to[row]!);
    const start = dataSet.spans.start[caller[row]!]!;
    if (times) times.push(start);
    else asked.set(to[row]!, [start]);
  }
  return asked;
}
