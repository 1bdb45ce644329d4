/**
 * Roots that lost their context inside their own service: CLIENT, INTERNAL and PRODUCER roots made while a SERVER or CONSUMER
 * span of the same instance was open.
 *
 *   ledger  POST /entries  SERVER   |------------------|
 *   ledger  INSERT         CLIENT        |--------|          a root of its own trace
 *
 * A timer's work is a root as well and lies inside some request whenever the service is busy; so a group of roots counts as lost
 * only where its times say so beyond chance, or where just as many requests lack the very child that the others have.
 * O(spans + roots x operations of their party).
 */

import { SpanKind } from "../model/enums.ts";
import type { SpanIndex } from "../model/index-types.ts";
import { type Excess, excessOverChance, IntervalSet, MOVES, type Points } from "./chance.ts";
import { fitToSteps } from "./fit-to-steps.ts";
import { instanceAxis } from "./instance-axis.ts";
import { isLibraryWork } from "./library-work.ts";
import { pairCalls } from "./pair-calls.ts";
import { pushTo } from "./push-to.ts";
import type { HopScan } from "./recorded.ts";
import { entryAbove, isEntryKind, isRoot, type SpanColumns, TOLERANCE_NANO } from "./span-facts.ts";

/** One operation that loses its context inside its service. */
export interface InProcessLoss {
  readonly operation: number;
  /** Operation of the requests that most likely made them; -1 = several. */
  readonly under: number;
  readonly roots: readonly SpanIndex[];
  /** Spans of the same operation that did keep their parent. */
  readonly attached: number;
  /** Those of them in requests of the operation `under`; all of them where that is not known. */
  readonly attachedUnder: number;
  /** Another operation that is mostly lost, by the same client, and now and then is not; -1 = none. */
  readonly kin: number;
  /** Requests that lack the child which the others of their kind have. */
  readonly starved: number;
  readonly excess: Excess | undefined;
}

const SIGMA = 7;
const FEWEST_BY_TIME = 10;
/** Few roots, all inside requests: suspected where chance would do that less often than this. */
const RARE = 0.02;
const FEWEST_STARVED = 3;
/** Where hardly any kept its parent, the numbers of both must agree, and not be small. */
const FEWEST_BY_COUNT = 10;
const MOST_OPERATIONS = 48;

export function findInProcessLosses(columns: SpanColumns, scan: HopScan): InProcessLoss[] {
  const { spans } = columns.dataSet;
  const { ofSpan, list } = columns.operations;
  const roots = new Map<number, SpanIndex[]>();
  const entries = new Map<number, SpanIndex[]>();
  const attached = new Map<number, SpanIndex[]>();
  const localEnds = new Map<number, Map<number, readonly SpanIndex[]>>();
  for (let span = 0; span < spans.length; span++) {
    if (Number.isNaN(spans.start[span]!)) continue;
    const operation = ofSpan[span]!;
    if (isEntryKind(spans.kind[span]!)) pushTo(entries, columns.party[span]!, span);
    else if (isRoot(columns, span)) {
      if (scan.hopOf[span] === -1) pushTo(roots, operation, span);
    } else pushTo(attached, operation, span);
  }
  const losses: InProcessLoss[] = [];
  for (const [operation, group] of roots) {
    const { party, kind } = list[operation]!;
    const served = entries.get(party);
    if (served === undefined || kind === SpanKind.server) continue;
    if (isLibraryWork(list[operation]!, scopeNameOf(columns, list[operation]!))) continue;
    if (!localEnds.has(party)) localEnds.set(party, byOperation(columns, attached, party));
    const loss = judge(columns, operation, group, served, attached.get(operation) ?? [], localEnds.get(party)!);
    if (loss) losses.push({ ...loss, kin: kinOf(columns, operation, roots, attached) });
  }
  return losses;
}

/** What the same client of the same service loses goes the same way. */
function kinOf(
  { operations: { list } }: SpanColumns,
  operation: number,
  roots: ReadonlyMap<number, readonly SpanIndex[]>,
  attached: ReadonlyMap<number, readonly SpanIndex[]>,
): number {
  const { party, kind, scope } = list[operation]!;
  if (kind !== SpanKind.client) return -1;
  for (const [other, lost] of roots) {
    const like = list[other]!;
    if (other === operation || like.party !== party || like.kind !== kind || like.scope !== scope) continue;
    const kept = attached.get(other)?.length ?? 0;
    if (kept > 0 && lost.length > kept) return other;
  }
  return -1;
}

function judge(
  columns: SpanColumns,
  operation: number,
  roots: readonly SpanIndex[],
  entries: readonly SpanIndex[],
  attached: readonly SpanIndex[],
  siblings: ReadonlyMap<number, readonly SpanIndex[]>,
): Omit<InProcessLoss, "kin"> | undefined {
  const pairs = pairWithEntries(columns, roots, entries);
  if (pairs.size < 0.75 * roots.length) return judgeByStep(columns, operation, roots, entries, attached, siblings);
  const starving = starvedEntries(columns, operation, entries, attached);
  const under = commonOperation(columns, starving?.operation, pairs);
  const isUnder = (span: SpanIndex) => columns.operations.ofSpan[entryAbove(columns, span)] === under;
  const attachedUnder = under === -1 ? attached.length : attached.filter(isUnder).length;
  const common = { operation, under, roots, attached: attached.length, attachedUnder };
  const starved = starving?.spans.length ?? 0;
  // As many requests without the child as there are children without a request.
  const known = attached.length >= FEWEST_STARVED;
  const alike = starved >= (known ? 0.6 : 0.9) * roots.length && (known || roots.length >= 0.9 * starved);
  if (starving && alike && Math.min(starved, roots.length) >= (known ? FEWEST_STARVED : FEWEST_BY_COUNT)) {
    const inside = pairWithEntries(columns, roots, starving.spans).size;
    if (inside >= 0.8 * Math.min(roots.length, starved)) return { ...common, starved, excess: undefined };
  }
  if (roots.length < FEWEST_BY_TIME) {
    const few = roots.length < 2 ? undefined : rareFit(columns, roots, entries, siblings);
    return few && { ...common, starved, excess: few };
  }
  const excess = timeTests(columns, roots, entries, siblings, 0.75).reduce((best, test) =>
    test.sigma > best.sigma ? test : best,
  );
  if (excess.sigma >= SIGMA) return { ...common, starved, excess };
  return judgeByStep(columns, operation, roots, entries, attached, siblings);
}

/** Each root soon after a step of a request of its own, though perhaps after the answer. */
function judgeByStep(
  columns: SpanColumns,
  operation: number,
  roots: readonly SpanIndex[],
  entries: readonly SpanIndex[],
  attached: readonly SpanIndex[],
  siblings: ReadonlyMap<number, readonly SpanIndex[]>,
): Omit<InProcessLoss, "kin"> | undefined {
  const fit = fitToSteps(columns, roots, entries, [...siblings.values()]);
  if (fit === undefined) return undefined;
  const isUnder = (span: SpanIndex) => columns.operations.ofSpan[entryAbove(columns, span)] === fit.under;
  const attachedUnder = attached.filter(isUnder).length;
  const { under, excess } = fit;
  return { operation, under, roots, attached: attached.length, attachedUnder, starved: 0, excess };
}

/** The entry operation that usually has the operation below it, and its spans that have none. */
function starvedEntries(
  columns: SpanColumns,
  operation: number,
  entries: readonly SpanIndex[],
  attached: readonly SpanIndex[],
): { operation: number; spans: SpanIndex[] } | undefined {
  if (attached.length === 0) return undefined;
  const { ofSpan } = columns.operations;
  const fed = new Set<SpanIndex>();
  const votes = new Map<number, number>();
  for (const span of attached) {
    const entry = entryAbove(columns, span);
    fed.add(entry);
    votes.set(ofSpan[entry]!, (votes.get(ofSpan[entry]!) ?? 0) + 1);
  }
  const [usual] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [-1];
  const spans = entries.filter((entry) => ofSpan[entry] === usual && !fed.has(entry));
  return { operation: usual, spans: operation === -1 ? [] : spans };
}

function commonOperation(
  columns: SpanColumns,
  usual: number | undefined,
  pairs: ReadonlyMap<SpanIndex, SpanIndex>,
): number {
  if (usual !== undefined) return usual;
  const votes = new Map<number, number>();
  for (const entry of pairs.values()) {
    const operation = columns.operations.ofSpan[entry]!;
    votes.set(operation, (votes.get(operation) ?? 0) + 1);
  }
  const [best, count] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [-1, 0];
  return count >= 0.7 * pairs.size ? best : -1;
}

/** What few roots can tell: all of them inside requests, or all soon after the same step, where chance does that rarely. */
function rareFit(
  columns: SpanColumns,
  roots: readonly SpanIndex[],
  entries: readonly SpanIndex[],
  siblings: ReadonlyMap<number, readonly SpanIndex[]>,
): Excess | undefined {
  const axis = instanceAxis(columns, [...roots, ...entries]);
  const inside = excessOverChance(axis(roots), set(axis(entries)), TOLERANCE_NANO, { anyDelay: true });
  const tests = timeTests(columns, roots, entries, siblings, 1);
  // The more steps are asked, the likelier one of them fits; and what no moved point met may still be met now and then.
  const met = (test: Excess) => Math.max(test.chance, 1 / (MOVES * roots.length));
  const isRare = (test: Excess, asked: number) => test.share === 1 && asked * met(test) ** roots.length < RARE;
  if (isRare(inside, 1)) return inside;
  return tests.filter((test) => isRare(test, tests.length)).sort((a, b) => a.chance - b.chance)[0];
}

/** Inside requests, soon after their start, soon before their end, or soon after another of their steps. */
function timeTests(
  columns: SpanColumns,
  roots: readonly SpanIndex[],
  entries: readonly SpanIndex[],
  siblings: ReadonlyMap<number, readonly SpanIndex[]>,
  leastShare: number,
): Excess[] {
  const axis = instanceAxis(columns, [...roots, ...entries]);
  const points = axis(roots);
  const tests = [excessOverChance(points, set(axis(entries)), TOLERANCE_NANO, { leastShare })];
  const reversed = { start: points.end.map((at) => -at), end: points.end.map((at) => -at) };
  const ends = axis(entries).end.map((at) => -at);
  const loose = { inside: false, leastShare };
  tests.push(excessOverChance(reversed, new IntervalSet(ends, ends), TOLERANCE_NANO, loose));
  for (const spans of [...siblings.values()]
    .filter((each) => each.length * 3 >= roots.length)
    .slice(0, MOST_OPERATIONS)) {
    const { end } = axis(spans);
    tests.push(excessOverChance(points, new IntervalSet(end, end), TOLERANCE_NANO, loose));
  }
  return tests;
}

const set = ({ start, end }: Points) => new IntervalSet(start, end);

/** Each root with the latest open request of its instance. */
export function pairWithEntries(
  columns: SpanColumns,
  roots: readonly SpanIndex[],
  entries: readonly SpanIndex[],
): Map<SpanIndex, SpanIndex> {
  const axis = instanceAxis(columns, [...roots, ...entries]);
  const timed = (spans: readonly SpanIndex[]) => {
    const { start, end } = axis(spans);
    return spans.map((span, at) => ({ span, start: start[at]!, end: end[at]! }));
  };
  return pairCalls(timed(entries), timed(roots), { afterEnd: false, shared: true });
}

const scopeNameOf = ({ dataSet: { scopes, strings } }: SpanColumns, { scope }: { scope: number }) =>
  scope < 0 ? "" : strings.get(scopes.name[scope]!);

function byOperation(
  columns: SpanColumns,
  attached: ReadonlyMap<number, readonly SpanIndex[]>,
  party: number,
): Map<number, readonly SpanIndex[]> {
  const own = [...attached].filter(([operation]) => columns.operations.list[operation]!.party === party);
  return new Map(own.sort((a, b) => b[1].length - a[1].length));
}
