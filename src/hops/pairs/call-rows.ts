/**
 * Which spans may have called, and which may have lost their caller.
 *
 *   free call    CLIENT or PRODUCER span without a child across the wire (databases apart), or an INTERNAL leaf that bears a URL,
 *                or, where a service tells no kinds, a leaf that looks like a call (untold-kinds.ts)
 *   intact hop   SERVER or CONSUMER span whose parent is such a call, or is a span of another service
 *   lost callee  SERVER or CONSUMER root without a link that resolves; where a service tells no kinds, any root of it
 *
 * Cost: O(n).
 */
import { hotAttribute } from "../../analysis/hot-attributes.ts";
import { protocolOf } from "../../analysis/protocol.ts";
import { PROTOCOLS } from "../../analysis/trace-view.ts";
import { Repair, SpanKind } from "../../model/enums.ts";
import type { DataSet } from "../../model/tables.ts";
import { CALL, MESSAGE } from "./input.ts";
import { findUntoldCalls } from "./untold-kinds.ts";

export interface CallRows {
  /** Free and linked calls: spans. */
  readonly callers: readonly number[];
  /** Callees of intact hops, and lost roots. */
  readonly callees: readonly number[];
  /** Span of the intact caller of a callee; -1 lost. One entry a callee. */
  readonly callerOf: Int32Array;
  /** Spans without a parent whose parent id is set. */
  readonly orphans: readonly number[];
  /** Roots that are neither lost callees nor linked: CLIENT, INTERNAL. */
  readonly innerRoots: readonly number[];
  /** Top span of the connected piece each span is in. */
  readonly island: Int32Array;
  /** Whether a span has a child across the wire. */
  readonly answered: Uint8Array;
}

const DB = PROTOCOLS.indexOf("db");

export function listCallRows(dataSet: DataSet): CallRows {
  const { spans, resources } = dataSet;
  const serviceOf = (span: number) => resources.service[spans.resource[span]!] ?? -1;
  const island = new Int32Array(spans.length).fill(-1);
  const answered = new Uint8Array(spans.length);
  const hasChild = new Uint8Array(spans.length);
  const kindsKnown = new Set<number>();
  for (let span = 0; span < spans.length; span++) {
    markIsland(spans.parent, island, span);
    if (spans.kind[span]! >= SpanKind.server) kindsKnown.add(serviceOf(span));
    const parent = spans.parent[span]!;
    if (parent < 0) continue;
    hasChild[parent] = 1;
    if (isWireHop(dataSet, parent, span)) answered[parent] = 1;
  }
  const looksLikeCall = findUntoldCalls(dataSet, hasChild, (span) => kindsKnown.has(serviceOf(span)));
  const callers: number[] = [];
  const callees: number[] = [];
  const callerOf: number[] = [];
  const orphans: number[] = [];
  const innerRoots: number[] = [];
  for (let span = 0; span < spans.length; span++) {
    const kind = spans.kind[span]!;
    const parent = spans.parent[span]!;
    if (Number.isNaN(spans.start[span]!)) continue;
    if (looksLikeCall[span] === 1 || isCall(dataSet, span, hasChild[span] === 1)) callers.push(span);
    if (parent >= 0) {
      if (!isWireHop(dataSet, parent, span)) continue;
      callees.push(span);
      callerOf.push(parent);
    } else if (hasParentId(dataSet, span)) {
      if ((spans.repairs[span]! & (Repair.selfParent | Repair.cycleCut)) === 0) orphans.push(span);
    } else if (kind === SpanKind.server || kind === SpanKind.consumer || !kindsKnown.has(serviceOf(span))) {
      if (hasResolvedLink(dataSet, span)) continue;
      callees.push(span);
      callerOf.push(-1);
    } else innerRoots.push(span);
  }
  return { callers, callees, callerOf: Int32Array.from(callerOf), orphans, innerRoots, island, answered };
}

/** MESSAGE for producers and consumers, else CALL. */
export function styleOf({ spans }: DataSet, span: number): number {
  const kind = spans.kind[span]!;
  return kind === SpanKind.producer || kind === SpanKind.consumer ? MESSAGE : CALL;
}

export function hasParentId({ spans }: DataSet, span: number): boolean {
  return spans.parentSpanIdHigh[span] !== 0 || spans.parentSpanIdLow[span] !== 0;
}

function isWireHop({ spans, resources }: DataSet, parent: number, child: number): boolean {
  const kind = spans.kind[child]!;
  const called = kind === SpanKind.server || kind === SpanKind.consumer;
  if (called && (spans.kind[parent] === SpanKind.client || spans.kind[parent] === SpanKind.producer)) return true;
  return resources.service[spans.resource[parent]!] !== resources.service[spans.resource[child]!];
}

function isCall(dataSet: DataSet, span: number, hasChild: boolean): boolean {
  const kind = dataSet.spans.kind[span]!;
  if (kind === SpanKind.producer) return true;
  if (kind === SpanKind.client) return protocolOf(dataSet, span) !== DB;
  if (kind !== SpanKind.internal || hasChild) return false;
  return (
    hotAttribute(dataSet, span, "url.full", "http.url", "server.address", "peer.service", "rpc.method") !== undefined
  );
}

function hasResolvedLink({ spans, links }: DataSet, span: number): boolean {
  for (let link = spans.linkFirst[span]!; link < spans.linkFirst[span + 1]!; link++)
    if (links.target[link]! >= 0) return true;
  return false;
}

/** Follows parents to the top and notes it on the whole way. */
function markIsland(parent: Int32Array, island: Int32Array, span: number): void {
  let top = span;
  while (island[top]! < 0 && parent[top]! >= 0) top = parent[top]!;
  const root = island[top]! >= 0 ? island[top]! : top;
  for (let at = span; at >= 0 && island[at]! < 0; at = parent[at]!) island[at] = root;
}
