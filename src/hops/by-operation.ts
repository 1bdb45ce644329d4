/**
 * Joins what the ids do not: calls that nothing answers with roots that nobody is known to have called.
 *
 *   call sites (operation under operation)                    root groups (operation)
 *     storefront POST to checkout:80 under GET /cart ── ? ──► checkout POST /orders
 *
 *   evidence    ids in the data or in recorded headers > address or name of the peer > same RPC method, destination
 *               > method and path, with times beyond chance > times alone, beyond chance
 *
 * A root that nothing fits stays what it most likely is: an entry from outside. Per group, not per span; the pairing of single
 * spans only counts them to an edge. Linear in spans at constant load.
 */
import { SpanKind } from "../model/enums.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { AddressBook } from "./address-book.ts";
import { excessOverChance, IntervalSet, type Points } from "./chance.ts";
import { findExactCallers } from "./exact-ids.ts";
import type { HostOffsets } from "./host-offsets.ts";
import { type Fit, fits } from "./may-call.ts";
import type { Operation } from "./operations.ts";
import { pairCalls, type TimedSpan } from "./pair-calls.ts";
import { pushTo } from "./push-to.ts";
import { addLost, type HopScan } from "./recorded.ts";
import { endOf, isCallKind, isEntryKind, isRoot, operationOf, type SpanColumns, TOLERANCE_NANO } from "./span-facts.ts";
import type { HopProof } from "./table.ts";

/** Calls of one operation under one operation: the same lines of code. */
export interface CallSite {
  readonly operation: Operation;
  /** Operation the call is made under; -1 = none. */
  readonly under: number;
  readonly calls: SpanIndex[];
}

export interface LostHopsInput {
  readonly columns: SpanColumns;
  readonly scan: HopScan;
  readonly book: AddressBook;
  readonly offsets: HostOffsets;
  /** Roots already told apart as lost inside their service. */
  readonly inProcess: ReadonlySet<SpanIndex>;
}

/** Sigmas that times alone need before they count as evidence, and for path and method with times. */
const SIGMA_TIME = 8;
const SIGMA_PATH = 4;
const FEWEST_BY_TIME = 8;
/** Few roots and few calls are one group's only where their numbers nearly agree. */
const FEW_RATIO = 1.5;
/** What a caller without CLIENT spans must show. */
const SIGMA_ENCLOSED = 9;
const FEWEST_ENCLOSED = 20;
const ENCLOSED_SHARE = 0.95;
const MOST_CHANCE = 0.6;
/** Of the roots' own durations: within more slack than that, whatever is near encloses them, their own callees too. */
const ENCLOSED_SLACK = 0.1;
const MOST_SAMPLES = 200;
const MOST_GROUPS = 64;
const MOST_OPERATIONS = 400;
/** Share of the smaller side that must pair in time where address or operation say it. */
const PAIRED_SHARE = 0.5;

export function findLostHops(input: LostHopsInput): void {
  const { columns, scan } = input;
  joinExact(input);
  const roots = groupRoots(input);
  const sites = groupCalls(columns, scan);
  for (const callees of roots.values()) joinByEvidence(input, callees, sites);
  for (const callees of roots.values()) joinByTime(input, callees, sites);
  for (const callees of roots.values()) joinFew(input, callees, sites);
  joinEnclosing(input, roots);
}

function joinExact({ columns, scan, inProcess }: LostHopsInput): void {
  const { spans } = columns.dataSet;
  const candidates: SpanIndex[] = [];
  for (let span = 0; span < spans.length; span++) {
    if (spans.parent[span] !== -1 || inProcess.has(span)) continue;
    const hop = scan.hopOf[span]!;
    if (hop === -1 || scan.hops.get(hop).state === "orphan") candidates.push(span);
  }
  for (const { callee, caller, how } of findExactCallers(columns, candidates).values()) {
    addLost(columns, scan, caller, callee, how === "truncated" ? "id" : "header");
  }
}

/** Roots by operation: SERVER and CONSUMER, and any first span of a party that has neither. */
function groupRoots({ columns, scan, inProcess }: LostHopsInput): Map<number, SpanIndex[]> {
  const { spans } = columns.dataSet;
  const served = new Set<number>();
  for (const { kind, party } of columns.operations.list) if (isEntryKind(kind)) served.add(party);
  const groups = new Map<number, SpanIndex[]>();
  for (let span = 0; span < spans.length; span++) {
    if (!isRoot(columns, span) || scan.hopOf[span] !== -1 || inProcess.has(span)) continue;
    if (!isEntryKind(spans.kind[span]!) && served.has(columns.party[span]!)) continue;
    if (Number.isNaN(spans.start[span]!)) continue;
    pushTo(groups, columns.operations.ofSpan[span]!, span);
  }
  return groups;
}

function groupCalls(columns: SpanColumns, scan: HopScan): CallSite[] {
  const { spans } = columns.dataSet;
  const sites = new Map<string, CallSite>();
  for (const call of scan.calls) {
    if (scan.answered[call] === 1 || Number.isNaN(spans.start[call]!)) continue;
    const parent = spans.parent[call]!;
    const under = parent === -1 ? -1 : columns.operations.ofSpan[parent]!;
    const operation = operationOf(columns, call);
    const key = `${operation.index} ${under}`;
    const site = sites.get(key);
    if (site) site.calls.push(call);
    else sites.set(key, { operation, under, calls: [call] });
  }
  return [...sites.values()];
}

/** Address, name, RPC method or destination say whom the site calls: the times must only not contradict. */
function joinByEvidence(input: LostHopsInput, callees: SpanIndex[], sites: readonly CallSite[]): void {
  const { columns, book } = input;
  const callee = operationOf(columns, callees[0]!);
  const chosen: { site: CallSite; proof: HopProof }[] = [];
  for (const site of sites) {
    const fit = fitOf(columns, site.operation, callee);
    if (fit === "never") continue;
    const party = book.resolve(site.operation);
    if (party === callee.party) chosen.push({ site, proof: "address" });
    else if (party === undefined && fit === "operation" && site.operation.party !== callee.party)
      chosen.push({ site, proof: "operation" });
  }
  if (chosen.length === 0) return;
  const calls = chosen.flatMap(({ site }) => open(input, site.calls));
  const free = unclaimed(input, callees);
  const pairs = pair(input, calls, free, callee);
  const fewer = Math.min(calls.length, free.length);
  if (fewer === 0 || pairs.size < PAIRED_SHARE * fewer) return;
  const proofOf = new Map(chosen.flatMap(({ site, proof }) => site.calls.map((call) => [call, proof] as const)));
  for (const [span, call] of pairs) addLost(columns, input.scan, call, span, proofOf.get(call) ?? "operation");
}

/** Nothing names the callee: sites whose calls contain these roots far beyond chance. */
function joinByTime(input: LostHopsInput, callees: SpanIndex[], sites: readonly CallSite[]): void {
  const { columns, book } = input;
  const callee = operationOf(columns, callees[0]!);
  const free = unclaimed(input, callees);
  if (free.length < FEWEST_BY_TIME) return;
  const points = pointsOf(columns, free);
  const found: SpanIndex[] = [];
  let needed = SIGMA_PATH;
  for (const site of sites) {
    const fit = fitOf(columns, site.operation, callee);
    if (fit === "never" || site.operation.party === callee.party || site.calls.length < FEWEST_BY_TIME / 2) continue;
    if (book.resolve(site.operation) !== undefined) continue;
    const calls = open(input, site.calls);
    if (calls.length < FEWEST_BY_TIME / 2) continue;
    const bar = fit === "open" ? SIGMA_TIME : SIGMA_PATH;
    const excess = excessOverChance(points, intervalsOf(input, calls, free), TOLERANCE_NANO, { leastShare: 0.1 });
    if (excess.sigma < bar) continue;
    needed = Math.max(needed, bar);
    for (const call of calls) found.push(call);
  }
  if (found.length === 0) return;
  const excess = excessOverChance(points, intervalsOf(input, found, free), TOLERANCE_NANO, {});
  if (excess.sigma < needed) return;
  for (const [span, call] of pair(input, found, free, callee)) addLost(columns, input.scan, call, span, "time");
}

/** Too few for chance to be told: method and path agree, and each root lies in a call of its own. */
function joinFew(input: LostHopsInput, callees: SpanIndex[], sites: readonly CallSite[]): void {
  const { columns, book } = input;
  const callee = operationOf(columns, callees[0]!);
  const free = unclaimed(input, callees);
  if (free.length === 0 || free.length >= FEWEST_BY_TIME) return;
  const calls = sites
    .filter(({ operation }) => operation.party !== callee.party && fitOf(columns, operation, callee) === "path")
    .filter(({ operation }) => book.resolve(operation) === undefined)
    .flatMap((site) => open(input, site.calls));
  if (Math.max(calls.length, free.length) > FEW_RATIO * Math.min(calls.length, free.length)) return;
  const pairs = pair(input, calls, free, callee);
  if (pairs.size < Math.min(calls.length, free.length)) return;
  for (const [span, call] of pairs) addLost(columns, input.scan, call, span, "operation");
}

/**
 * No CLIENT span was made at all: SERVER and INTERNAL spans of another service that contain the roots far beyond chance. Only of
 * services that make no such span for any call: else two entries that one page calls at once would look the same.
 */
function joinEnclosing(input: LostHopsInput, roots: ReadonlyMap<number, readonly SpanIndex[]>): void {
  const { columns, scan } = input;
  const left = [...roots.values()]
    .map((callees) => unclaimed(input, callees))
    .filter((free) => free.length >= FEWEST_ENCLOSED && isEntryKind(columns.dataSet.spans.kind[free[0]!]!))
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_GROUPS);
  if (left.length === 0) return;
  const clients = new Set(columns.operations.list.filter(isWireCall).map(({ party }) => party));
  const enclosing = groupEnclosing(columns, clients, Math.min(...left.map((free) => free.length)) / 4);
  for (const free of left) {
    const callee = operationOf(columns, free[0]!);
    if (callee.protocol === "messaging") continue;
    const points = pointsOf(columns, free);
    const sample = { start: points.start.slice(0, MOST_SAMPLES), end: points.end.slice(0, MOST_SAMPLES) };
    const slack = Math.min(TOLERANCE_NANO, ENCLOSED_SLACK * medianDuration(sample));
    let best: { sigma: number; spans: readonly SpanIndex[] } | undefined;
    for (const [operation, spans] of enclosing) {
      const caller = columns.operations.list[operation]!;
      if (caller.party === callee.party || fitOfEnvironment(columns, caller, callee) === false) continue;
      const intervals = intervalsOf(input, spans, free);
      if (insideShare(sample, intervals, slack) < ENCLOSED_SHARE) continue;
      const excess = excessOverChance(points, intervals, slack, {
        leastShare: ENCLOSED_SHARE,
        anyDelay: true,
      });
      const { sigma } = excess.chance > MOST_CHANCE ? { sigma: 0 } : excess;
      if (sigma >= SIGMA_ENCLOSED && sigma > (best?.sigma ?? 0)) best = { sigma, spans };
    }
    if (best === undefined) continue;
    for (const [span, call] of pair(input, best.spans, free, callee, true)) addLost(columns, scan, call, span, "time");
  }
}

function medianDuration({ start, end }: Points): number {
  return start.map((from, at) => end[at]! - from).sort()[start.length >> 1] ?? 0;
}

function insideShare({ start, end }: Points, intervals: IntervalSet, slack: number): number {
  let inside = 0;
  for (let at = 0; at < start.length; at++) if (intervals.contains(start[at]!, end[at]!, slack)) inside++;
  return inside / start.length;
}

/** SERVER, CONSUMER and INTERNAL spans by operation, those with at least so many. */
function groupEnclosing(columns: SpanColumns, clients: ReadonlySet<number>, fewest: number): [number, SpanIndex[]][] {
  const { spans } = columns.dataSet;
  const groups = new Map<number, SpanIndex[]>();
  for (let span = 0; span < spans.length; span++) {
    const operation = operationOf(columns, span);
    if (
      clients.has(operation.party) ||
      isCallKind(operation.kind) ||
      operation.count < fewest ||
      !(spans.duration[span]! > 0)
    )
      continue;
    pushTo(groups, operation.index, span);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length).slice(0, MOST_OPERATIONS);
}

const isWireCall = ({ kind, protocol }: Operation) =>
  kind === SpanKind.client && protocol !== "db" && protocol !== "messaging";

const fitOfEnvironment = ({ parties }: SpanColumns, a: Operation, b: Operation) =>
  parties.list[a.party]!.environment === parties.list[b.party]!.environment;

function fitOf({ parties }: SpanColumns, call: Operation, callee: Operation): Fit {
  if (parties.list[call.party]!.environment !== parties.list[callee.party]!.environment) return "never";
  return fits(call, callee);
}

const open = ({ scan }: LostHopsInput, calls: readonly SpanIndex[]) =>
  calls.filter((call) => scan.answered[call] === 0);
const unclaimed = ({ scan }: LostHopsInput, roots: readonly SpanIndex[]) =>
  roots.filter((root) => scan.hopOf[root] === -1);

function pair(
  input: LostHopsInput,
  calls: readonly SpanIndex[],
  callees: readonly SpanIndex[],
  callee: Operation,
  shared = false,
) {
  const { columns } = input;
  const message = callee.protocol === "messaging";
  const on = (span: SpanIndex, offset: number): TimedSpan => ({
    span,
    start: columns.dataSet.spans.start[span]! - offset,
    end: endOf(columns, span) - offset,
  });
  const offset = offsetFor(input, calls, callees);
  return pairCalls(
    calls.map((call) => on(call, 0)),
    callees.map((span) => on(span, offset)),
    { afterEnd: message, shared },
  );
}

/** One clock offset for the pair of groups: that of their first spans' hosts. */
function offsetFor({ columns, offsets }: LostHopsInput, calls: readonly SpanIndex[], callees: readonly SpanIndex[]) {
  if (calls.length === 0 || callees.length === 0) return 0;
  return offsets.between(columns.host[calls[0]!]!, columns.host[callees[0]!]!);
}

export function pointsOf(columns: SpanColumns, spans: readonly SpanIndex[], offset = 0): Points {
  const { start } = columns.dataSet.spans;
  const end = (span: SpanIndex) => {
    const at = endOf(columns, span);
    return Number.isNaN(at) ? start[span]! : at;
  };
  return {
    start: Float64Array.from(spans, (span) => start[span]! - offset),
    end: Float64Array.from(spans, (span) => end(span) - offset),
  };
}

function intervalsOf(input: LostHopsInput, calls: readonly SpanIndex[], callees: readonly SpanIndex[]): IntervalSet {
  const { start, end } = pointsOf(input.columns, calls, -offsetFor(input, calls, callees));
  return new IntervalSet(start, end);
}
