/**
 * Parents that ids name outright, before any guess from times.
 *
 *   truncated trace id   child's parent id is a span of a trace whose low 64 bits are the same
 *   foreign parent       child's parent id is on exactly one span, of another trace
 *   captured header      the child kept the header it received, and the span that header names is in the data
 *   message id           exactly one producer sent the message the child consumed
 *   request id           exactly one childless call of another service bears the child's request id
 *
 * Answers nothing where an id is on several spans, in two environments, or where the moments are too far apart for one call. Cost: O(n).
 */
import { hotAttribute } from "../analysis/hot-attributes.ts";
import { readHeader } from "../carriers/read-headers.ts";
import { SpanKind } from "../model/enums.ts";
import type { HotKey } from "../model/hot-keys.ts";
import { hexToWords } from "../model/ids.ts";
import type { DataSet } from "../model/tables.ts";
import type { SpanColumns } from "./span-facts.ts";

export type ExactReason = "truncated-trace-id" | "foreign-parent" | "captured-header" | "message-id" | "request-id";

export interface ExactLink {
  readonly child: number;
  readonly parent: number;
  readonly reason: ExactReason;
}

const HEADER_KEYS: readonly (readonly [key: HotKey, header: string])[] = [
  ["http.request.header.traceparent", "traceparent"],
  ["rpc.request.metadata.traceparent", "traceparent"],
  ["rpc.grpc.request.metadata.traceparent", "traceparent"],
  ["messaging.header.traceparent", "traceparent"],
  ["http.request.header.b3", "b3"],
  ["rpc.request.metadata.b3", "b3"],
  ["rpc.grpc.request.metadata.b3", "b3"],
  ["http.request.header.uber-trace-id", "uber-trace-id"],
];
const LOOSE_IDS = /(?:^|[^0-9a-f])[0-9a-f]{16,32}[^0-9a-f]+([0-9a-f]{16})(?![0-9a-f])/i;
export const REQUEST_ID_KEYS: readonly HotKey[] = [
  "http.request.header.x-request-id",
  "x-request-id",
  "guid:x-request-id",
];
const MESSAGE_ID_KEYS: readonly HotKey[] = ["messaging.message.id", "messaging.message_id"];
/** Ids of a small counter (tests, broken generators) are no proof unless the spans are near each other in time. */
const NEAR_NANO = 60e9;
const SEVERAL = -2;

/** @param tops spans without a parent in the data that may have lost one @param isFreeCall CLIENT or PRODUCER spans without a callee */
export function findExactLinks(
  { dataSet, party, parties }: SpanColumns,
  tops: readonly number[],
  isFreeCall: (span: number) => boolean,
): ExactLink[] {
  const { spans } = dataSet;
  if (tops.length === 0) return [];
  const environmentOf = (span: number) => parties.list[party[span]!]!.environment;
  const byId = indexSpanIds(dataSet);
  const messages = indexAttribute(dataSet, MESSAGE_ID_KEYS, (span) => spans.kind[span] === SpanKind.producer);
  const requests = indexAttribute(dataSet, REQUEST_ID_KEYS, isFreeCall);
  const links: ExactLink[] = [];
  for (const child of tops) {
    const found =
      parentById(dataSet, child, byId) ??
      parentByHeader(dataSet, child, byId) ??
      parentByValue(dataSet, child, messages, MESSAGE_ID_KEYS, "message-id") ??
      parentByValue(dataSet, child, requests, REQUEST_ID_KEYS, "request-id");
    if (found && found.parent !== child && environmentOf(found.parent) === environmentOf(child)) links.push(found);
  }
  return links;
}

type IdIndex = ReadonlyMap<number, ReadonlyMap<number, number | readonly number[]>>;

function indexSpanIds({ spans }: DataSet): IdIndex {
  const index = new Map<number, Map<number, number | number[]>>();
  for (let span = 0; span < spans.length; span++) {
    let lows = index.get(spans.spanIdHigh[span]!);
    if (!lows) {
      lows = new Map();
      index.set(spans.spanIdHigh[span]!, lows);
    }
    const known = lows.get(spans.spanIdLow[span]!);
    if (known === undefined) lows.set(spans.spanIdLow[span]!, span);
    else if (typeof known === "number") lows.set(spans.spanIdLow[span]!, [known, span]);
    else if (known.length < 8) known.push(span);
  }
  return index;
}

function holders(index: IdIndex, high: number, low: number): readonly number[] {
  const found = index.get(high)?.get(low);
  return found === undefined ? [] : typeof found === "number" ? [found] : found;
}

function parentById(dataSet: DataSet, child: number, byId: IdIndex): ExactLink | undefined {
  const { spans, traces } = dataSet;
  const high = spans.parentSpanIdHigh[child]!;
  const low = spans.parentSpanIdLow[child]!;
  if (high === 0 && low === 0) return undefined;
  const elsewhere = holders(byId, high, low).filter((span) => spans.trace[span] !== spans.trace[child]);
  const own = spans.trace[child]! * 4;
  const sameLow = elsewhere.filter((span) => {
    const other = spans.trace[span]! * 4;
    return (
      traces.traceId[other + 2] === traces.traceId[own + 2] && traces.traceId[other + 3] === traces.traceId[own + 3]
    );
  });
  if (sameLow.length === 1) return { child, parent: sameLow[0]!, reason: "truncated-trace-id" };
  if (elsewhere.length !== 1 || !believable(dataSet, child, elsewhere[0]!, high)) return undefined;
  return { child, parent: elsewhere[0]!, reason: "foreign-parent" };
}

function parentByHeader(dataSet: DataSet, child: number, byId: IdIndex): ExactLink | undefined {
  for (const [key, header] of HEADER_KEYS) {
    const value = hotAttribute(dataSet, child, key);
    if (value === undefined) continue;
    // A header the receiver rejected may still spell the ids out.
    const spanId = readHeader(header, value)?.context?.spanId ?? LOOSE_IDS.exec(value)?.[1];
    const words = spanId === undefined ? undefined : hexToWords(spanId, 2);
    if (!words) continue;
    const found = holders(byId, words[0]!, words[1]!).filter((span) => span !== child);
    if (found.length === 1 && believable(dataSet, child, found[0]!, words[0]!)) {
      return { child, parent: found[0]!, reason: "captured-header" };
    }
  }
  return undefined;
}

function believable({ spans }: DataSet, child: number, parent: number, idHigh: number): boolean {
  if (idHigh !== 0) return true;
  return Math.abs(spans.start[child]! - spans.start[parent]!) < NEAR_NANO;
}

/** Span of each value, SEVERAL where more than one bears it. */
function indexAttribute(
  dataSet: DataSet,
  keys: readonly HotKey[],
  wanted: (span: number) => boolean,
): Map<string, number> {
  const index = new Map<string, number>();
  const { spans } = dataSet;
  for (let span = 0; span < spans.length; span++) {
    if (spans.hotFirst[span] === spans.hotFirst[span + 1] || !wanted(span)) continue;
    const value = hotAttribute(dataSet, span, ...keys);
    if (value !== undefined && value !== "") index.set(value, index.has(value) ? SEVERAL : span);
  }
  return index;
}

function parentByValue(
  dataSet: DataSet,
  child: number,
  index: ReadonlyMap<string, number>,
  keys: readonly HotKey[],
  reason: ExactReason,
): ExactLink | undefined {
  const { spans, resources } = dataSet;
  const kind = spans.kind[child];
  if (kind !== SpanKind.server && kind !== SpanKind.consumer) return undefined;
  const value = hotAttribute(dataSet, child, ...keys);
  const parent = value === undefined ? undefined : index.get(value);
  if (parent === undefined || parent === SEVERAL) return undefined;
  const serviceOf = (span: number) => resources.service[spans.resource[span]!];
  if (reason === "request-id" && serviceOf(parent) === serviceOf(child)) return undefined;
  // Ids that people choose come round again. A message may wait; a request does not.
  const waited = spans.start[child]! - spans.start[parent]!;
  if (waited < -NEAR_NANO || (reason === "request-id" && waited > NEAR_NANO)) return undefined;
  return { child, parent, reason };
}
