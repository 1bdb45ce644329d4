/**
 * Clock offsets between hosts, callee clock minus caller clock.
 *
 *   host A --- +3 ms (120 intact hops) --- host B
 *     \                                      /        1. pairs with intact hops: half the median of request - response
 *      -50 ms (peak, tried by matching)     ?         2. others: peaks of start differences, each tried by a few rounds of matching
 *        \------- host C ------------------/          3. pairs with neither: along the strongest path of known pairs
 *
 * A constant asymmetry of the gaps is not told from an offset and need not be: the gap densities absorb it.
 * Nanoseconds. Cost: capped per host pair, so linear in the number of host pairs that call each other.
 */
import { selectCluster } from "./clusters.ts";
import { sortedOrder, weightedQuantile } from "./densities.ts";
import { buildCallTypes, type CallTypes } from "./groups.ts";
import { type BridgeInput, MESSAGE } from "./input.ts";
import { type MatchOptions, matchRounds, type OffsetOf, prepareProblem } from "./matcher.ts";
import { findOffsetPeaks, type OffsetPeak } from "./offset-peaks.ts";
import { sortRows } from "./timed-rows.ts";

export interface HostOffset {
  readonly callerHost: number;
  readonly calleeHost: number;
  readonly offsetNano: number;
  /** How sure: intact hops counted, or standard deviations of the peak. */
  readonly strength: number;
}

const TRAINING_MIN = 5;
const SEARCH_MIN = 8;
const PAIR_CAP = 1_500_000;
const TRIAL_CALLEES = 300;
const TRUSTED_PEAK = 5;
/** Offsets smaller than this are found by the matching itself. */
const NEAR_ZERO_NANO = 1_500_000;

/** Rows of each host pair that share a call type. */
interface HostPair {
  readonly callerHost: number;
  readonly calleeHost: number;
  readonly callees: number;
  readonly types: readonly { readonly callers: readonly number[]; readonly callees: readonly number[] }[];
}

/** Estimates the offset of every host pair that may call each other; yields after each pair. */
export function* estimateOffsets(
  input: BridgeInput,
  types: CallTypes,
  options: MatchOptions,
): Generator<undefined, HostOffset[]> {
  const found = new Map<string, HostOffset>();
  for (const known of learnFromIntact(input)) found.set(`${known.callerHost},${known.calleeHost}`, known);
  for (const pair of listHostPairs(input, types)) {
    const key = `${pair.callerHost},${pair.calleeHost}`;
    if (found.has(key) || pair.callees < SEARCH_MIN || pair.callerHost === pair.calleeHost) continue;
    if (options.shouldStop?.()) break;
    const estimate = searchOffset(input, pair, options);
    if (estimate) found.set(key, { callerHost: pair.callerHost, calleeHost: pair.calleeHost, ...estimate });
    yield;
  }
  return [...found.values()];
}

/** Offset lookup: own estimate first, else along the strongest known paths, else 0. */
export function offsetLookup(offsets: readonly HostOffset[]): OffsetOf {
  const own = new Map<string, number>();
  const clock = new Map<number, { root: number; nano: number }>();
  for (const o of offsets) own.set(`${o.callerHost},${o.calleeHost}`, o.offsetNano);
  // Strongest edges first: a maximum spanning forest of clocks.
  for (const o of [...offsets].sort((a, b) => b.strength - a.strength)) {
    const a = clock.get(o.callerHost) ?? { root: o.callerHost, nano: 0 };
    const b = clock.get(o.calleeHost) ?? { root: o.calleeHost, nano: 0 };
    clock.set(o.callerHost, a);
    clock.set(o.calleeHost, b);
    if (a.root === b.root) continue;
    const shift = a.nano + o.offsetNano - b.nano;
    const old = b.root;
    for (const [host, c] of clock) if (c.root === old) clock.set(host, { root: a.root, nano: c.nano + shift });
  }
  return (callerHost, calleeHost) => {
    if (callerHost === calleeHost) return 0;
    const direct = own.get(`${callerHost},${calleeHost}`);
    if (direct !== undefined) return direct;
    const a = clock.get(callerHost);
    const b = clock.get(calleeHost);
    return a && b && a.root === b.root ? b.nano - a.nano : 0;
  };
}

function learnFromIntact(input: BridgeInput): HostOffset[] {
  const { callers, callees } = input;
  const halves = new Map<string, { a: number; b: number; values: number[] }>();
  for (let s = 0; s < callees.count; s++) {
    const c = callees.linked[s]!;
    if (c < 0 || callees.style[s] === MESSAGE) continue;
    const request = callees.startNano[s]! - callers.startNano[c]!;
    const response = callers.durationNano[c]! - callees.durationNano[s]! - request;
    if (Number.isNaN(response)) continue;
    const a = callers.host[c]!;
    const b = callees.host[s]!;
    const key = `${a},${b}`;
    const entry = halves.get(key) ?? { a, b, values: [] };
    entry.values.push((request - response) / 2);
    halves.set(key, entry);
  }
  return [...halves.values()]
    .filter(({ a, b, values }) => a !== b && values.length >= TRAINING_MIN)
    .map(({ a, b, values }) => {
      const column = Float64Array.from(values);
      const offsetNano = weightedQuantile(column, new Float64Array(column.length).fill(1), sortedOrder(column), 0.5);
      return { callerHost: a, calleeHost: b, offsetNano, strength: 1000 + values.length };
    });
}

function listHostPairs(input: BridgeInput, types: CallTypes): HostPair[] {
  const { callers, callees } = input;
  const byHost = (count: number, groups: number, of: Int32Array, host: Int32Array, free: (row: number) => boolean) => {
    const lists: Map<number, number[]>[] = Array.from({ length: groups }, () => new Map());
    for (let row = 0; row < count; row++) {
      if (!free(row)) continue;
      const hosts = lists[of[row]!]!;
      const list = hosts.get(host[row]!);
      if (list) list.push(row);
      else hosts.set(host[row]!, [row]);
    }
    return lists;
  };
  const freeCallers = byHost(
    callers.count,
    types.callers.count,
    types.callers.of,
    callers.host,
    (c) => callers.linked[c]! < 0 && callers.style[c] !== MESSAGE,
  );
  const freeCallees = byHost(
    callees.count,
    types.callees.count,
    types.callees.of,
    callees.host,
    (s) => callees.linked[s]! < 0,
  );
  const pairs = new Map<
    string,
    { callerHost: number; calleeHost: number; callees: number; types: HostPair["types"][number][] }
  >();
  for (let t = 0; t < types.count; t++) {
    for (const [a, callerRows] of freeCallers[types.callerGroup[t]!]!) {
      for (const [b, calleeRows] of freeCallees[types.calleeGroup[t]!]!) {
        const key = `${a},${b}`;
        const pair = pairs.get(key) ?? { callerHost: a, calleeHost: b, callees: 0, types: [] };
        pair.types.push({ callers: callerRows, callees: calleeRows });
        pair.callees += Math.min(calleeRows.length, callerRows.length);
        pairs.set(key, pair);
      }
    }
  }
  return [...pairs.values()].sort((a, b) => b.callees - a.callees);
}

function searchOffset(
  input: BridgeInput,
  pair: HostPair,
  options: MatchOptions,
): { offsetNano: number; strength: number } | undefined {
  const tolerance = Math.max(2 * input.resolutionNano, 50_000);
  const columns = pair.types.map((type) => ({
    callers: sortRows(input.callers, type.callers),
    callees: sortRows(input.callees, type.callees),
  }));
  const peaks = findOffsetPeaks(columns, tolerance, PAIR_CAP);
  const best = peaks[0];
  if (!best || best.score < 4) return undefined;
  if (Math.abs(best.offsetNano) < NEAR_ZERO_NANO) return { offsetNano: 0, strength: best.score };
  return tryPeaks(input, pair, [{ offsetNano: 0, score: 0 }, ...peaks], options);
}

/** A few rounds of matching from each peak on a stretch of time; the greatest likelihood wins. */
function tryPeaks(input: BridgeInput, pair: HostPair, peaks: readonly OffsetPeak[], options: MatchOptions) {
  const { callers, callees } = input;
  const all = [...new Set(pair.types.flatMap((type) => type.callees))].sort(
    (a, b) => callees.startNano[a]! - callees.startNano[b]!,
  );
  const skip = Math.max(0, (all.length - TRIAL_CALLEES) >> 1);
  const calleeRows = Int32Array.from(all.slice(skip, skip + TRIAL_CALLEES));
  const from = callees.startNano[calleeRows[0]!]!;
  const to = callees.startNano[calleeRows[calleeRows.length - 1]!]!;
  const callerRows = [...new Set(pair.types.flatMap((type) => type.callers))];
  let winner: { offsetNano: number; strength: number } | undefined;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (const peak of peaks) {
    const near = callerRows.filter((c) => {
      const start = callers.startNano[c]! + peak.offsetNano;
      return start <= to + 1e6 && start + (callers.durationNano[c]! || 0) >= from - 1e6;
    });
    if (near.length === 0) continue;
    const part = selectCluster(input, { callerRows: Int32Array.from(near), calleeRows, lostCount: calleeRows.length });
    const offsetOf = () => peak.offsetNano;
    const problem = prepareProblem(part, buildCallTypes(part), offsetOf);
    let value = -3 * Math.log1p(Math.abs(peak.offsetNano) / 1e6);
    for (const { matching } of matchRounds(problem, offsetOf, {
      ...options,
      rounds: 4,
      roundSweeps: 30,
      finalSweeps: 40,
    })) {
      if (!matching) continue;
      const { edges, probability } = matching;
      for (let e = 0; e < probability.length; e++) value += probability[e]! * edges.weight[e]!;
    }
    if (value > bestValue) {
      bestValue = value;
      winner = { offsetNano: peak.offsetNano, strength: peak.score };
    }
  }
  return winner && (winner.strength >= TRUSTED_PEAK || winner.offsetNano === 0) ? winner : undefined;
}
