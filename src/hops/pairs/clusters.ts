/**
 * Pieces of the problem that share no call type: each is solved alone, the one with most lost callees first.
 *
 *   caller groups  G0   G1   G2        G3
 *                   |  /     |          |        two clusters: {G0 G1 G2 H0 H1} and {G3 H2}
 *   callee groups  H0 ------ H1        H2
 *
 * Cost: O(n + types).
 */
import type { CallTypes } from "./groups.ts";
import { type BridgeInput, CALL, type CallColumns, type InnerSpans } from "./input.ts";

export interface Cluster {
  readonly callerRows: Int32Array;
  readonly calleeRows: Int32Array;
  readonly lostCount: number;
}

/** Clusters with at least one lost callee and one caller, worst first. */
export function splitClusters(input: BridgeInput, types: CallTypes): Cluster[] {
  const parent = new Int32Array(types.callers.count + types.callees.count).map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = i; parent[at] !== root; ) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  for (let t = 0; t < types.count; t++) {
    parent[find(types.callerGroup[t]!)] = find(types.callers.count + types.calleeGroup[t]!);
  }
  const found = new Map<number, { callers: number[]; callees: number[]; lost: number }>();
  const at = (group: number) => {
    const root = find(group);
    let cluster = found.get(root);
    if (!cluster) {
      cluster = { callers: [], callees: [], lost: 0 };
      found.set(root, cluster);
    }
    return cluster;
  };
  const { callers, callees } = input;
  const together = (c: number, s: number) =>
    s < callees.count && find(types.callers.of[c]!) === find(types.callers.count + types.callees.of[s]!);
  // Linked rows whose other end is elsewhere are out of the game: here they would pass for free.
  for (let c = 0; c < callers.count; c++) {
    const callee = callers.linked[c]!;
    if (callee < 0 || callers.style[c] !== CALL || together(c, callee)) at(types.callers.of[c]!).callers.push(c);
  }
  for (let s = 0; s < callees.count; s++) {
    if (callees.linked[s]! >= 0 && !together(callees.linked[s]!, s)) continue;
    const cluster = at(types.callers.count + types.callees.of[s]!);
    cluster.callees.push(s);
    if (callees.linked[s]! < 0) cluster.lost++;
  }
  return [...found.values()]
    .filter((cluster) => cluster.lost > 0 && cluster.callers.length > 0)
    .sort((a, b) => b.lost - a.lost || a.callees[0]! - b.callees[0]!)
    .map((cluster) => ({
      callerRows: Int32Array.from(cluster.callers),
      calleeRows: Int32Array.from(cluster.callees),
      lostCount: cluster.lost,
    }));
}

/** The cluster as an input of its own; `linked` is renumbered. */
export function selectCluster(input: BridgeInput, cluster: Cluster): BridgeInput {
  const callerAt = inverse(cluster.callerRows, input.callers.count);
  const calleeAt = inverse(cluster.calleeRows, input.callees.count);
  return {
    callers: selectRows(input.callers, cluster.callerRows, calleeAt),
    callees: selectRows(input.callees, cluster.calleeRows, callerAt),
    resolutionNano: input.resolutionNano,
  };
}

function inverse(rows: Int32Array, count: number): Int32Array {
  const at = new Int32Array(count).fill(-1);
  rows.forEach((row, i) => {
    at[row] = i;
  });
  return at;
}

function selectRows(columns: CallColumns, rows: Int32Array, otherAt: Int32Array): CallColumns {
  const ids = (column: Int32Array) => Int32Array.from(rows, (row) => column[row]!);
  return {
    count: rows.length,
    span: ids(columns.span),
    startNano: Float64Array.from(rows, (row) => columns.startNano[row]!),
    durationNano: Float64Array.from(rows, (row) => columns.durationNano[row]!),
    service: ids(columns.service),
    host: ids(columns.host),
    name: ids(columns.name),
    role: ids(columns.role),
    operation: ids(columns.operation),
    method: ids(columns.method),
    peerService: ids(columns.peerService),
    island: ids(columns.island),
    linked: Int32Array.from(rows, (row) => (columns.linked[row]! < 0 ? -1 : (otherAt[columns.linked[row]!] ?? -1))),
    style: Uint8Array.from(rows, (row) => columns.style[row]!),
    tokens: columns.tokens.map(ids),
    position: columns.position && Uint8Array.from(rows, (row) => columns.position![row]!),
    inner: columns.inner && selectInner(columns.inner, rows),
  };
}

function selectInner(inner: InnerSpans, rows: Int32Array): InnerSpans {
  const first = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    first[i + 1] = first[i]! + inner.first[row + 1]! - inner.first[row]!;
  });
  const startNano = new Float64Array(first[rows.length]!);
  const endNano = new Float64Array(first[rows.length]!);
  rows.forEach((row, i) => {
    startNano.set(inner.startNano.subarray(inner.first[row]!, inner.first[row + 1]!), first[i]!);
    endNano.set(inner.endNano.subarray(inner.first[row]!, inner.first[row + 1]!), first[i]!);
  });
  return { first, startNano, endNano };
}
