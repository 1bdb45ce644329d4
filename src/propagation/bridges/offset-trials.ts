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
  /** The same by callee row, without the penalty. */
  readonly byCallee: ReadonlyMap<number, number>;
}

const TRIAL_CALLEES = 300;
/** Log-likelihood a trial must reach, and gain over offset 0, to be believed. */
const TRIAL_MIN = 30;
const TRIAL_GAIN = 15;
/** A trial that began further off than this is worth another one. */
const NEAR_NANO = 100_000;
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
): Trial | undefined {
  const tryAt = prepareTrials(input, pair, options);
  let winner: Trial | undefined;
  let from = 0;
  let atZero: Trial | undefined;
  for (const { offsetNano } of peaks) {
    const trial = tryAt(offsetNano);
    if (!trial || trial.value <= (winner?.value ?? TRIAL_MIN)) continue;
    winner = trial;
    from = offsetNano;
    if (offsetNano === 0) atZero = trial;
  }
  if (!winner) return undefined;
  // Another peak that is hardly better than none at all mostly finds the same calls: clocks that agree are the simpler tale.
  if (atZero && winner.value <= atZero.value + TRIAL_GAIN) [winner, from] = [atZero, 0];
  // Trials of several host pairs are held against each other: none may lose for having begun beside its offset.
  const again = Math.abs(winner.offsetNano - from) > NEAR_NANO ? tryAt(winner.offsetNano) : undefined;
  return again && again.value > winner.value ? again : winner;
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
    let refined = offsetNano;
    const byCallee = new Map<number, number>();
    for (const { matching } of matchRounds(problem, offsetOf, { ...options, ...TRIAL_PLAN })) {
      if (!matching) continue;
      for (const [i, explained] of explainedBy(matching).entries()) {
        byCallee.set(calleeRows[matching.calleeRows[i]!]!, explained);
        value += explained;
      }
      refined += halfAsymmetry(matching);
    }
    return { offsetNano: refined, value, byCallee };
  };
}

/** Expected log-likelihood of each callee's edges. */
function explainedBy({ edges, probability }: Matching): Float64Array {
  const out = new Float64Array(edges.calleeCount);
  for (let i = 0; i < out.length; i++)
    for (let e = edges.start[i]!; e < edges.start[i + 1]!; e++) out[i]! += probability[e]! * edges.weight[e]!;
  return out;
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
