/**
 * What a round believes: per call type the two gap densities and how often a caller of it has a callee, per callee group how
 * many have no caller at all.
 *
 *   weight(caller, callee) = log q / (1 - Q)                 q: share of such free callers served by this type, Q: by any type
 *                          + log p1(request) + log p2(response)
 *                          - log f(caller's duration)      how common calls of this length are: a rare one that fits is the one
 *                          - log rate                      expected parentless callees a nanosecond
 *
 * The callee's duration is left out on purpose: parentless callees are as long as others, so it stands on both sides of the ratio.
 * A log-likelihood ratio against "unrelated", so types of different rates compete fairly and staying alone weighs 0.
 * Cost of a refit: O(edges log edges).
 */

import { fitGapDensity, fitNormal, type GapDensity, weightedQuantiles } from "./densities.ts";
import type { CandidateEdges } from "./edges.ts";
import type { CallTypes, Groups } from "./groups.ts";
import { type BridgeInput, type CallColumns, MESSAGE } from "./input.ts";
import { fitPriors, type Placed, placedMass } from "./priors.ts";
import type { TokenEvidence } from "./tokens.ts";

export interface BridgeModel {
  readonly request: readonly GapDensity[];
  readonly response: readonly GapDensity[];
  /** log q / (1 - Q) by type and position class (priors.ts). */
  readonly logPrior: Float64Array;
  /** log of the parentless callees a nanosecond, by callee group. */
  readonly logRate: Float64Array;
  /** Expected matched mass by type. */
  readonly mass: Float64Array;
  /** How often true pairs agree, by type and token. */
  readonly agreement: Float64Array;
}

/** Intact hops: pairs whose gaps are known for certain. */
export interface TrainingPairs {
  readonly count: number;
  readonly type: Int32Array;
  readonly request: Float64Array;
  readonly response: Float64Array;
}

/** The first guess: heavy-tailed around zero gap, the same for all. */
export function broadDensity(resolutionNano: number): GapDensity {
  const tau = Math.max(500_000, 2 * resolutionNano);
  const below = Math.max(50_000, resolutionNano);
  const norm = Math.log(15);
  return {
    low: 0,
    median: tau,
    high95: Number.POSITIVE_INFINITY,
    logAt: (x) => (x >= 0 ? -Math.log(x + tau) - norm : -Math.log(tau) - norm + x / below),
  };
}

/** Log density per nanosecond of each row's duration among those of its group; 0 where it is unknown. */
export function fitDurations(
  { durationNano }: CallColumns,
  { of, count }: Groups,
  resolutionNano: number,
): Float64Array {
  const rows: number[][] = Array.from({ length: count }, () => []);
  for (let s = 0; s < of.length; s++) if (!Number.isNaN(durationNano[s]!)) rows[of[s]!]!.push(s);
  const out = new Float64Array(of.length);
  const resolution = Math.max(resolutionNano, 1000);
  for (const list of rows) {
    if (list.length === 0) continue;
    const values = Float64Array.from(list, (s) => durationNano[s]!);
    const density = fitGapDensity(values, new Float64Array(list.length).fill(1), resolution);
    for (const s of list) out[s] = density.logAt(durationNano[s]!);
  }
  return out;
}

export interface FitInput {
  readonly input: BridgeInput;
  readonly types: CallTypes;
  readonly tokens: TokenEvidence;
  readonly calleeRows: Int32Array;
  readonly edges: CandidateEdges;
  readonly probability: Float64Array;
  readonly training: TrainingPairs;
  /** Free callers by caller group, callees without a parent by callee group. */
  readonly freeCallers: Float64Array;
  readonly freeCallees: Float64Array;
  readonly placed: Placed | undefined;
  readonly timeSpanNano: number;
  /** Callees of each group that can have a caller, while all of them are taken to have one. */
  readonly closed?: Float64Array | undefined;
  /** Normal densities instead of kernels, to measure what shape is worth. */
  readonly gaussian?: boolean;
}

const PSEUDO = 120;

/** One maximisation step from the edges' probabilities and the intact hops. */
export function fitModel(fit: FitInput): BridgeModel {
  const { types, edges, probability, training } = fit;
  const mass = new Float64Array(types.count);
  for (let e = 0; e < probability.length; e++) mass[edges.type[e]!]! += probability[e]!;
  if (fit.closed) fillMass(fit, mass, fit.closed);
  leanOnTraining(fit, mass);
  const fitOf = fit.gaussian ? fitNormal : fitGapDensity;
  const request = fitGaps(fit, edges.request, training.request, fitOf);
  const response = fitGaps(fit, edges.response, training.response, fitOf);
  const agreement = fit.tokens.learn(types.count, fit.calleeRows, edges, probability);
  return {
    request,
    response,
    ...fitShares(fit, mass, placedMass(fit.input, types.count, edges, probability)),
    mass,
    agreement,
  };
}

/**
 * Raises the matched mass to what could be matched. Slow hops are taken for parentless callees while the densities are still
 * poor, and the share of those feeds on itself: so the first rounds believe in none.
 */
function fillMass({ types }: FitInput, mass: Float64Array, closed: Float64Array): void {
  for (let h = 0; h < types.callees.count; h++) {
    const own = types.ofCalleeGroup[h]!;
    const matched = own.reduce((sum, t) => sum + mass[t]!, 0);
    if (matched > 0 && matched < closed[h]!) for (const t of own) mass[t]! *= closed[h]! / matched;
  }
}

/** Moves the mass of each callee group towards the callers its intact hops have: as many votes as there are such hops, up to four a lost one. */
export function leanOnTraining({ types, training }: Pick<FitInput, "types" | "training">, mass: Float64Array): void {
  const votes = new Float64Array(types.count);
  for (const t of training.type) if (t >= 0) votes[t]!++;
  for (const own of types.ofCalleeGroup) {
    let all = 0;
    let matched = 0;
    for (const t of own) {
      all += votes[t]!;
      matched += mass[t]!;
    }
    if (all === 0 || matched === 0) continue;
    const weight = Math.min(all, 4 * matched);
    for (const t of own) mass[t] = (matched * (mass[t]! + (weight * votes[t]!) / all)) / (matched + weight);
  }
}

/** Shares: how often callers of each type have a callee, and how many callees have none. */
export function fitShares(
  fit: FitInput,
  mass: Float64Array,
  massByClass?: Float64Array | undefined,
): { logPrior: Float64Array; logRate: Float64Array } {
  const { types, freeCallees, timeSpanNano } = fit;
  const logRate = new Float64Array(types.callees.count);
  for (let h = 0; h < types.callees.count; h++) {
    let matched = 0;
    for (const t of types.ofCalleeGroup[h]!) matched += mass[t]!;
    logRate[h] = Math.log(Math.max(freeCallees[h]! - matched, 0.5) / timeSpanNano);
  }
  return { logPrior: fitPriors(fit, mass, massByClass), logRate };
}

function fitGaps(fit: FitInput, gaps: Float64Array, known: Float64Array, fitOf: typeof fitGapDensity): GapDensity[] {
  const { types, edges, probability, training, input } = fit;
  const rows: number[][] = Array.from({ length: types.count }, () => []);
  for (let e = 0; e < gaps.length; e++) {
    if (probability[e]! > 0.002 && !Number.isNaN(gaps[e]!)) rows[edges.type[e]!]!.push(e);
  }
  const trained: number[][] = Array.from({ length: types.count }, () => []);
  for (let i = 0; i < training.count; i++) {
    if (training.type[i]! >= 0 && !Number.isNaN(known[i]!)) trained[training.type[i]!]!.push(i);
  }
  const samples = rows.map((list, t) => {
    const extra = trained[t]!;
    const values = new Float64Array(list.length + extra.length);
    const weights = new Float64Array(values.length).fill(1);
    list.forEach((e, i) => {
      values[i] = gaps[e]!;
      weights[i] = probability[e]!;
    });
    extra.forEach((e, i) => {
      values[list.length + i] = known[e]!;
    });
    let mass = 0;
    for (const w of weights) mass += w;
    const median = mass > 0 ? weightedQuantiles(values, weights)(0.5) : 0;
    return { values, weights, mass, median };
  });
  const pooled = pool(samples, false);
  const residual = pool(samples, true);
  const resolution = input.resolutionNano;
  const shared = pooled.values.length > 0 ? fitOf(pooled.values, pooled.weights, resolution) : broadDensity(resolution);
  return samples.map(({ values, weights, mass, median }) => {
    if (mass < 4) return shared;
    if (mass >= 400 || residual.values.length === 0) return fitOf(values, weights, resolution);
    // Small types borrow the shape of all: pseudo-samples of the pooled residual around their own median.
    const share = mass < 200 ? 20 : (20 * (400 - mass)) / 200;
    const filledValues = new Float64Array(values.length + PSEUDO);
    const filledWeights = new Float64Array(values.length + PSEUDO);
    filledValues.set(values);
    filledWeights.set(weights);
    for (let i = 0; i < PSEUDO; i++) {
      filledValues[values.length + i] = median + residual.quantiles[i]!;
      filledWeights[values.length + i] = share / PSEUDO;
    }
    return fitOf(filledValues, filledWeights, resolution);
  });
}

interface Sample {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  readonly mass: number;
  readonly median: number;
}

function pool(samples: readonly Sample[], centred: boolean) {
  const kept = samples.filter((s) => s.mass >= (centred ? 8 : 0.5));
  const size = kept.reduce((n, s) => n + s.values.length, 0);
  const values = new Float64Array(size);
  const weights = new Float64Array(size);
  let at = 0;
  for (const s of kept) {
    for (let i = 0; i < s.values.length; i++, at++) {
      values[at] = s.values[i]! - (centred ? s.median : 0);
      weights[at] = s.weights[i]!;
    }
  }
  const quantiles = new Float64Array(PSEUDO);
  if (centred && size > 0) {
    const at = weightedQuantiles(values, weights);
    for (let i = 0; i < PSEUDO; i++) quantiles[i] = at((i + 0.5) / PSEUDO);
  }
  return { values, weights, quantiles };
}

/** True for types whose end says nothing. */
export function isMessageType(input: BridgeInput, types: CallTypes, type: number): boolean {
  return input.callers.style[types.callers.sample[types.callerGroup[type]!]!] === MESSAGE;
}
