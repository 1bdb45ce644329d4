/**
 * Spans that name a parent which is nowhere in their trace, grouped by that parent: twenty orphans of one missing span are one
 * case.
 *
 *   trace T, parent id X on no span
 *     ├─ orphan   flags 0x100        local:  X was in the same process, and never ended or never sent
 *     └─ orphan   flags 0x300        remote: X was sent by another process, which did not export it
 *   flags without 0x100 do not tell: SERVER and CONSUMER are taken as remote, others as local.
 *
 * Whose span is missing: of a local one the process's own; of a remote one the party whose open span in this very trace encloses the
 * orphan; else the party that is usually above this operation in traces that are whole. O(spans + missing x spans open at once).
 */
import { isOrphan } from "../analysis/summarise-data-set.ts";
import { SpanFlag } from "../model/enums.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { Hops } from "./find.ts";
import { OpenSpans } from "./open-spans.ts";
import { findPartyGaps, type PartyGaps } from "./party-gaps.ts";
import { pushTo } from "./push-to.ts";
import { isCallKind, isEntryKind, operationOf, type SpanColumns } from "./span-facts.ts";
import { HopStateNumber } from "./table.ts";

export interface MissingParent {
  readonly trace: number;
  readonly children: readonly SpanIndex[];
  readonly local: boolean;
  /** Whether flags say so, or only the kind. */
  readonly sure: boolean;
  /** Whose span is missing; -1 = not known. */
  readonly party: number;
  /** Operation that is usually there; -1 = not known. */
  readonly operation: number;
  /** Whether the trace holds a root, so that something above the gap is there. */
  readonly hasRoot: boolean;
  /** Whether the party has other spans in this trace. */
  readonly partyPresent: boolean;
  /** The gap lies where one instance of the party fell silent before the next began. */
  readonly atExit: boolean;
  /** Span of the trace that was open when the first child began and speaks for what is missing; -1 = none. */
  readonly around: SpanIndex;
  /** Whether that is a call that nothing in the data answers. */
  readonly inCall: boolean;
  /** How many children of the same operations hang below that party in this data. */
  readonly seen: number;
}

export interface MissingParents {
  readonly list: readonly MissingParent[];
  readonly gaps: PartyGaps;
  /** How many children of each operation have their parent in the data. */
  readonly attached: Int32Array;
}

/** Children of an operation that hang below a party. */
const belowKey = (operation: number, party: number, parties: number) => operation * parties + party;

export function findMissingParents(columns: SpanColumns, hops: Hops): MissingParents {
  const { spans, traces } = columns.dataSet;
  const groups = new Map<string, SpanIndex[]>();
  const torn: SpanIndex[] = [];
  for (let trace = 0; trace < traces.length; trace++) {
    if (traces.orphanCount[trace] === 0) continue;
    const first = traces.first[trace]!;
    for (let span = first; span < first + traces.count[trace]!; span++) {
      torn.push(span);
      if (isOrphan(spans, span) && !isExplained(hops, span))
        pushTo(groups, `${trace} ${spans.parentSpanIdHigh[span]} ${spans.parentSpanIdLow[span]}`, span);
    }
  }
  const gaps = findPartyGaps(columns, hops);
  if (groups.size === 0) return { list: [], gaps, attached: new Int32Array(columns.operations.list.length) };
  const tables = {
    usual: usualParents(columns),
    took: longestOf(columns),
    gaps,
    open: new OpenSpans(columns, torn, spans.trace),
    called: calledParties(hops),
    below: countBelow(columns),
  };
  return {
    list: [...groups.values()].map((children) => describeMissing(columns, children, tables)),
    gaps,
    attached: countAttached(columns),
  };
}

/** An orphan whose true parent is known in another trace is a lost hop, not a missing span. */
function isExplained({ hopOf, table }: Hops, span: SpanIndex): boolean {
  const row = hopOf[span]!;
  return row !== -1 && table.get(row).state !== "orphan";
}

interface Tables {
  readonly usual: ReadonlyMap<number, number>;
  readonly took: Float64Array;
  readonly gaps: PartyGaps;
  readonly open: OpenSpans;
  /** Of calls that nothing in the data answers: the party that was called; -1 = not known. */
  readonly called: ReadonlyMap<SpanIndex, number>;
  readonly below: ReadonlyMap<number, number>;
}

function describeMissing(columns: SpanColumns, children: readonly SpanIndex[], tables: Tables): MissingParent {
  const { spans, traces } = columns.dataSet;
  const { ofSpan, list } = columns.operations;
  const known = children.filter((span) => (spans.flags[span]! & SpanFlag.hasIsRemote) !== 0);
  const sure = known.length > 0;
  const local = sure
    ? known.some((span) => (spans.flags[span]! & SpanFlag.isRemote) === 0)
    : children.some((span) => !isEntryKind(spans.kind[span]!));
  const child = children[0]!;
  const votes = new Map<number, number>();
  for (const span of children) {
    const parent = tables.usual.get(ofSpan[span]!);
    if (parent === undefined) continue;
    if (local && list[parent]!.party !== columns.party[span]) continue;
    votes.set(parent, (votes.get(parent) ?? 0) + 1);
  }
  const [usual] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [-1];
  const usualParty = usual === -1 ? -1 : list[usual]!.party;
  const { around, inCall } = enclosing(columns, children, local, usualParty, tables);
  const open = around === -1 ? -1 : columns.party[around]!;
  const party = local ? columns.party[child]! : inCall || open === -1 ? usualParty : open;
  const operation = usual !== -1 && usualParty === party ? usual : -1;
  const trace = spans.trace[child]!;
  const first = traces.first[trace]!;
  const rows = columns.party.subarray(first, first + traces.count[trace]!);
  return {
    trace,
    children,
    local,
    sure,
    party,
    operation,
    hasRoot: traces.rootCount[trace]! > 0,
    partyPresent: party !== -1 && rows.includes(party),
    atExit:
      party !== -1 &&
      children.some((span) =>
        tables.gaps.isInGap(
          party,
          spans.start[span]!,
          local ? columns.instance[span]! : -1,
          tables.took[operation] ?? 0,
        ),
      ),
    around,
    inCall,
    seen: [...new Set(children.map((span) => ofSpan[span]!))].reduce(
      (sum, of) => sum + (tables.below.get(belowKey(of, party, columns.parties.list.length)) ?? 0),
      0,
    ),
  };
}

/**
 * Of the spans that were open when the child began: the usual party's own, else a call to it that nothing answers, else any such call,
 * else the last to begin. A parallel call to somebody else encloses the child by chance.
 */
function enclosing(
  columns: SpanColumns,
  children: readonly SpanIndex[],
  local: boolean,
  usualParty: number,
  { open, called }: Tables,
): { around: SpanIndex; inCall: boolean } {
  const { spans } = columns.dataSet;
  const child = children[0]!;
  const own = columns.party[child]!;
  const isBelow = (span: SpanIndex) => {
    let at = span;
    while (spans.parent[at] !== -1) at = spans.parent[at]!;
    return children.includes(at);
  };
  const candidates = open
    .around(child)
    .filter(
      (span) =>
        span !== child &&
        spans.start[span]! <= spans.start[child]! &&
        (columns.party[span] === own) === local &&
        !isBelow(span),
    );
  if (local) return { around: candidates.at(-1) ?? -1, inCall: false };
  const isOpenCall = (span: SpanIndex) => called.has(span);
  const found = (isIt: (span: SpanIndex) => boolean) => candidates.findLast(isIt);
  const usual =
    usualParty === -1 ? undefined : found((span) => columns.party[span] === usualParty && !isOpenCall(span));
  if (usual !== undefined) return { around: usual, inCall: false };
  const call =
    (usualParty === -1 ? undefined : found((span) => called.get(span) === usualParty)) ??
    found((span) => isOpenCall(span) && !isDatabase(columns, span) && called.get(span) !== own);
  if (call !== undefined) return { around: call, inCall: true };
  const last = found((span) => !isCallKind(spans.kind[span]!));
  return { around: last ?? -1, inCall: false };
}

const isDatabase = (columns: SpanColumns, span: SpanIndex) => operationOf(columns, span).protocol === "db";

function calledParties({ table }: Hops): Map<SpanIndex, number> {
  const called = new Map<SpanIndex, number>();
  const { caller, to, state } = table.columns;
  for (let row = 0; row < table.length; row++)
    if (state[row] === HopStateNumber.unanswered || state[row] === HopStateNumber.leaf)
      called.set(caller[row]!, to[row]!);
  return called;
}

function countBelow(columns: SpanColumns): Map<number, number> {
  const { spans } = columns.dataSet;
  const below = new Map<number, number>();
  for (let span = 0; span < spans.length; span++) {
    const parent = spans.parent[span]!;
    if (parent === -1) continue;
    const key = belowKey(columns.operations.ofSpan[span]!, columns.party[parent]!, columns.parties.list.length);
    below.set(key, (below.get(key) ?? 0) + 1);
  }
  return below;
}

function countAttached({ dataSet: { spans }, operations }: SpanColumns): Int32Array {
  const attached = new Int32Array(operations.list.length);
  for (let span = 0; span < spans.length; span++) if (spans.parent[span] !== -1) attached[operations.ofSpan[span]!]!++;
  return attached;
}

/** Longest exported duration of each operation, nanoseconds. */
function longestOf({ dataSet: { spans }, operations }: SpanColumns): Float64Array {
  const longest = new Float64Array(operations.list.length);
  for (let span = 0; span < spans.length; span++) {
    const operation = operations.ofSpan[span]!;
    if (spans.duration[span]! > longest[operation]!) longest[operation] = spans.duration[span]!;
  }
  return longest;
}

/** For each operation the operation most often above it. */
function usualParents(columns: SpanColumns): Map<number, number> {
  const { spans } = columns.dataSet;
  const { ofSpan } = columns.operations;
  const votes = new Map<number, Map<number, number>>();
  for (let span = 0; span < spans.length; span++) {
    const parent = spans.parent[span]!;
    if (parent === -1) continue;
    const byParent = votes.get(ofSpan[span]!) ?? new Map<number, number>();
    byParent.set(ofSpan[parent]!, (byParent.get(ofSpan[parent]!) ?? 0) + 1);
    votes.set(ofSpan[span]!, byParent);
  }
  return new Map(
    [...votes].map(([operation, byParent]) => [operation, [...byParent].sort((a, b) => b[1] - a[1])[0]![0]]),
  );
}
