/**
 * Fine corrections of the host pairs' offsets from one round's probabilities.
 *
 *   half = (request - response) / 2      of one type: the same asymmetry on all its host pairs, so
 *   correction(pair) = weighted median over the pair's edges of (half - median half of the edge's type)
 *
 * What all host pairs of a type share stays with the type's densities; what differs is the clocks. Shrunk where few calls speak.
 * Nanoseconds. Cost: O(edges log edges) a round.
 */
import { weightedQuantiles } from "./densities.ts";
import type { CandidateEdges } from "./edges.ts";
import type { BridgeInput } from "./input.ts";

const SHRINK_CALLS = 8;
const WORTH_COUNTING = 0.05;

/** Correction to add to each host pair's offset, by `pairKey`. */
export function refineOffsets(
  input: BridgeInput,
  calleeRows: Int32Array,
  edges: CandidateEdges,
  probability: Float64Array,
): Map<number, number> {
  const byType = new Map<number, number[]>();
  const byPair = new Map<number, number[]>();
  const half = new Float64Array(probability.length);
  for (let i = 0; i < calleeRows.length; i++) {
    for (let e = edges.start[i]!; e < edges.start[i + 1]!; e++) {
      half[e] = (edges.request[e]! - edges.response[e]!) / 2;
      if (probability[e]! < WORTH_COUNTING || Number.isNaN(half[e]!)) continue;
      push(byType, edges.type[e]!, e);
      push(byPair, pairKey(input.callers.host[edges.caller[e]!]!, input.callees.host[calleeRows[i]!]!), e);
    }
  }
  const medianOf = (list: readonly number[], value: (e: number) => number) => {
    const weights = Float64Array.from(list, (e) => probability[e]!);
    return weightedQuantiles(Float64Array.from(list, value), weights)(0.5);
  };
  const typical = new Map<number, number>();
  for (const [type, list] of byType)
    typical.set(
      type,
      medianOf(list, (e) => half[e]!),
    );
  const corrections = new Map<number, number>();
  for (const [key, list] of byPair) {
    const calls = list.reduce((sum, e) => sum + probability[e]!, 0);
    const shift = medianOf(list, (e) => half[e]! - typical.get(edges.type[e]!)!);
    corrections.set(key, (shift * calls) / (calls + SHRINK_CALLS));
  }
  return corrections;
}

/** One number for a host pair; hosts are small ids, -1 unknown. */
export function pairKey(callerHost: number, calleeHost: number): number {
  return (callerHost + 1) * 2 ** 26 + calleeHost + 1;
}

function push(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
