/**
 * The tree of one trace (or of one request, joined across traces) as linked lists over small numbers: nodes 0 .. count-1 are its
 * spans in time order, nodes from count on stand for spans that are not in the data.
 *
 *   firstChild[p] ─► c1 ─nextSibling─► c2 ─► -1        firstTop ─► root ─► (missing 9f3c…) ─► -1
 *
 * Everything is appended in time order (unknown starts last), so siblings, roots and orphans come out in time order. O(n).
 */
import { Repair } from "../model/enums.ts";
import type { SpanIndex, TraceIndex } from "../model/index-types.ts";
import type { DataSet, SpanTable } from "../model/tables.ts";
import { MissingRow } from "./trace-view.ts";

/** The spans of a tree. */
export interface TreeMembers {
  readonly count: number;
  spanOf(node: number): SpanIndex;
  /** -1 = the span is not of this tree. */
  nodeOf(span: SpanIndex): number;
}

export interface TraceTree {
  readonly members: TreeMembers;
  /** Spans of the trace. */
  readonly count: number;
  /** Nodes: spans and missing ones. */
  readonly length: number;
  /** -1 = none. */
  readonly firstTop: number;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  readonly parent: Int32Array;
  /** Of node count + i: MissingRow, and the id that orphans name as their parent (0 for an extra root). */
  readonly missing: readonly {
    readonly reason: number;
    readonly spanIdHigh: number;
    readonly spanIdLow: number;
  }[];
}

/** The spans of a trace lie side by side, in time order. */
function membersOfTrace({ traces }: DataSet, trace: TraceIndex): TreeMembers {
  const first = traces.first[trace]!;
  const count = traces.count[trace]!;
  return {
    count,
    spanOf: (node) => first + node,
    nodeOf: (span) => (span >= first && span < first + count ? span - first : -1),
  };
}

/** @param spans in time order */
export function membersOf(spans: Int32Array): TreeMembers {
  const nodes = new Map(Array.from(spans, (span, node) => [span, node]));
  return { count: spans.length, spanOf: (node) => spans[node]!, nodeOf: (span) => nodes.get(span) ?? -1 };
}

export function buildTraceTree(dataSet: DataSet, trace: TraceIndex): TraceTree {
  return growTree(dataSet.spans, membersOfTrace(dataSet, trace), () => -1);
}

/** @param joinedParent of a span without a parent; -1 = none */
export function growTree(
  spans: SpanTable,
  members: TreeMembers,
  joinedParent: (span: SpanIndex) => SpanIndex,
): TraceTree {
  const { count } = members;
  // At most one missing node for each span.
  const capacity = count * 2;
  const firstChild = new Int32Array(capacity).fill(-1);
  const lastChild = new Int32Array(capacity).fill(-1);
  const nextSibling = new Int32Array(capacity).fill(-1);
  const parent = new Int32Array(capacity).fill(-1);
  const missing: TraceTree["missing"][number][] = [];
  const missingNodeOf = new Map<number, Map<number, number>>();
  let firstTop = -1;
  let lastTop = -1;
  let hasRoot = false;

  const appendTop = (node: number) => {
    if (lastTop === -1) firstTop = node;
    else nextSibling[lastTop] = node;
    lastTop = node;
  };
  const appendChild = (to: number, node: number) => {
    parent[node] = to;
    if (lastChild[to] === -1) firstChild[to] = node;
    else nextSibling[lastChild[to]!] = node;
    lastChild[to] = node;
  };
  const addMissing = (reason: number, spanIdHigh: number, spanIdLow: number) => {
    const node = count + missing.length;
    missing.push({ reason, spanIdHigh, spanIdLow });
    appendTop(node);
    return node;
  };

  for (let node = 0; node < count; node++) {
    const span = members.spanOf(node);
    const recorded = spans.parent[span]!;
    const parentSpan = recorded === -1 ? joinedParent(span) : recorded;
    if (parentSpan !== -1) {
      appendChild(members.nodeOf(parentSpan), node);
      continue;
    }
    const high = spans.parentSpanIdHigh[span]!;
    const low = spans.parentSpanIdLow[span]!;
    if (high === 0 && low === 0) {
      if (hasRoot) appendChild(addMissing(MissingRow.extraRoot, 0, 0), node);
      else appendTop(node);
      hasRoot = true;
    } else if (isCut(spans, span)) {
      appendTop(node);
    } else {
      let byLow = missingNodeOf.get(high);
      if (byLow === undefined) {
        byLow = new Map();
        missingNodeOf.set(high, byLow);
      }
      let at = byLow.get(low);
      if (at === undefined) {
        at = addMissing(MissingRow.parentNotInData, high, low);
        byLow.set(low, at);
      }
      appendChild(at, node);
    }
  }
  return {
    members,
    count,
    length: count + missing.length,
    firstTop,
    firstChild,
    nextSibling,
    parent,
    missing,
  };
}

/** Whether the parent was in the data, but cut away as the span's own or as part of a cycle. */
function isCut(spans: SpanTable, span: number): boolean {
  return (spans.repairs[span]! & (Repair.selfParent | Repair.cycleCut)) !== 0;
}
