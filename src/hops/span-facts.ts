/**
 * What the whole diagnosis reads of each span, worked out once: who, which process, whose clock, which operation.
 * One entry a span in every column. O(spans + hot attributes).
 */
import { SpanKind } from "../model/enums.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";
import { groupOperations, type Operation, type Operations } from "./operations.ts";
import { listParties, type Parties, spreadToSpans } from "./who.ts";

export interface SpanColumns {
  readonly dataSet: DataSet;
  readonly parties: Parties;
  readonly party: Int32Array;
  readonly instance: Int32Array;
  /** Number of the host in `parties.hostNames`; -1 = unknown. */
  readonly host: Int32Array;
  readonly operations: Operations;
}

/** JavaScript SDKs stamp starts in whole milliseconds and ends exactly: a child may stick out by that much. */
export const TOLERANCE_NANO = 2e6;

export function buildSpanColumns(dataSet: DataSet): SpanColumns {
  const parties = listParties(dataSet);
  const party = spreadToSpans(dataSet, parties.ofResource);
  return {
    dataSet,
    parties,
    party,
    instance: spreadToSpans(dataSet, parties.instanceOfResource),
    host: spreadToSpans(dataSet, parties.hostOfResource),
    operations: groupOperations(dataSet, party),
  };
}

export const isCallKind = (kind: number): boolean => kind === SpanKind.client || kind === SpanKind.producer;
export const isEntryKind = (kind: number): boolean => kind === SpanKind.server || kind === SpanKind.consumer;

export function operationOf({ operations }: SpanColumns, span: SpanIndex): Operation {
  return operations.list[operations.ofSpan[span]!]!;
}

/** NaN where start or duration is unknown. */
export function endOf({ dataSet }: SpanColumns, span: SpanIndex): number {
  return dataSet.spans.start[span]! + dataSet.spans.duration[span]!;
}

/** No parent id at all: parentSpanId was not exported. */
export function isRoot({ dataSet }: SpanColumns, span: SpanIndex): boolean {
  const { spans } = dataSet;
  return spans.parent[span] === -1 && spans.parentSpanIdHigh[span] === 0 && spans.parentSpanIdLow[span] === 0;
}

/**
 * The nearest SERVER or CONSUMER span of the same party at or above the span, else its topmost span in that party.
 * O(depth).
 */
export function entryAbove(columns: SpanColumns, span: SpanIndex): SpanIndex {
  const { spans } = columns.dataSet;
  let at = span;
  while (!isEntryKind(spans.kind[at]!)) {
    const parent = spans.parent[at]!;
    if (parent === -1 || columns.party[parent] !== columns.party[at]) return at;
    at = parent;
  }
  return at;
}
