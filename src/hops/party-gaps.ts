/**
 * Times at which a party fell silent though others called it: its process ended before it had sent its last spans.
 *
 *   calls to it    ✓ ✓ ✓ ✓ ✗ ✗ ✗ ✗ ✗ ✓ ✓ ✓       a run of calls without an answer, longer than chance allows
 *   its spans      ── ─ ──── ─|         |── ─     none in the run
 *                             └── gap ──┘
 *
 * With instance ids, one instance's last span before the next instance's first is such a gap as well; replicas that live side by side
 * leave none. Silence that lasts to the end of the data is none in a file that was cut, and none where it is no longer than an exporter
 * may hold spans back. O(spans + hops log hops).
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
  /** Number of such gaps. */
  count(party: number): number;
  /** Calls to the party, in its gaps, that nothing in the data answers. */
  callsIn(party: number): number;
}

interface Gap {
  /** The instance that ended; ANY = not known. */
  readonly instance: number;
  readonly from: number;
  readonly to: number;
  /** Callees of what went missing may begin so late. */
  readonly until: number;
}

const ANY = -2;
/** What was under way when the process went began a little earlier, and its callees may have been slow. */
const SLACK_NANO = 1e9;
/** So many calls in a row without an answer at least. */
const FEWEST_CALLS = 3;
/** Less likely than this by chance: a sampler drops calls in any order, an instance that ends drops them together. */
const RARE = 0.001;
/** The batch exporters' default delay, twice: silence at the end that is shorter may only be not sent yet. */
const HELD_BACK_NANO = 10e9;

export function findPartyGaps(columns: SpanColumns, { table }: Hops): PartyGaps {
  const calls = callsOf(columns, table);
  const lives = livesOf(columns);
  const isCut = columns.dataSet.warnings.some(({ code }) => code === "truncated" || code === "truncated-gzip");
  const dataEnd = [...lives.values()].reduce((latest, { last }) => Math.max(latest, last), Number.NEGATIVE_INFINITY);
  const gaps = new Map<number, Gap[]>();
  for (const [party, life] of lives) {
    const found = gapsBetweenInstances(life);
    for (const run of runsOf(calls.get(party) ?? [])) {
      const gap = silenceIn(life, run);
      if (gap === undefined) continue;
      const isLast = gap.to === Number.POSITIVE_INFINITY;
      if (isLast && (isCut || dataEnd - gap.from < HELD_BACK_NANO)) continue;
      found.push(gap);
    }
    gaps.set(party, found);
  }
  const own = (party: number) => gaps.get(party) ?? [];
  return {
    count: (party) => own(party).length,
    callsIn: (party) =>
      (calls.get(party) ?? []).filter(
        ({ time, isAnswered }) => !isAnswered && own(party).some(({ from, to }) => time > from && time < to),
      ).length,
    isInGap: (party, time, instance, tookNano) =>
      own(party).some(
        (gap) =>
          (instance === -1 || gap.instance === ANY || gap.instance === instance) &&
          time >= gap.from - SLACK_NANO - tookNano &&
          time <= gap.until,
      ),
  };
}

interface Life {
  /** Ends of the party's spans, ascending. */
  readonly ends: Float64Array;
  readonly last: number;
  readonly instances: { readonly instance: number; first: number; last: number }[];
}

function livesOf(columns: SpanColumns): Map<number, Life> {
  const { spans } = columns.dataSet;
  const ends = new Map<number, number[]>();
  const instances = new Map<number, Map<number, { instance: number; first: number; last: number }>>();
  for (let span = 0; span < spans.length; span++) {
    const start = spans.start[span]!;
    if (Number.isNaN(start)) continue;
    const end = endOf(columns, span) || start;
    const [party, instance] = [columns.party[span]!, columns.instance[span]!];
    if (!ends.has(party)) {
      ends.set(party, []);
      instances.set(party, new Map());
    }
    ends.get(party)!.push(end);
    const life = instances.get(party)!.get(instance) ?? { instance, first: start, last: end };
    instances.get(party)!.set(instance, life);
    if (start < life.first) life.first = start;
    if (end > life.last) life.last = end;
  }
  return new Map(
    [...ends].map(([party, list]) => {
      const sorted = Float64Array.from(list).sort();
      const last = sorted[sorted.length - 1]!;
      return [party, { ends: sorted, last, instances: [...instances.get(party)!.values()] }];
    }),
  );
}

/** The later instance began after the earlier had gone quiet, and nobody else lived across. */
function gapsBetweenInstances({ instances }: Life): Gap[] {
  const byStart = instances.sort((a, b) => a.first - b.first);
  return byStart.flatMap((life) => {
    const next = byStart.find(({ first }) => first > life.last);
    if (next === undefined) return [];
    if (byStart.some((other) => other !== life && other.first <= life.last && other.last >= next.first)) return [];
    return [{ instance: life.instance, from: life.last, to: next.first, until: next.first + SLACK_NANO }];
  });
}

interface Call {
  readonly time: number;
  readonly isAnswered: boolean;
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/** Runs of calls without an answer that chance would hardly make; open at an end of the data that they reach. */
function runsOf(calls: readonly Call[]): Run[] {
  const unanswered = calls.filter(({ isAnswered }) => !isAnswered).length;
  if (unanswered < FEWEST_CALLS) return [];
  const runs: Run[] = [];
  for (let at = 0; at < calls.length; ) {
    if (calls[at]!.isAnswered) {
      at++;
      continue;
    }
    let next = at;
    while (next < calls.length && !calls[next]!.isAnswered) next++;
    const length = next - at;
    const places = calls.length - length + 1;
    if (length >= FEWEST_CALLS && places * chanceOf(length, unanswered, calls.length) < RARE)
      runs.push({
        from: at === 0 ? Number.NEGATIVE_INFINITY : calls[at]!.time,
        to: next === calls.length ? Number.POSITIVE_INFINITY : calls[next - 1]!.time,
      });
    at = next;
  }
  return runs;
}

/** That so many given calls are all unanswered, if answers came in any order. */
function chanceOf(some: number, unanswered: number, all: number): number {
  let chance = 1;
  for (let call = 0; call < some; call++) chance *= (unanswered - call) / (all - call);
  return chance;
}

/** Share of the run that the party may still, or again, be heard in: what was under way at either end. */
const HEARD_SHARE = 0.25;

/** The party's silence that the run lies in; undefined where it spoke in the middle of it. */
function silenceIn({ ends }: Life, run: Run): Gap | undefined {
  const first = ends[0]!;
  const last = ends[ends.length - 1]!;
  if (run.from === Number.NEGATIVE_INFINITY && run.to === Number.POSITIVE_INFINITY) return undefined;
  if (run.from === Number.NEGATIVE_INFINITY)
    return first >= run.to - SLACK_NANO ? { instance: ANY, from: run.from, to: first, until: first } : undefined;
  if (run.to === Number.POSITIVE_INFINITY)
    return last <= run.from + SLACK_NANO ? { instance: ANY, from: last, to: run.to, until: run.to } : undefined;
  const margin = HEARD_SHARE * (run.to - run.from);
  const after = lowerBound(ends, run.from + margin);
  const to = after === ends.length ? Number.POSITIVE_INFINITY : ends[after]!;
  if (to < run.to - margin) return undefined;
  const from = after === 0 ? Number.NEGATIVE_INFINITY : ends[after - 1]!;
  return { instance: ANY, from, to, until: to + SLACK_NANO };
}

function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const at = (low + high) >> 1;
    if (sorted[at]! < value) low = at + 1;
    else high = at;
  }
  return low;
}

/** Calls of each party from others, by start. */
function callsOf({ dataSet }: SpanColumns, table: HopTable): Map<number, Call[]> {
  const calls = new Map<number, Call[]>();
  const { caller, to, state } = table.columns;
  for (let row = 0; row < table.length; row++) {
    const isAnswered = state[row] !== HopStateNumber.unanswered;
    if (isAnswered && state[row] !== HopStateNumber.intact) continue;
    if (caller[row] === -1) continue;
    const own = calls.get(to[row]!) ?? [];
    calls.set(to[row]!, own);
    own.push({ time: dataSet.spans.start[caller[row]!]!, isAnswered });
  }
  for (const own of calls.values()) own.sort((a, b) => a.time - b.time);
  return calls;
}
