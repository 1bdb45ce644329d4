/**
 * Children that hang in another request of the same instance: their context was kept where requests share it.
 *
 *   request A  |-- reserve --|                      |      A has no charge of its own
 *   request B     |---- reserve ----|               |      B has two, or one that sticks out
 *                            |- charge -|                  begins right after A's reserve, in the middle of B's: it is A's
 *
 * In code that runs step by step a child begins right after the step before it. For each kind of child the usual gap to the step
 * before is learnt; a child that misses that gap in its own parent, and meets it in a request without such a child, is foreign.
 * How many would meet it in some request by chance is told by the same children moved in time. O(spans) and, for the few
 * operations that qualify, children x requests open at once.
 */

import type { SpanIndex } from "../model/index-types.ts";
import { childrenThatStickOut, MOVES_NANO } from "./children-that-stick-out.ts";
import { OpenSpans } from "./open-spans.ts";
import { pushTo } from "./push-to.ts";
import { endOf, isEntryKind, type SpanColumns, TOLERANCE_NANO } from "./span-facts.ts";

export interface ForeignChildren {
  readonly operation: number;
  readonly party: number;
  readonly foreign: readonly SpanIndex[];
  /** Foreign children that also begin or end after their parent's end. */
  readonly outside: number;
  /** Spans of the operation that were looked at. */
  readonly count: number;
  /** Requests that lack the child. */
  readonly starved: number;
  /** Share that would fit some request at another time as well. */
  readonly chance: number;
}

const FEWEST = 3;
const LEAST_SHARE = 0.01;
/** Share of the misfits that must fit a request without such a child. */
const LEAST_FITTING = 0.35;

/** An operation, and the operations of the requests that it is a step of. */
interface Family {
  readonly child: number;
  readonly parents: Set<number>;
  readonly children: SpanIndex[];
}

export function findForeignChildren(columns: SpanColumns): ForeignChildren[] {
  const { spans } = columns.dataSet;
  const { ofSpan } = columns.operations;
  const families = new Map<number, Family>();
  const members = new Map<number, SpanIndex[]>();
  const steps = new Map<SpanIndex, SpanIndex[]>();
  for (let span = 0; span < spans.length; span++) {
    const parent = spans.parent[span]!;
    const isEntry = isEntryKind(spans.kind[span]!);
    if (isEntry) pushTo(members, ofSpan[span]!, span);
    if (isEntry || parent === -1 || !isEntryKind(spans.kind[parent]!)) continue;
    if (columns.instance[parent] !== columns.instance[span]) continue;
    pushTo(steps, parent, span);
    const child = ofSpan[span]!;
    const family = families.get(child) ?? { child, parents: new Set<number>(), children: [] };
    families.set(child, family);
    family.parents.add(ofSpan[parent]!);
    family.children.push(span);
  }
  return [...families.values()].flatMap((family) => {
    const requests = [...family.parents].flatMap((parent) => members.get(parent) ?? []);
    return judge(columns, family, requests, steps) ?? [];
  });
}

function judge(
  columns: SpanColumns,
  { child, children }: Family,
  requests: readonly SpanIndex[],
  steps: ReadonlyMap<SpanIndex, readonly SpanIndex[]>,
): ForeignChildren | undefined {
  const { spans } = columns.dataSet;
  const own = new Map<SpanIndex, number>();
  for (const span of children) own.set(spans.parent[span]!, (own.get(spans.parent[span]!) ?? 0) + 1);
  const starved = requests.filter((request) => !own.has(request));
  const crowded = [...own.values()].filter((count) => count > 1).length;
  const sticksOut = (span: SpanIndex) => endOf(columns, span) > endOf(columns, spans.parent[span]!) + TOLERANCE_NANO;
  // Nothing is out of place: nothing sticks out, no request has more than its share.
  if (starved.length < FEWEST || (crowded < FEWEST && children.filter(sticksOut).length < FEWEST)) return undefined;

  const gapIn = (request: SpanIndex, span: SpanIndex, move = 0) =>
    gapToStepBefore(columns, request, span, move, steps.get(request) ?? [], child);
  const gaps = children.map((span) => gapIn(spans.parent[span]!, span));
  const hungry = new OpenSpans(columns, starved, columns.instance);
  const nearest = (span: SpanIndex, move = 0) =>
    hungry
      .around(span, move)
      .reduce((least, request) => Math.min(least, gapIn(request, span, move)), Number.POSITIVE_INFINITY);
  const limit =
    TOLERANCE_NANO +
    2 * usualGap(children, gaps, nearest, (span) => own.get(spans.parent[span]!) === 1 && !sticksOut(span));
  const fits = (span: SpanIndex) => nearest(span) <= limit;
  const misfits = children.filter((_, at) => !(gaps[at]! <= limit));
  const foreign = misfits.filter(fits);
  const moved = MOVES_NANO.flatMap((move) => misfits.map((span) => nearest(span, move) <= limit));
  const chance = moved.length === 0 ? 1 : moved.filter(Boolean).length / moved.length;
  const outside = foreign.filter(sticksOut).length;
  const found = (spans: readonly SpanIndex[], outside: number, chance: number): ForeignChildren => ({
    operation: child,
    party: columns.operations.list[child]!.party,
    foreign: spans,
    outside,
    count: children.length,
    starved: starved.length,
    chance,
  });
  const isPopulation = (some: readonly SpanIndex[], all: readonly SpanIndex[], chance: number) =>
    some.length >= Math.max(FEWEST, LEAST_SHARE * children.length) &&
    some.length >= Math.max(LEAST_FITTING, 2 * chance) * all.length;
  // A step that may run several times or not at all misses its gap as well, but stays within its request.
  // Whoever lacks a child gave it to another, which then has two. Work of a pool begins late and in any order, and each has its own.
  const surplus = children.length - own.size;
  if (surplus < 0.5 * foreign.length) return undefined;
  if (isPopulation(foreign, misfits, chance) && (outside > 0 || foreign.length >= 0.5 * starved.length))
    return found(foreign, outside, chance);

  // Requests that run in step begin a child at the same moment, each of them; they do not end it at the same moment.
  const late = childrenThatStickOut(columns, { child, children, own, steps, hungry });
  if (!isPopulation(late.foreign, late.all, late.chance) || surplus < 0.5 * late.foreign.length) return undefined;
  return found(late.foreign, late.foreign.length, late.chance);
}

/** The middle gap of children at home; where hardly any is at home, the middle of the least gaps that any request offers. */
function usualGap(
  children: readonly SpanIndex[],
  gaps: readonly number[],
  nearest: (span: SpanIndex) => number,
  isHome: (span: SpanIndex) => boolean,
): number {
  const home = gaps.filter((_, at) => isHome(children[at]!));
  const from = home.length >= FEWEST ? home : children.map((span, at) => Math.min(gaps[at]!, nearest(span)));
  const sorted = Float64Array.from(from).sort();
  const middle = sorted[sorted.length >> 1]!;
  return Number.isFinite(middle) ? middle : 0;
}

/** Nanoseconds since the last step of the request that ended before the span began, or since the request began. */
function gapToStepBefore(
  columns: SpanColumns,
  request: SpanIndex,
  span: SpanIndex,
  move: number,
  steps: readonly SpanIndex[],
  operation: number,
): number {
  const { spans } = columns.dataSet;
  const at = spans.start[span]! + move + TOLERANCE_NANO;
  let last = spans.start[request]!;
  for (const step of steps) {
    if (step === span || columns.operations.ofSpan[step] === operation) continue;
    const end = endOf(columns, step);
    if (end <= at && end > last) last = end;
    // A step that is still running: the child would have waited for it.
    else if (spans.start[step]! < at - 2 * TOLERANCE_NANO && end > at) return Number.POSITIVE_INFINITY;
  }
  return Math.max(0, spans.start[span]! + move - last);
}
