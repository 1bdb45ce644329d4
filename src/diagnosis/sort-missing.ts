/**
 * Sorts missing parents by what their absence means. First what each span says by itself, then what the population says.
 *
 *   unsampled   the recorded traceparent ends in 00: the caller said that it records nothing
 *   exit        where an instance of the missing span's service ended
 *   cut         it would have ended outside of what its service sent: the recording begins and ends somewhere
 *   upstream    no root in the trace, nothing of the caller: the upper part of the trace is not in the data
 *   scattered   services and operations lose spans alike: something between them and the file drops some
 *   filtered    spans of this kind are nowhere, leaves included, where a library always ends them: a filter dropped them
 *   unseen      a parent that is never seen ended anywhere, of a service's own code: never ended, or dropped by name
 *   unexported  a service that never exports the CLIENT spans of its calls, though it sends their ids
 *   between     something called by the caller and calling the callee passes the context on and sends no spans here
 *   leak        a local parent: ended in other requests, here not
 *   hole        above and below are there, the whole service between them is not, in this trace
 *   single      the service has other spans in the trace: one span is missing
 */
import type { CapturedContext } from "../carriers/captured.ts";
import { isInstrumentationScope } from "../hops/instrumentation-scopes.ts";
import type { MissingParent, MissingParents } from "../hops/missing-parents.ts";
import { pushTo } from "../hops/push-to.ts";
import { isEntryKind, type SpanColumns } from "../hops/span-facts.ts";
import { SpanKind } from "../model/enums.ts";
import type { SpanIndex } from "../model/index-types.ts";
import { findCutOff } from "./cut-windows.ts";
import { isScattered } from "./scattered.ts";

const KINDS = [
  "unsampled",
  "exit",
  "cut",
  "upstream",
  "scattered",
  "filtered",
  "unseen",
  "unexported",
  "between",
  "leak",
  "hole",
  "single",
] as const;
export type MissingKind = (typeof KINDS)[number];
export type SortedMissing = Readonly<Record<MissingKind, readonly MissingParent[]>>;

/** Share of a party's missing spans that must lie at ends of its instances for the ends to be the reason. */
const EXIT_SHARE = 0.7;
/** An operation whose children have their parent in more than this share of cases is seen ended. */
const SEEN_SHARE = 0.02;

export function sortMissing(
  columns: SpanColumns,
  missing: MissingParents,
  captured: (span: SpanIndex) => CapturedContext | undefined,
): SortedMissing {
  const sorted = Object.fromEntries(KINDS.map((kind) => [kind, [] as MissingParent[]])) as Record<
    MissingKind,
    MissingParent[]
  >;
  const exiting = partiesThatExit(missing.list);
  const left: MissingParent[] = [];
  for (const each of missing.list) {
    if (each.children.some((span) => saysUnsampled(captured(span)))) sorted.unsampled.push(each);
    else if (each.atExit && exiting.has(each.party)) sorted.exit.push(each);
    else left.push(each);
  }
  const cut = findCutOff(columns, [...groupAlike(columns, left).values()]);
  const inside = left.filter((each) => !cut.has(each));
  sorted.cut.push(...cut);
  const scattered = isScattered(columns, missing, inside);
  for (const group of groupAlike(columns, inside).values()) {
    if (scattered(group)) sorted.scattered.push(...group);
    else for (const [kind, some] of kindsOf(columns, group)) sorted[kind].push(...some);
  }
  moveFiltered(columns, sorted);
  return sorted;
}

/** Missing spans of one service with the same operation below them. */
function groupAlike(columns: SpanColumns, list: readonly MissingParent[]): Map<string, MissingParent[]> {
  const groups = new Map<string, MissingParent[]>();
  for (const missing of list) {
    const child = columns.operations.ofSpan[missing.children[0]!]!;
    const what = missing.operation === -1 ? `child ${child}` : missing.operation;
    pushTo(groups, `${missing.party} ${missing.local} ${what}`, missing);
  }
  return groups;
}

function kindsOf(columns: SpanColumns, group: readonly MissingParent[]): [MissingKind, MissingParent[]][] {
  const seen = Math.max(...group.map((missing) => missing.seen));
  const isSeen = seen > SEEN_SHARE * (seen + group.length);
  const kinds = new Map<MissingKind, MissingParent[]>();
  for (const missing of group) pushTo(kinds, kindOf(columns, missing, isSeen), missing);
  return [...kinds];
}

function kindOf(columns: SpanColumns, missing: MissingParent, isSeen: boolean): MissingKind {
  const { local, hasRoot, partyPresent, party, around, inCall } = missing;
  if (local) {
    if (isSeen) return isEndedByLibrary(columns, missing) ? "single" : "leak";
    return isEntryMissing(columns, missing) ? "filtered" : "unseen";
  }
  if (around === -1 && !hasRoot) return "upstream";
  if (inCall) return party === -1 ? "between" : partyPresent ? "single" : "hole";
  if (around !== -1 && !isSeen && columns.dataSet.spans.kind[around] !== SpanKind.client) return "unexported";
  if (!hasRoot && !partyPresent) return "upstream";
  return partyPresent || party === -1 ? "single" : "hole";
}

/** Nothing of the process stands above the child: what is missing is the span that its server library makes and ends. */
function isEntryMissing(columns: SpanColumns, { children, around }: MissingParent): boolean {
  if (around !== -1) return false;
  const { scopes, strings, spans } = columns.dataSet;
  const scope = spans.scope[children[0]!]!;
  const party = columns.party[children[0]!];
  const makesEntries = columns.operations.list.some(
    (operation) => operation.party === party && isEntryKind(operation.kind),
  );
  return !makesEntries || isInstrumentationScope(scope < 0 ? "" : strings.get(scopes.name[scope]!));
}

/** Server libraries end their spans: one that is missing was lost later. */
function isEndedByLibrary(
  { operations, dataSet: { scopes, strings } }: SpanColumns,
  { operation }: MissingParent,
): boolean {
  if (operation === -1) return false;
  const { kind, scope } = operations.list[operation]!;
  return isEntryKind(kind) && scope >= 0 && isInstrumentationScope(strings.get(scopes.name[scope]!));
}

/** A filter strikes in several services alike: the never seen ones of more than one service are its work. */
function moveFiltered(columns: SpanColumns, sorted: Record<MissingKind, MissingParent[]>): void {
  for (const kind of ["unseen", "unexported"] as const) {
    const parties = new Set(sorted[kind].map(({ party }) => party));
    if (parties.size < 2 && !(parties.size > 0 && sorted.filtered.length > 0)) continue;
    if (columns.parties.list.length < 2) continue;
    sorted.filtered.push(...sorted[kind]);
    sorted[kind] = [];
  }
}

/** The caller's own words: a traceparent that carries the flag "not sampled". */
function saysUnsampled(captured: CapturedContext | undefined): boolean {
  return captured?.reading.readings.some(({ context }) => context?.sampled === false) ?? false;
}

function partiesThatExit(list: readonly MissingParent[]): Set<number> {
  const tally = new Map<number, { all: number; atExit: number }>();
  for (const { party, atExit } of list) {
    const counts = tally.get(party) ?? { all: 0, atExit: 0 };
    tally.set(party, counts);
    counts.all++;
    if (atExit) counts.atExit++;
  }
  return new Set([...tally].filter(([, { all, atExit }]) => atExit >= EXIT_SHARE * all).map(([party]) => party));
}
