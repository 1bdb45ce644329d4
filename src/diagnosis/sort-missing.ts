/**
 * Sorts missing parents by what their absence means.
 *
 *   unsampled   the recorded traceparent ends in 00: the caller said that it records nothing
 *   exit        where an instance of the missing span's service ended
 *   unfinished  at the very end of the data: it was not over when the recording stopped
 *   leak        a local parent: started, never ended
 *   upstream    no root in the trace, nothing of the caller: the upper part of the trace is not in the data
 *   hole        above and below are there, the whole service between them is not, in this trace
 *   single      the service has other spans in the trace: one span is missing
 */

import type { CapturedContext } from "../carriers/captured.ts";
import type { MissingParent, MissingParents } from "../hops/missing-parents.ts";
import type { SpanColumns } from "../hops/span-facts.ts";
import type { SpanIndex } from "../model/index-types.ts";
import { findUnfinished } from "./unfinished.ts";

export interface SortedMissing {
  readonly unsampled: readonly MissingParent[];
  readonly exit: readonly MissingParent[];
  readonly unfinished: readonly MissingParent[];
  readonly leak: readonly MissingParent[];
  readonly upstream: readonly MissingParent[];
  readonly hole: readonly MissingParent[];
  readonly single: readonly MissingParent[];
}

/** Share of a party's missing spans that must lie at ends of its instances for the ends to be the reason. */
const EXIT_SHARE = 0.7;

export function sortMissing(
  columns: SpanColumns,
  { list }: MissingParents,
  captured: (span: SpanIndex) => CapturedContext | undefined,
): SortedMissing {
  const exiting = partiesThatExit(list);
  const sorted = { unsampled: [], exit: [], unfinished: [], leak: [], upstream: [], hole: [], single: [] } as Record<
    keyof SortedMissing,
    MissingParent[]
  >;
  for (const missing of list) sorted[kindOf(missing, exiting, captured)].push(missing);
  const atEnd = findUnfinished(columns, [...sorted.leak, ...sorted.single, ...sorted.hole]);
  for (const kind of ["leak", "single", "hole"] as const) {
    sorted.unfinished.push(...sorted[kind].filter((missing) => atEnd.has(missing)));
    sorted[kind] = sorted[kind].filter((missing) => !atEnd.has(missing));
  }
  return sorted;
}

function kindOf(
  missing: MissingParent,
  exiting: ReadonlySet<number>,
  captured: (span: SpanIndex) => CapturedContext | undefined,
): keyof SortedMissing {
  if (missing.children.some((span) => saysUnsampled(captured(span)))) return "unsampled";
  if (missing.atExit && exiting.has(missing.party)) return "exit";
  if (missing.local) return "leak";
  if (!missing.hasRoot) return "upstream";
  return missing.partyPresent || missing.party === -1 ? "single" : "hole";
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
