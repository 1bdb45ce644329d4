/**
 * Times at which a party was replaced: one instance's last exported span, then the next instance's first.
 *
 *   instance 1   ── ─ ──── ─ |
 *                            | gap |        spans of instance 1 that ended here were never sent
 *   instance 2                     | ── ─── ─
 *
 * Only where the later instance began after the earlier had gone quiet; replicas that live side by side leave no gap. A party that
 * fell silent for good while its environment went on leaves a gap without an end. O(spans).
 */
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
/** Silence this long, while others went on, is an end. */
const SILENT_NANO = 1e9;
const SILENT_SHARE = 0.05;

export function findPartyGaps(columns: SpanColumns): PartyGaps {
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
  const endOfEnvironment = new Map<string, number>();
  const startOfEnvironment = new Map<string, number>();
  for (const [party, own] of lives) {
    const { environment } = columns.parties.list[party]!;
    for (const { first, last } of own.values()) {
      startOfEnvironment.set(environment, Math.min(first, startOfEnvironment.get(environment) ?? first));
      endOfEnvironment.set(environment, Math.max(last, endOfEnvironment.get(environment) ?? last));
    }
  }
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
      const until = endOfEnvironment.get(columns.parties.list[party]!.environment)!;
      const range = until - startOfEnvironment.get(columns.parties.list[party]!.environment)!;
      const silent =
        byStart.every(({ last }) => last <= life.last) &&
        until - life.last > Math.max(SILENT_NANO, SILENT_SHARE * range);
      if (silent) found.push({ instance: life.instance, from: life.last, to: until });
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
