import type { SpanIndex } from "../model/index-types.ts";
import type { AddressBook } from "./address-book.ts";
import { excessOverChance, IntervalSet, type Points } from "./chance.ts";
import { findExactCallers } from "./exact-ids.ts";
import { findExactLinks } from "./exact-links.ts";
import type { HostOffsets } from "./host-offsets.ts";
import { type Fit, fits } from "./may-call.ts";
import type { Operation } from "./operations.ts";
import { pairCalls, type TimedSpan } from "./pair-calls.ts";
import { pushTo } from "./push-to.ts";
import { addLost, type HopScan } from "./recorded.ts";
import { endOf, isEntryKind, isRoot, operationOf, type SpanColumns, TOLERANCE_NANO } from "./span-facts.ts";
import type { HopProof } from "./table.ts";
import { joinUncalled } from "./uncalled.ts";
import { joinMessages } from "./uncalled-messages.ts";

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
  const left = () =>
    [...roots].map(([operation, callees]) => ({ operation, roots: byStart(columns, unclaimed(input, callees)) }));
  joinMessages(columns, scan, left());
  joinUncalled(input, left());
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
  const roots = candidates.filter((span) => scan.hopOf[span] === -1 && isEntryKind(spans.kind[span]!));
  const unanswered = new Set(scan.calls.filter((call) => scan.answered[call] === 0));
  for (const { child, parent, reason } of findExactLinks(columns, roots, (span) => unanswered.has(span))) {
    addLost(columns, scan, parent, child, reason === "message-id" || reason === "request-id" ? reason : "header");
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

function fitOf({ parties }: SpanColumns, call: Operation, callee: Operation): Fit {
  if (parties.list[call.party]!.environment !== parties.list[callee.party]!.environment) return "never";
  return fits(call, callee);
}

const open = ({ scan }: LostHopsInput, calls: readonly SpanIndex[]) =>
  calls.filter((call) => scan.answered[call] === 0);
const unclaimed = ({ scan }: LostHopsInput, roots: readonly SpanIndex[]) =>
  roots.filter((root) => scan.hopOf[root] === -1);

const byStart = ({ dataSet: { spans } }: SpanColumns, list: readonly SpanIndex[]) =>
  [...list].sort((a, b) => spans.start[a]! - spans.start[b]!);

function pair(input: LostHopsInput, calls: readonly SpanIndex[], callees: readonly SpanIndex[], callee: Operation) {
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
    { afterEnd: message, shared: false },
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
