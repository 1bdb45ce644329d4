/**
 * Clock offsets between hosts, callee clock minus caller clock.
 *
 *   host A --- +3 ms (120 intact hops) --- host B
 *     \                                      /        1. pairs with intact hops: half the median of request - response
 *      -50 ms (peak, tried by matching)     ?         2. others: peaks of start differences, each tried by a few rounds of matching
 *        \------- host C ------------------/          3. pairs with neither: along the strongest path of known pairs
 *
 * Clearest peaks first: a pair whose offset clearer pairs have told already tries that, and only peaks that no chance makes.
 * A constant asymmetry of the gaps is not told from an offset and need not be: the gap densities absorb it.
 * Nanoseconds. Cost: capped per host pair, so linear in the number of host pairs that call each other.
 */
import { weightedQuantiles } from "./densities.ts";
import type { CallTypes } from "./groups.ts";
import { type BridgeInput, MESSAGE } from "./input.ts";
import type { MatchOptions, OffsetOf } from "./matcher.ts";
import { findOffsetPeaks, type OffsetPeak } from "./offset-peaks.ts";
import { type HostPair, type Outcome, type Trial, tryPeaks, uncontested } from "./offset-trials.ts";
import { sortRows } from "./timed-rows.ts";

export interface HostOffset {
  readonly callerHost: number;
  readonly calleeHost: number;
  readonly offsetNano: number;
  /** How sure: intact hops counted, or log-likelihood of the callees no other host pair explains better. */
  readonly strength: number;
}

const TRAINING_MIN = 5;
const SEARCH_MIN = 8;
const PAIR_CAP = 600_000;
/** A peak worth a trial, in standard deviations. */
const PEAK_MIN = 0.5;
/** One that no chance makes. */
const PEAK_CLEAR = 6;
const SAME_NANO = 300_000;
/** Log-likelihood below which a trial lives on what other pairs explain better. */
const STRENGTH_MIN = 20;
const TRIALS_PER_HOST = 8;
const AGREE_NANO = 1_500_000;

const SMALL_OFFSETS: readonly OffsetPeak[] = [0, 5e5, 1e6, 2e6, 4e6, 8e6, 1.6e7, 3.2e7].flatMap((nano) =>
  nano === 0 ? [{ offsetNano: 0, score: 0 }] : [-nano, nano].map((offsetNano) => ({ offsetNano, score: 0 })),
);

/** Estimates the offset of every host pair that may call each other; yields after each pair. */
export function* estimateOffsets(
  input: BridgeInput,
  types: CallTypes,
  options: MatchOptions,
): Generator<undefined, HostOffset[]> {
  const found = learnFromIntact(input);
  const known = new Set(found.map((o) => `${o.callerHost},${o.calleeHost}`));
  const searches: { pair: HostPair; peaks: OffsetPeak[] }[] = [];
  const pairs = listHostPairs(input, types).filter(
    ({ callerHost, calleeHost, callees }) =>
      callerHost !== calleeHost && callees >= SEARCH_MIN && !known.has(`${callerHost},${calleeHost}`),
  );
  for (const pair of pairs) {
    if (options.shouldStop?.()) return found;
    const peaks = peaksOf(input, pair);
    if (peaks.length > 0) searches.push({ pair, peaks });
    yield;
  }
  // Clearest peaks first, and no more of them than a few for each host.
  searches.sort((a, b) => b.peaks[0]!.score - a.peaks[0]!.score);
  const hosts = new Set(pairs.flatMap((pair) => [pair.callerHost, pair.calleeHost])).size;
  const trials: { pair: HostPair; trial: Outcome }[] = [];
  const path = new Clocks();
  for (const offset of found) path.join(offset);
  for (const { pair, peaks } of searches.slice(0, TRIALS_PER_HOST * hosts)) {
    if (options.shouldStop?.()) return found;
    const trial = tryPeaks(input, pair, worthTrying(peaks, path.between(pair.callerHost, pair.calleeHost)), options);
    if (trial) trials.push({ pair, trial });
    if (trial?.settled) path.join({ ...pair, offsetNano: trial.offsetNano });
    yield;
  }
  // Strongest first. Under heavy load a small offset makes no peak above the ground: what is not settled tries a coarse grid,
  // unless stronger pairs have told it. Then the largest pairs no trial has found anything for, and last what others explain better.
  const strengths = uncontested(trials.map(({ trial }) => trial));
  const ranked = trials.map(({ pair, trial }, i) => ({ pair, trial, strength: strengths[i]! }));
  ranked.sort((a, b) => b.strength - a.strength);
  const tried = new Set(trials.map(({ pair }) => pair));
  const untried = pairs.filter((pair) => !tried.has(pair)).map((pair) => ({ pair, trial: undefined, strength: 0 }));
  const clocks = new Clocks();
  for (const offset of found) clocks.join(offset);
  let grids = 0;
  const strong = ranked.filter(({ strength }) => strength >= STRENGTH_MIN);
  for (const { pair, trial, strength } of [...strong, ...untried, ...ranked.slice(strong.length)]) {
    let result: Trial | undefined = trial;
    if (!trial?.settled) {
      if (grids >= hosts || clocks.between(pair.callerHost, pair.calleeHost) !== undefined) continue;
      if (options.shouldStop?.()) return found;
      grids++;
      const grid = trial ? [...SMALL_OFFSETS, { offsetNano: trial.offsetNano, score: 0 }] : SMALL_OFFSETS;
      result = tryPeaks(input, pair, grid, options);
      yield;
    }
    if (!result) continue;
    const { offsetNano, value } = result;
    const offset = { callerHost: pair.callerHost, calleeHost: pair.calleeHost, offsetNano };
    found.push({ ...offset, strength: trial ? strength : value });
    clocks.join(offset);
  }
  return found;
}

/** Equal clocks, and the peaks; of these only the clear ones where clearer pairs have told the offset already. */
function worthTrying(peaks: readonly OffsetPeak[], known: number | undefined): OffsetPeak[] {
  const equal = { offsetNano: 0, score: 0 };
  if (known === undefined) return [equal, ...peaks];
  const clear = peaks.filter(({ score }) => score >= PEAK_CLEAR);
  const told = [...clear, equal].some(({ offsetNano }) => Math.abs(offsetNano - known) < SAME_NANO);
  return told ? [equal, ...clear] : [equal, { offsetNano: known, score: 0 }, ...clear];
}

/** Offset lookup: along the strongest known paths, made exact by the pair's own estimate where both agree; else 0. */
export function offsetLookup(offsets: readonly HostOffset[]): OffsetOf {
  const own = new Map<string, number>();
  for (const o of offsets) own.set(`${o.callerHost},${o.calleeHost}`, o.offsetNano);
  const clocks = new Clocks();
  for (const o of [...offsets].sort((a, b) => b.strength - a.strength)) clocks.join(o);
  return (callerHost, calleeHost) => {
    if (callerHost === calleeHost) return 0;
    const path = clocks.between(callerHost, calleeHost);
    const direct = own.get(`${callerHost},${calleeHost}`);
    // Pairs that do not call each other show peaks too (siblings, grandchildren): the path knows better.
    return direct !== undefined && path !== undefined && Math.abs(direct - path) < AGREE_NANO
      ? direct
      : (path ?? direct ?? 0);
  };
}

/** A forest of clocks: each host's time against the root of its tree. */
class Clocks {
  readonly #clock = new Map<number, { root: number; nano: number }>();

  /** Joins two trees; a pair already joined keeps what was known first. */
  join(offset: Omit<HostOffset, "strength">): void {
    const a = this.#clock.get(offset.callerHost) ?? { root: offset.callerHost, nano: 0 };
    const b = this.#clock.get(offset.calleeHost) ?? { root: offset.calleeHost, nano: 0 };
    this.#clock.set(offset.callerHost, a);
    this.#clock.set(offset.calleeHost, b);
    if (a.root === b.root) return;
    const shift = a.nano + offset.offsetNano - b.nano;
    for (const [host, clock] of this.#clock) {
      if (clock.root === b.root) this.#clock.set(host, { root: a.root, nano: clock.nano + shift });
    }
  }

  /** Callee clock minus caller clock; undefined when no path is known. */
  between(callerHost: number, calleeHost: number): number | undefined {
    const a = this.#clock.get(callerHost);
    const b = this.#clock.get(calleeHost);
    return a && b && a.root === b.root ? b.nano - a.nano : undefined;
  }
}

function learnFromIntact(input: BridgeInput): HostOffset[] {
  const { callers, callees } = input;
  const halves = new Map<string, { a: number; b: number; values: number[] }>();
  for (let s = 0; s < callees.count; s++) {
    const c = callees.linked[s]!;
    if (c < 0 || callees.style[s] === MESSAGE) continue;
    const request = callees.startNano[s]! - callers.startNano[c]!;
    const response = callers.durationNano[c]! - callees.durationNano[s]! - request;
    // A callee longer than its call is no pair of a request and a response: a wrong link, or a caller that gave up.
    if (!(request + response >= 0)) continue;
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
      const offsetNano = weightedQuantiles(column, new Float64Array(column.length).fill(1))(0.5);
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

function peaksOf(input: BridgeInput, pair: HostPair): OffsetPeak[] {
  const tolerance = Math.max(2 * input.resolutionNano, 50_000);
  const columns = pair.types.map((type) => ({
    callers: sortRows(input.callers, type.callers),
    callees: sortRows(input.callees, type.callees),
  }));
  return findOffsetPeaks(columns, tolerance, PAIR_CAP).filter((peak) => peak.score >= PEAK_MIN);
}
