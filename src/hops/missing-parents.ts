/**
 * Spans that name a parent which is nowhere in their trace, grouped by that parent: twenty orphans of one missing span are one
 * case.
 *
 *   trace T, parent id X on no span
 *     ├─ orphan   flags 0x100        local:  X was in the same process, and never ended or never sent
 *     └─ orphan   flags 0x300        remote: X was sent by another process, which did not export it
 *   flags without 0x100 do not tell: SERVER and CONSUMER are taken as remote, others as local.
 *
 * Whose span is missing is learnt from the traces that are whole: what is usually above this operation. O(spans).
 */
import { isOrphan } from "../analysis/summarise-data-set.ts";
import { SpanFlag } from "../model/enums.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { Hops } from "./find.ts";
import { findPartyGaps, type PartyGaps } from "./party-gaps.ts";
import { isEntryKind, type SpanColumns } from "./span-facts.ts";

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
}

export interface MissingParents {
  readonly list: readonly MissingParent[];
  readonly gaps: PartyGaps;
}

export function findMissingParents(columns: SpanColumns, hops: Hops): MissingParents {
  const { spans, traces } = columns.dataSet;
  const groups = new Map<string, SpanIndex[]>();
  for (let trace = 0; trace < traces.length; trace++) {
    if (traces.orphanCount[trace] === 0) continue;
    const first = traces.first[trace]!;
    for (let span = first; span < first + traces.count[trace]!; span++) {
      if (!isOrphan(spans, span) || isExplained(hops, span)) continue;
      const key = `${trace} ${spans.parentSpanIdHigh[span]} ${spans.parentSpanIdLow[span]}`;
      const group = groups.get(key);
      if (group) group.push(span);
      else groups.set(key, [span]);
    }
  }
  const usual = groups.size === 0 ? undefined : usualParents(columns);
  const gaps = findPartyGaps(columns, hops);
  const took = groups.size === 0 ? undefined : longestOf(columns);
  const list = [...groups.values()].map((children) => describeMissing(columns, children, usual!, took!, gaps));
  return { list, gaps };
}

/** An orphan whose true parent is known in another trace is a lost hop, not a missing span. */
function isExplained({ hopOf, table }: Hops, span: SpanIndex): boolean {
  const row = hopOf[span]!;
  return row !== -1 && table.get(row).state !== "orphan";
}

function describeMissing(
  columns: SpanColumns,
  children: readonly SpanIndex[],
  usual: ReadonlyMap<number, number>,
  took: Float64Array,
  gaps: PartyGaps,
): MissingParent {
  const { spans, traces } = columns.dataSet;
  const { ofSpan, list } = columns.operations;
  const known = children.filter((span) => (spans.flags[span]! & SpanFlag.hasIsRemote) !== 0);
  const sure = known.length > 0;
  const local = sure
    ? known.some((span) => (spans.flags[span]! & SpanFlag.isRemote) === 0)
    : children.some((span) => !isEntryKind(spans.kind[span]!));
  const votes = new Map<number, number>();
  for (const span of children) {
    const parent = usual.get(ofSpan[span]!);
    if (parent === undefined) continue;
    if (local && list[parent]!.party !== columns.party[span]) continue;
    votes.set(parent, (votes.get(parent) ?? 0) + 1);
  }
  const [operation] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [-1];
  const party = local ? columns.party[children[0]!]! : operation === -1 ? -1 : list[operation]!.party;
  const trace = spans.trace[children[0]!]!;
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
        gaps.isInGap(party, spans.start[span]!, local ? columns.instance[span]! : -1, took[operation] ?? 0),
      ),
  };
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
