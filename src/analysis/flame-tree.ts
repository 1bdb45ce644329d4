/**
 * One trace as a flame graph: spans of the same service and name under the same path are one node.
 *
 *   rows                          nodes                        widths: self time, added up from below
 *   a root       0..100           0 root      x1               ├──────────────────────────┤
 *   a  get       10..30           1   get     x2               ├─────────┤
 *   b    query   15..25           2     query x2               ├────┤
 *   a  get       40..60
 *   b    query   41..59
 *
 * A node is as wide as the work in it: its spans' self time and that of all below. Calls made at the same time add up, so
 * that children always fit into their parent, and the whole may be wider than the trace is long. Spans of unknown time have no
 * width. Nodes come parents first, in the order in which their first spans come. No recursion. O(rows).
 */
import { StatusCode } from "../model/enums.ts";
import { computeSelfTimes } from "./self-time.ts";
import type { TraceView } from "./trace-view.ts";

export interface FlameTree {
  readonly length: number;
  /** The node of each row of the trace view. */
  readonly nodeOfRow: Int32Array;
  /** -1 at the top. */
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  /** Index into TraceView.services and names; both -1: parents that are not in the data. */
  readonly service: Int32Array;
  readonly name: Int32Array;
  readonly spanCount: Int32Array;
  readonly errorCount: Int32Array;
  /** Durations of the spans, added up; nanoseconds. */
  readonly durationNano: Float64Array;
  readonly selfNano: Float64Array;
  /** Self time of the node and of all below it. */
  readonly workNano: Float64Array;
  /** Place from the left, in nanoseconds of work: startNano .. startNano + workNano. */
  readonly startNano: Float64Array;
  /** Row of the span that lasted longest. */
  readonly longestRow: Int32Array;
  readonly maxDepth: number;
  readonly totalWorkNano: number;
  /** Spans without a known time. */
  readonly unknownCount: number;
}

export function buildFlameTree(view: TraceView): FlameTree {
  const { rows } = view;
  const self = computeSelfTimes(rows);
  const nodeOf = placeRows(view);
  const length = nodeOf.reduce((most, node) => Math.max(most, node + 1), 0);
  const tree = {
    length,
    nodeOfRow: nodeOf,
    parent: new Int32Array(length).fill(-1),
    depth: new Int32Array(length),
    service: new Int32Array(length).fill(-1),
    name: new Int32Array(length).fill(-1),
    spanCount: new Int32Array(length),
    errorCount: new Int32Array(length),
    durationNano: new Float64Array(length),
    selfNano: new Float64Array(length),
    workNano: new Float64Array(length),
    startNano: new Float64Array(length),
    longestRow: new Int32Array(length).fill(-1),
  };
  let unknownCount = 0;
  for (let row = 0; row < rows.length; row++) {
    const node = nodeOf[row]!;
    const parentRow = rows.parentRow[row]!;
    tree.parent[node] = parentRow === -1 ? -1 : nodeOf[parentRow]!;
    tree.depth[node] = rows.depth[row]!;
    tree.service[node] = rows.service[row]!;
    tree.name[node] = rows.name[row]!;
    if (rows.span[row] === -1) continue;
    tree.spanCount[node]!++;
    if (rows.statusCode[row] === StatusCode.error) tree.errorCount[node]!++;
    const longest = tree.longestRow[node]!;
    if (longest === -1 || rows.duration[row]! > (rows.duration[longest]! || 0)) tree.longestRow[node] = row;
    if (Number.isNaN(self[row]!)) {
      unknownCount++;
      continue;
    }
    tree.durationNano[node]! += rows.duration[row]!;
    tree.selfNano[node]! += self[row]!;
  }
  const totalWorkNano = placeNodes(tree);
  return {
    ...tree,
    maxDepth: tree.depth.reduce((most, depth) => Math.max(most, depth), 0),
    totalWorkNano,
    unknownCount,
  };
}

/** @returns the node of each row, numbered as they are met */
function placeRows({ rows, services, names }: TraceView): Int32Array {
  const nodeOf = new Int32Array(rows.length);
  // Of a node's children by service and name; -1 counts as one more service.
  const known = new Map<number, number>();
  const [serviceStep, nameStep] = [services.length + 1, names.length + 1];
  let nodes = 0;
  for (let row = 0; row < rows.length; row++) {
    const parentRow = rows.parentRow[row]!;
    const parent = parentRow === -1 ? 0 : nodeOf[parentRow]! + 1;
    const key = (parent * serviceStep + rows.service[row]! + 1) * nameStep + rows.name[row]! + 1;
    let node = known.get(key);
    if (node === undefined) {
      node = nodes++;
      known.set(key, node);
    }
    nodeOf[row] = node;
  }
  return nodeOf;
}

/** Adds work up from below, then hands out places from above. @returns all work */
function placeNodes(tree: Pick<FlameTree, "length" | "parent" | "selfNano" | "workNano" | "startNano">): number {
  const { length, parent, selfNano, workNano, startNano } = tree;
  for (let node = length - 1; node >= 0; node--) {
    workNano[node]! += selfNano[node]!;
    if (parent[node] !== -1) workNano[parent[node]!]! += workNano[node]!;
  }
  let totalNano = 0;
  const next = new Float64Array(length);
  for (let node = 0; node < length; node++) {
    const above = parent[node]!;
    startNano[node] = above === -1 ? totalNano : next[above]!;
    next[node] = startNano[node]!;
    if (above === -1) totalNano += workNano[node]!;
    else next[above]! += workNano[node]!;
  }
  return totalNano;
}
