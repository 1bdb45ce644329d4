/**
 * Turns parent span ids into parent rows and mends what cannot be a tree: a span that is its own parent, and cycles, which
 * are cut at their earliest span. Every repair is marked in `repairs`. O(n).
 */
import { Repair } from "./enums.ts";
import type { SpanIdIndex } from "./span-id-index.ts";

interface ParentColumns {
  readonly trace: Int32Array;
  readonly spanIdHigh: Uint32Array;
  readonly spanIdLow: Uint32Array;
  readonly parentSpanIdHigh: Uint32Array;
  readonly parentSpanIdLow: Uint32Array;
  readonly resource: Int32Array;
  readonly repairs: Uint8Array;
}

/** @param serviceOf StringIndex of the service of a resource @returns the parent column; -1 = none */
export function linkParents(
  spans: ParentColumns,
  length: number,
  index: SpanIdIndex,
  serviceOf: (resource: number) => number,
): Int32Array {
  const parent = new Int32Array(length).fill(-1);
  const { trace, spanIdHigh, spanIdLow, parentSpanIdHigh, parentSpanIdLow, resource, repairs } = spans;
  for (let row = 0; row < length; row++) {
    const high = parentSpanIdHigh[row]!;
    const low = parentSpanIdLow[row]!;
    if (high === 0 && low === 0) continue;
    if (high === spanIdHigh[row] && low === spanIdLow[row]) {
      repairs[row]! |= Repair.selfParent;
      continue;
    }
    const found = index.find(trace[row]!, high, low);
    if (found === -1) continue;
    const server = index.serverHalf.get(found);
    // A child of a shared id belongs to the half of its own service; to the server half where that does not tell.
    const ofClient = server === undefined || serviceOf(resource[row]!) === serviceOf(resource[found]!);
    const belongsTo = ofClient ? found : server;
    parent[row] = belongsTo;
  }
  for (const [client, server] of index.serverHalf) {
    parent[server] = client;
    repairs[server]! |= Repair.sharedHalf;
  }
  for (const row of index.duplicates) repairs[row]! |= Repair.duplicateId;
  cutCycles(parent, repairs);
  return parent;
}

/** Rows are in time order within a trace, so the smallest row of a cycle is its earliest span. */
function cutCycles(parent: Int32Array, repairs: Uint8Array): void {
  // 0 = not seen, else the number of the walk that came by.
  const walkOf = new Int32Array(parent.length);
  for (let row = 0; row < parent.length; row++) {
    const walk = row + 1;
    let at = row;
    while (at !== -1 && walkOf[at] === 0) {
      walkOf[at] = walk;
      at = parent[at]!;
    }
    if (at === -1 || walkOf[at] !== walk) continue;
    let earliest = at;
    for (let around = parent[at]!; around !== at; around = parent[around]!) earliest = Math.min(earliest, around);
    parent[earliest] = -1;
    repairs[earliest]! |= Repair.cycleCut;
  }
}
