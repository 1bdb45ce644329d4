/**
 * Which of a host pair's possible clock offsets is right: each is tried by a few rounds of matching on a stretch of time.
 *
 *   peaks  +2.75 ms   0   -57 ms ...     value 2835 . 1419 . -55        the likeliest wins, and is tried again at
 *                                                                       its refined offset, 1.5 ms: 3890
 *
 * A call also contains what its callee calls in turn, in step with it, and a trial with the grandchild's host may look as good as one
 * with the child's. So each callee speaks for one host pair only, the one whose trial explains it best.
 *
 * Nanoseconds. Cost: capped a pair.
 */
import { selectCluster } from "./clusters.ts";
import { weightedQuantiles } from "./densities.ts";
import { buildCallTypes } from "./groups.ts";
import type { BridgeInput } from "./input.ts";
import { type Matching, type MatchOptions, matchRounds, prepareProblem } from "./matcher.ts";
import type { OffsetPeak } from "./offset-peaks.ts";

/** Rows of each host pair that share a call type. */
export interface HostPair {
  readonly callerHost: number;
  readonly calleeHost: number;
  readonly callees: number;
  readonly types: readonly { readonly callers: readonly number[]; readonly callees: readonly number[] }[];
}

/** What matching at one offset came to. */
export interface Trial {
  /** As refined by what was matched. */
  readonly offsetNano: number;
  /** Log-likelihood against all callees being alone, less a penalty for a large offset. */
  readonly value: number;
  /** What it would be if every callee had the one caller that was drawn: below the value where many explain a callee a little. */
  readonly drawn: number;
  /** The value by callee row, without the penalty. */
  readonly byCallee: ReadonlyMap<number, number>;
}

/** The likeliest trial of a host pair. */
export interface Outcome extends Trial {
  /** Whether a peak stands out, or calls fit one callee each: where neither, an offset nearby that was not tried may fit better. */
  readonly settled: boolean;
}

const TRIAL_CALLEES = 300;
/** Log-likelihood a trial must reach, and gain over offset 0, to be believed: as a number, and as a share of what that has. */
const TRIAL_MIN = 30;
const GAIN_MIN = 30;
const GAIN_SHARE = 0.5;
/** A trial that began further off than this is worth another one. */
const NEAR_NANO = 100_000;
/** Trials that end further apart speak for different offsets. */
const APART_NANO = 1e6;
// Most callers of a trial call other hosts: how long they are says nothing of this pair.
const TRIAL_PLAN = { rounds: 4, closedRounds: 2, roundSweeps: 30, finalSweeps: 40, weighsCallers: false };

/** Of each trial, the log-likelihood of the callees that no other trial explains better. */
export function uncontested(trials: readonly Trial[]): number[] {
  const best = new Map<number, number>();
  for (const { byCallee } of trials)
    for (const [callee, value] of byCallee) best.set(callee, Math.max(best.get(callee) ?? 0, value));
  return trials.map(({ byCallee }) => {
    let sum = 0;
    for (const [callee, value] of byCallee) if (value > 0 && value === best.get(callee)) sum += value;
    return sum;
  });
}

/** The likeliest of the peaks; undefined where none is worth believing. */
export function tryPeaks(
  input: BridgeInput,
  pair: HostPair,
  peaks: readonly OffsetPeak[],
  options: MatchOptions,
): Outcome | undefined {
  const tryAt = prepareTrials(input, pair, options);
  const tried = peaks.flatMap(({ offsetNano: from }) => {
    const trial = tryAt(from);
    return trial ? [{ from, trial }] : [];
  });
  tried.sort((a, b) => b.trial.value - a.trial.value);
  const likeliest = tried[0];
  if (!likeliest || likeliest.trial.value <= TRIAL_MIN) return undefined;
  // Another peak that is hardly better than none at all mostly finds the same calls: clocks that agree are the simpler tale.
  const equal = tried.find(({ from, trial }) => from === 0 && trial.value > TRIAL_MIN);
  const asked = equal ? equal.trial.value + Math.max(GAIN_MIN, GAIN_SHARE * equal.trial.value) : 0;
  const { from, trial } = equal && likeliest.trial.value <= asked ? equal : likeliest;
  // Trials of several host pairs are held against each other: none may lose for having begun beside its offset.
  const again = Math.abs(trial.offsetNano - from) > NEAR_NANO ? tryAt(trial.offsetNano) : undefined;
  const best = again && again.value > trial.value ? again : trial;
  const rival = tried.find((other) => Math.abs(other.trial.offsetNano - trial.offsetNano) > APART_NANO);
  const isClear = from !== 0 && best.value > 2 * Math.max(rival?.trial.value ?? 0, TRIAL_MIN);
  return { ...best, settled: isClear || best.drawn > Math.max(TRIAL_MIN, best.value / 2) };
}

/** Matches a stretch of the pair's callees at an offset; undefined where no call is near them. */
function prepareTrials(
  input: BridgeInput,
  pair: HostPair,
  options: MatchOptions,
): (offsetNano: number) => Trial | undefined {
  const { callers, callees } = input;
  const all = [...new Set(pair.types.flatMap((type) => type.callees))].sort(
    (a, b) => callees.startNano[a]! - callees.startNano[b]!,
  );
  const skip = Math.max(0, (all.length - TRIAL_CALLEES) >> 1);
  const calleeRows = Int32Array.from(all.slice(skip, skip + TRIAL_CALLEES));
  const from = callees.startNano[calleeRows[0]!]!;
  const to = callees.startNano[calleeRows[calleeRows.length - 1]!]!;
  const callerRows = [...new Set(pair.types.flatMap((type) => type.callers))];
  return (offsetNano) => {
    const near = callerRows.filter((c) => {
      const start = callers.startNano[c]! + offsetNano;
      return start <= to + 1e6 && start + (callers.durationNano[c]! || 0) >= from - 1e6;
    });
    if (near.length === 0) return undefined;
    const part = selectCluster(input, { callerRows: Int32Array.from(near), calleeRows, lostCount: calleeRows.length });
    const offsetOf = () => offsetNano;
    const problem = prepareProblem(part, buildCallTypes(part), offsetOf);
    let value = -3 * Math.log1p(Math.abs(offsetNano) / 1e6);
    let drawn = value;
    let refined = offsetNano;
    const byCallee = new Map<number, number>();
    for (const { matching } of matchRounds(problem, offsetOf, { ...options, ...TRIAL_PLAN })) {
      if (!matching) continue;
      for (const [i, explained] of explainedBy(matching).entries()) {
        byCallee.set(calleeRows[matching.calleeRows[i]!]!, explained);
        value += explained;
      }
      for (let e = 0; e < matching.probability.length; e++)
        drawn += matching.probability[e]! * matching.edges.weight[e]!;
      refined += halfAsymmetry(matching);
    }
    return { offsetNano: refined, value, drawn, byCallee };
  };
}

/**
 * Log-likelihood of each callee against being alone, over all matchings: expected weight, and Bethe's entropy of the probabilities.
 * Under load many calls explain a callee a little, and no single one of them has a weight above 0.
 */
function explainedBy({ edges, probability }: Matching): Float64Array {
  const { start, slot, weight, slotCount, calleeCount } = edges;
  const matched = new Float64Array(slotCount);
  for (let e = 0; e < probability.length; e++) matched[slot[e]!]! += probability[e]!;
  const out = new Float64Array(calleeCount);
  for (let i = 0; i < calleeCount; i++) {
    let alone = 1;
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const p = probability[e]!;
      if (p <= 0) continue;
      alone -= p;
      const ofSlot = matched[slot[e]!]!;
      out[i]! += p * weight[e]! + surprise(p) - surprise(1 - p) + (surprise(1 - ofSlot) * p) / ofSlot;
    }
    out[i]! += surprise(alone);
  }
  return out;
}

/** A probability's part of an entropy. */
function surprise(p: number): number {
  return p > 0 && p < 1 ? -p * Math.log(p) : 0;
}

/** Half the weighted median of request - response: what the offset still lacks if both gaps are alike. */
function halfAsymmetry({ edges, probability }: Matching): number {
  const values = new Float64Array(probability.length);
  const weights = new Float64Array(probability.length);
  for (let e = 0; e < values.length; e++) {
    const half = (edges.request[e]! - edges.response[e]!) / 2;
    values[e] = half || 0;
    weights[e] = Number.isNaN(half) ? 0 : probability[e]!;
  }
  return weightedQuantiles(values, weights)(0.5);
}
