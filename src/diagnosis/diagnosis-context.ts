/** What every rule reads: the spans, the hops, what is missing. Built once. */

import { type CapturedContext, readCaptured, TRACEPARENT_KEYS } from "../carriers/captured.ts";
import { findHops, type Hops } from "../hops/find.ts";
import { findMissingParents, type MissingParents } from "../hops/missing-parents.ts";
import { SilentParties } from "../hops/silent-parties.ts";
import { buildSpanColumns, isEntryKind, type SpanColumns } from "../hops/span-facts.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";
import { type EdgeTally, tallyEdges } from "./continuity.ts";
import { type SortedMissing, sortMissing } from "./sort-missing.ts";

export interface DiagnosisContext {
  readonly dataSet: DataSet;
  readonly columns: SpanColumns;
  readonly hops: Hops;
  readonly edges: readonly EdgeTally[];
  readonly missing: MissingParents;
  readonly sorted: SortedMissing;
  /** Who exports nothing, and passes the context on. */
  readonly silent: SilentParties;
  /** Headers that the span recorded, read; undefined = none. Remembered. */
  captured(span: SpanIndex): CapturedContext | undefined;
  /** Whether SERVER and CONSUMER spans of the party record a traceparent where one comes. */
  recordsTraceparent(party: number): boolean;
  /** "checkout", or "checkout (staging)" where several environments are in the data. */
  nameOf(party: number): string;
}

/** In steps, so that a worker can breathe between them; yields the share that is done, 0 to 1. */
export function* diagnosisContextSteps(dataSet: DataSet): Generator<number, DiagnosisContext> {
  const columns = buildSpanColumns(dataSet);
  yield 0.45;
  const hops = findHops(columns);
  yield 0.95;
  const missing = findMissingParents(columns, hops);
  const remembered = new Map<SpanIndex, CapturedContext | undefined>();
  const captured = (span: SpanIndex) => {
    if (!remembered.has(span)) remembered.set(span, readCaptured(dataSet, span));
    return remembered.get(span);
  };
  const recording = recordingParties(columns);
  return {
    dataSet,
    columns,
    hops,
    edges: tallyEdges(hops, columns),
    missing,
    sorted: sortMissing(columns, missing, captured),
    silent: new SilentParties(columns, hops),
    captured,
    recordsTraceparent: (party) => recording.has(party),
    nameOf: (party) => columns.parties.list[party]?.service ?? "another service",
  };
}

function recordingParties(columns: SpanColumns): Set<number> {
  const { spans, hotAttributes } = columns.dataSet;
  const found = new Set<number>();
  for (let span = 0; span < spans.length; span++) {
    if (!isEntryKind(spans.kind[span]!) || found.has(columns.party[span]!)) continue;
    for (let row = spans.hotFirst[span]!; row < spans.hotFirst[span + 1]!; row++) {
      if (TRACEPARENT_KEYS.has(hotAttributes.key[row]!)) found.add(columns.party[span]!);
    }
  }
  return found;
}
