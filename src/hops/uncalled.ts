/**
 * Calls without a CLIENT span: roots that each fit a span of another service, one to one.
 *
 *   bookings  POST /bookings  SERVER   |------------------------|      81 of them
 *   pricing   GET /quotes     SERVER         |--------|                81 roots, each in a POST /bookings of its own
 *
 * A CLIENT span answers for its own call only: a service with three instrumented clients may have a fourth that is not. What tells is
 * that the numbers agree and that the matching is complete, at any load; containment alone says little under load. The caller's own
 * callers match as well, so the innermost that matches completely is taken. A root's own descendants are no callers of it.
 * O(groups x operations x (roots + spans) log spans), for root groups that nothing else explains.
 */

import { hotAttribute } from "../analysis/hot-attributes.ts";
import type { SpanIndex } from "../model/index-types.ts";
import { isHealthCheck, isOutsideAgent } from "./health-check.ts";
import type { HostOffsets } from "./host-offsets.ts";
import { type Fit, fitOneToOne, type Intervals, natsOf } from "./one-to-one.ts";
import type { Operation } from "./operations.ts";
import { pushTo } from "./push-to.ts";
import { addLost, type HopScan } from "./recorded.ts";
import { endOf, isCallKind, isEntryKind, type SpanColumns, TOLERANCE_NANO } from "./span-facts.ts";

export interface UncalledInput {
  readonly columns: SpanColumns;
  readonly scan: HopScan;
  readonly offsets: HostOffsets;
}

/** Roots of one operation that nobody is known to have called, by start. */
export interface UncalledGroup {
  readonly operation: number;
  readonly roots: readonly SpanIndex[];
}

/** Evidence in nats that the fit is no chance: below it nothing is said. Some hundred operations are tried for a group. */
const ENOUGH_NATS = 10;
/** Share of the roots that may be left over: windows that were cut, retries. */
const LEFT_OVER = 0.01;
const FEWEST = 4;
const MOST_GROUPS = 64;
const MOST_OPERATIONS = 300;
/** A callee begins within its caller but for the clock's step, and that is little of the caller's own time. */
const SLACK = 0.1;
/** Answers are sent before spans end, so some ends stick out; where most do, somebody else called both at once. */
const LONGER = 1.5;
const MOST_STICKING = 0.5;
/** Requests that call the same service several times. */
const MOST_CALLS = 4;

interface Candidate {
  readonly party: number;
  /** By start. */
  readonly spans: readonly SpanIndex[];
}

interface Found {
  readonly candidate: Candidate;
  readonly fit: Fit;
  /** Median duration of the candidate's spans. */
  readonly usualNano: number;
}

export function joinUncalled(input: UncalledInput, groups: readonly UncalledGroup[]): void {
  const { columns } = input;
  const left = groups
    .filter(({ roots }) => roots.length >= FEWEST)
    .filter(({ operation }) => isCalledByServices(columns.operations.list[operation]!))
    .filter(({ roots }) => !isFromOutside(columns, roots))
    .sort((a, b) => b.roots.length - a.roots.length)
    .slice(0, MOST_GROUPS);
  if (left.length === 0) return;
  const candidates = listCandidates(columns);
  for (const group of left) {
    const found = findCaller(input, group, candidates);
    if (found === undefined) continue;
    found.fit.of.forEach((at, root) => {
      if (at !== -1) addLost(columns, input.scan, found.candidate.spans[at]!, group.roots[root]!, "time");
    });
  }
}

/** Health checks come from a platform, messages from a queue. */
const isCalledByServices = (operation: Operation) => operation.protocol !== "messaging" && !isHealthCheck(operation);

/** What the callee recorded of its caller: a browser, a probe or a load generator is no service. */
function isFromOutside({ dataSet }: SpanColumns, roots: readonly SpanIndex[]): boolean {
  const agents = roots.map((root) => hotAttribute(dataSet, root, "user_agent.original") ?? "");
  return 2 * agents.filter(isOutsideAgent).length > roots.length;
}

/** Entry and INTERNAL operations, and the entries of each service taken together. */
function listCandidates(columns: SpanColumns): Candidate[] {
  const { spans } = columns.dataSet;
  const { ofSpan, list } = columns.operations;
  const byOperation = new Map<number, SpanIndex[]>();
  const byParty = new Map<number, SpanIndex[]>();
  for (let span = 0; span < spans.length; span++) {
    if (isCallKind(spans.kind[span]!) || Number.isNaN(spans.start[span]!)) continue;
    pushTo(byOperation, ofSpan[span]!, span);
    if (isEntryKind(spans.kind[span]!)) pushTo(byParty, columns.party[span]!, span);
  }
  const byStart = (some: SpanIndex[]) => some.sort((a, b) => spans.start[a]! - spans.start[b]!);
  const single = [...byOperation]
    .filter(([operation, some]) => some.length >= FEWEST && list[operation]!.protocol !== "db")
    .map(([operation, some]) => ({ party: list[operation]!.party, spans: byStart(some) }))
    .sort((a, b) => b.spans.length - a.spans.length)
    .slice(0, MOST_OPERATIONS);
  return [...single, ...[...byParty].map(([party, some]) => ({ party, spans: byStart(some) }))];
}

/** The innermost of those that match completely. */
function findCaller(input: UncalledInput, group: UncalledGroup, candidates: readonly Candidate[]): Found | undefined {
  const { columns } = input;
  const callee = columns.operations.list[group.operation]!;
  const { environment } = columns.parties.list[callee.party]!;
  const fitting: Found[] = [];
  for (const candidate of candidates) {
    if (candidate.party === callee.party) continue;
    if (columns.parties.list[candidate.party]!.environment !== environment) continue;
    const found = tryCandidate(input, group, candidate);
    if (found) fitting.push(found);
  }
  return fitting.sort((a, b) => a.usualNano - b.usualNano)[0];
}

function tryCandidate(
  { columns, offsets }: UncalledInput,
  { roots }: UncalledGroup,
  candidate: Candidate,
): Found | undefined {
  const { spans } = columns.dataSet;
  const count = candidate.spans.length;
  if (MOST_CALLS * count < roots.length) return undefined;
  const traces = new Set(roots.map((root) => spans.trace[root]!));
  if (candidate.spans.some((span) => traces.has(spans.trace[span]!))) return undefined;
  const offset = offsets.between(columns.host[candidate.spans[0]!]!, columns.host[roots[0]!]!);
  const moments = Float64Array.from(roots, (root) => spans.start[root]! - offset);
  const intervals: Intervals = {
    start: Float64Array.from(candidate.spans, (span) => spans.start[span]!),
    end: Float64Array.from(candidate.spans, (span) => endOf(columns, span)),
  };
  const capacity = Math.ceil(roots.length / count);
  const usual = medianDuration(columns, candidate.spans);
  if (medianDuration(columns, roots) > LONGER * usual) return undefined;
  const fit = fitOneToOne(moments, intervals, capacity, Math.min(TOLERANCE_NANO / 2, SLACK * usual));
  if (roots.length - fit.matched > LEFT_OVER * roots.length) return undefined;
  if (stickOut(columns, roots, candidate, fit, offset) > MOST_STICKING * roots.length) return undefined;
  return natsOf(fit, roots.length, count) >= ENOUGH_NATS ? { candidate, fit, usualNano: usual } : undefined;
}

/** Roots that end after their request by more than a tenth of their own time. */
function stickOut(
  columns: SpanColumns,
  roots: readonly SpanIndex[],
  candidate: Candidate,
  fit: Fit,
  offset: number,
): number {
  const { duration } = columns.dataSet.spans;
  return roots.filter((root, at) => {
    const found = fit.of[at]!;
    return (
      found !== -1 && endOf(columns, root) - offset > endOf(columns, candidate.spans[found]!) + SLACK * duration[root]!
    );
  }).length;
}

/** Nanoseconds; 0 where none is known. */
function medianDuration({ dataSet: { spans } }: SpanColumns, some: readonly SpanIndex[]): number {
  const known = Float64Array.from(some, (span) => spans.duration[span]!).filter((duration) => duration >= 0);
  return known.sort()[known.length >> 1] ?? 0;
}
