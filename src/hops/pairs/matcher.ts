/**
 * The matcher of wire losses: expectation maximisation over exclusive matchings.
 *
 *   candidates (containment) --> weights (model) --> marginals P (sampling) --> model ... 8 rounds
 *                                                                  last round: long sampling, then assignment maximising sum of P
 *
 * Cost a round: O(n rivals) candidates, O(n rivals) weights, O(sweeps n) sampling.
 */
import { assignBest } from "./assignment.ts";
import { buildPools, type CallerPool, scanPool } from "./candidates.ts";
import type { GapDensity } from "./densities.ts";
import { type CandidateEdges, CandidateRows, EdgeBuilder } from "./edges.ts";
import type { CallTypes } from "./groups.ts";
import { type BridgeInput, CALL, ENCLOSING, type InnerSpans } from "./input.ts";
import { sampleMarginals } from "./marginals.ts";
import {
  type BridgeModel,
  broadDensity,
  fitDurations,
  fitModel,
  fitShares,
  isMessageType,
  leanOnTraining,
  type TrainingPairs,
} from "./model.ts";
import { POSITION_CLASSES } from "./positions.ts";
import { countPlaced, type Placed } from "./priors.ts";
import { createRandom } from "./random.ts";
import { pairKey, refineOffsets } from "./refine-offsets.ts";
import { TokenEvidence } from "./tokens.ts";

export interface MatchOptions {
  readonly rounds: number;
  /** First rounds that take every callee that can have a caller to have one. */
  readonly closedRounds: number;
  readonly rivals: number;
  readonly roundSweeps: number;
  readonly finalSweeps: number;
  /** Whether a pair is measured against how common calls of the caller's length are, or callees of the callee's. */
  readonly weighsCallers: boolean;
  readonly seed: number;
  readonly shouldStop?: (() => boolean) | undefined;
  /** Clock offsets where they are known; searched otherwise. */
  readonly offsetOf?: OffsetOf | undefined;
  /** Leaves one idea out, to measure what it is worth. */
  readonly ablation?: "one-gap" | "gaussian" | "not-exclusive" | "callee-durations" | undefined;
}

export const defaultOptions: MatchOptions = {
  rounds: 9,
  closedRounds: 4,
  rivals: 32,
  roundSweeps: 80,
  finalSweeps: 800,
  weighsCallers: true,
  seed: 1,
};

export interface Matching {
  readonly calleeRows: Int32Array;
  readonly edges: CandidateEdges;
  readonly probability: Float64Array;
  /** Chosen edge of each callee row index, -1 none. */
  readonly edgeOf: Int32Array;
  readonly model: BridgeModel;
  /** By type: shares of its group's calls and of its group's callees that stay alone. */
  readonly loneCallers: Float64Array;
  readonly loneCallees: Float64Array;
  /** Offsets as refined along the rounds. */
  readonly offsetOf: OffsetOf;
}

/** Clock offset of a host pair in nanoseconds: callee clock minus caller clock. */
export type OffsetOf = (callerHost: number, calleeHost: number) => number;

/** Everything a run needs that does not change between rounds. */
export interface MatchProblem {
  readonly input: BridgeInput;
  readonly types: CallTypes;
  readonly pools: readonly (readonly CallerPool[])[];
  readonly calleeRows: Int32Array;
  /** Log density of each callee's duration in its group, and of each caller's in its. */
  readonly logDuration: Float64Array;
  readonly logCallerDuration: Float64Array;
  readonly training: TrainingPairs;
  readonly tokens: TokenEvidence;
  readonly freeCallers: Float64Array;
  readonly freeCallees: Float64Array;
  readonly placed: Placed | undefined;
  readonly timeSpanNano: number;
}

/** Prepares pools, training pairs and counts. */
export function prepareProblem(input: BridgeInput, types: CallTypes, offsetOf: OffsetOf): MatchProblem {
  const { callers, callees } = input;
  const rowsOf: number[][] = Array.from({ length: types.callers.count }, () => []);
  const freeCallers = new Float64Array(types.callers.count);
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < callers.count; c++) {
    const group = types.callers.of[c]!;
    if (callers.linked[c]! >= 0 && callers.style[c] === CALL) continue;
    rowsOf[group]!.push(c);
    freeCallers[group]!++;
  }
  const free: number[] = [];
  const freeCallees = new Float64Array(types.callees.count);
  const pairs: number[] = [];
  for (let s = 0; s < callees.count; s++) {
    from = Math.min(from, callees.startNano[s]!);
    to = Math.max(to, callees.startNano[s]!);
    if (callees.linked[s]! >= 0) {
      pairs.push(s);
      continue;
    }
    free.push(s);
    freeCallees[types.callees.of[s]!]!++;
  }
  const typeOf = new Map<number, number>();
  for (let t = 0; t < types.count; t++)
    typeOf.set(types.callerGroup[t]! * types.callees.count + types.calleeGroup[t]!, t);
  const training: TrainingPairs = {
    count: pairs.length,
    type: new Int32Array(pairs.length),
    request: new Float64Array(pairs.length),
    response: new Float64Array(pairs.length),
  };
  pairs.forEach((s, i) => {
    const c = callees.linked[s]!;
    const offset = offsetOf(callers.host[c]!, callees.host[s]!);
    training.type[i] = typeOf.get(types.callers.of[c]! * types.callees.count + types.callees.of[s]!) ?? -1;
    training.request[i] = callees.startNano[s]! - callers.startNano[c]! - offset;
    training.response[i] =
      callers.startNano[c]! + callers.durationNano[c]! - callees.startNano[s]! - callees.durationNano[s]! + offset;
  });
  return {
    input,
    types,
    pools: rowsOf.map((rows) => buildPools(callers, rows)),
    calleeRows: Int32Array.from(free),
    logDuration: fitDurations(callees, types.callees, input.resolutionNano),
    logCallerDuration: fitDurations(callers, types.callers, input.resolutionNano),
    training,
    tokens: new TokenEvidence(input, types),
    freeCallers,
    freeCallees,
    placed: countPlaced(
      input,
      types,
      (c) => callers.linked[c]! < 0 || callers.style[c] !== CALL,
      pairs.map((s, i) => ({ caller: callees.linked[s]!, type: training.type[i]! })),
    ),
    timeSpanNano: Math.max(to - from, 1e6),
  };
}

/** The first model: broad gaps, even shares. */
export function initialModel(problem: MatchProblem): BridgeModel {
  const { input, types, freeCallees, freeCallers, training } = problem;
  const broad = broadDensity(input.resolutionNano);
  const mass = new Float64Array(types.count);
  for (let h = 0; h < types.callees.count; h++) {
    const own = types.ofCalleeGroup[h]!;
    for (const t of own)
      mass[t] = Math.min((0.98 * freeCallees[h]!) / own.length, 0.98 * freeCallers[types.callerGroup[t]!]!);
  }
  leanOnTraining(problem, mass);
  const none: CandidateEdges = new EdgeBuilder(0).finish(0);
  const fit = { ...problem, edges: none, probability: new Float64Array(0) };
  const shares = fitShares(fit, mass);
  const count = new Float64Array(types.count);
  for (let i = 0; i < training.count; i++) if (training.type[i]! >= 0) count[training.type[i]!]!++;
  const learnt = training.count > 0 ? fitModel(fit) : undefined;
  const pick = (densities: readonly GapDensity[] | undefined) =>
    Array.from({ length: types.count }, (_, t) => (densities && count[t]! >= 8 ? densities[t]! : broad));
  const agreement = problem.tokens.even(types.count);
  return { request: pick(learnt?.request), response: pick(learnt?.response), ...shares, mass, agreement };
}

/** Candidate edges of every callee under the model: the best `rivals` by weight. */
export function collectEdges(problem: MatchProblem, model: BridgeModel, offsetOf: OffsetOf, options: MatchOptions) {
  const { rivals } = options;
  const oneGap = options.ablation === "one-gap";
  const weighsCallers = options.weighsCallers && options.ablation !== "callee-durations";
  const { input, types, pools, calleeRows, logDuration, logCallerDuration, tokens } = problem;
  const { callers, callees } = input;
  const builder = new EdgeBuilder(calleeRows.length);
  const slack = Math.max(100_000, 2 * input.resolutionNano);
  const sharedSlots = new Map<number, number>();
  let slots = callers.count;
  let steps = 0;
  const found = new CandidateRows();
  const message = Uint8Array.from({ length: types.count }, (_, t) => (isMessageType(input, types, t) ? 1 : 0));
  for (const s of calleeRows) {
    const group = types.callees.of[s]!;
    const start = callees.startNano[s]!;
    const duration = callees.durationNano[s]!;
    const timed = !Number.isNaN(duration);
    found.length = 0;
    for (const t of types.ofCalleeGroup[group]!) {
      const p1 = model.request[t]!;
      const p2 = model.response[t]!;
      const oneWay = message[t] === 1 || !timed;
      const lowRequest = Math.min(0, p1.low) - slack;
      const lowResponse = Math.min(0, p2.low) - slack;
      // Only a call with one callee is as long as its callee makes it.
      const byCaller = weighsCallers && callers.style[types.callers.sample[types.callerGroup[t]!]!] === CALL;
      const base = -model.logRate[group]! - (oneWay || byCaller ? 0 : logDuration[s]!);
      for (const pool of pools[types.callerGroup[t]!]!) {
        const offset = offsetOf(pool.host, callees.host[s]!);
        const local = start - offset;
        const reach = oneWay ? Number.NEGATIVE_INFINITY : local + duration + lowResponse;
        steps += scanPool(pool, local - lowRequest, reach, (row, callerStart) => {
          if (callers.island[row] === callees.island[s]) return;
          if (callers.inner && hidden(callers.inner, row, local, local + duration)) return;
          const request = local - callerStart;
          const response = callerStart + callers.durationNano[row]! - local - duration;
          const prior = model.logPrior[t * POSITION_CLASSES + (callers.position?.[row] ?? 0)]!;
          const length = !oneWay && byCaller ? logCallerDuration[row]! : 0;
          let weight = prior + base - length + p1.logAt(request) + tokens.weigh(row, s, t, model.agreement);
          if (!oneWay && !Number.isNaN(response)) {
            if (response < lowResponse) return;
            if (!oneGap) weight += p2.logAt(response);
          }
          found.push(row, t, request, oneWay ? Number.NaN : response, weight);
        });
      }
    }
    for (const i of found.best(rivals)) {
      const row = found.caller[i]!;
      let slot = row;
      if (callers.style[row] === ENCLOSING) {
        const key = row * types.callees.count + group;
        slot = sharedSlots.get(key) ?? slots;
        if (slot === slots) sharedSlots.set(key, slots++);
      } else if (message[found.type[i]!] === 1) slot = slots++;
      builder.add(found, i, slot);
    }
    builder.endCallee();
  }
  return { edges: builder.finish(slots), steps };
}

export interface RoundStep {
  readonly doneShare: number;
  readonly work: number;
  /** Set on the last round. */
  readonly matching?: Matching;
}

/** Whether a span below the caller contains the whole callee. */
function hidden({ first, startNano, endNano }: InnerSpans, row: number, from: number, to: number): boolean {
  for (let i = first[row]!; i < first[row + 1]!; i++) if (startNano[i]! <= from && endNano[i]! >= to) return true;
  return false;
}

/** Runs the rounds, one step each; the last one carries the matching of greatest expected agreement. Ends early when told to stop. */
export function* matchRounds(
  problem: MatchProblem,
  coarse: OffsetOf,
  options: MatchOptions,
): Generator<RoundStep, void> {
  const fine = new Map<number, number>();
  const offsetOf: OffsetOf = (a, b) => coarse(a, b) + (fine.get(pairKey(a, b)) ?? 0);
  const random = createRandom(options.seed);
  let model = initialModel(problem);
  for (let round = 0; round <= options.rounds; round++) {
    const { edges, steps } = collectEdges(problem, model, offsetOf, options);
    const last = round === options.rounds;
    const start = assignBest(edges, edges.weight);
    const sweeps = last ? options.finalSweeps : options.roundSweeps;
    const probability =
      options.ablation === "not-exclusive"
        ? softmaxByCallee(edges)
        : sampleMarginals(edges, edges.weight, {
            sweeps,
            burnInSweeps: Math.ceil(sweeps / 5),
            random,
            state: start.edgeOf,
            shouldStop: options.shouldStop,
          });
    const work = steps + edges.caller.length + sweeps * edges.calleeCount + start.operations;
    if (options.shouldStop?.()) return;
    const doneShare = (round + 1) / (options.rounds + 1);
    if (last) {
      const answer = assignBest(edges, probability);
      const matching = {
        calleeRows: problem.calleeRows,
        edges,
        probability,
        edgeOf: answer.edgeOf,
        model,
        ...loneShares(problem, edges, probability),
        offsetOf,
      };
      yield { doneShare, work: work + answer.operations, matching };
    } else {
      const closed = round < options.closedRounds ? countMatchable(problem, edges) : undefined;
      model = fitModel({ ...problem, edges, probability, closed, gaussian: options.ablation === "gaussian" });
      for (const [key, nano] of refineOffsets(problem.input, problem.calleeRows, edges, probability)) {
        fine.set(key, (fine.get(key) ?? 0) + nano);
      }
      yield { doneShare, work };
    }
  }
}

function loneShares(
  { types, freeCallers, freeCallees }: MatchProblem,
  edges: CandidateEdges,
  probability: Float64Array,
) {
  const byCaller = new Float64Array(types.callers.count);
  const byCallee = new Float64Array(types.callees.count);
  probability.forEach((p, e) => {
    byCaller[types.callerGroup[edges.type[e]!]!]! += p;
    byCallee[types.calleeGroup[edges.type[e]!]!]! += p;
  });
  const share = (matched: number, all: number) => 1 - Math.min(matched / Math.max(all, 1), 1);
  return {
    loneCallers: Float64Array.from(types.callerGroup, (g) => share(byCaller[g]!, freeCallers[g]!)),
    loneCallees: Float64Array.from(types.calleeGroup, (h) => share(byCallee[h]!, freeCallees[h]!)),
  };
}

/** How many callees of each group can have a caller at all: a matching of most edges. */
function countMatchable({ calleeRows, types }: MatchProblem, edges: CandidateEdges): Float64Array {
  const { edgeOf } = assignBest(edges, new Float64Array(edges.weight.length).fill(1));
  const matchable = new Float64Array(types.callees.count);
  edgeOf.forEach((e, i) => {
    if (e >= 0) matchable[types.callees.of[calleeRows[i]!]!]!++;
  });
  return matchable;
}

/** Each callee alone: its edges' weights against staying alone. For measuring what exclusivity is worth. */
function softmaxByCallee({ calleeCount, start, weight }: CandidateEdges): Float64Array {
  const out = new Float64Array(weight.length);
  for (let s = 0; s < calleeCount; s++) {
    let top = 0;
    for (let e = start[s]!; e < start[s + 1]!; e++) top = Math.max(top, weight[e]!);
    let sum = Math.exp(-top);
    for (let e = start[s]!; e < start[s + 1]!; e++) sum += Math.exp(weight[e]! - top);
    for (let e = start[s]!; e < start[s + 1]!; e++) out[e] = Math.exp(weight[e]! - top) / sum;
  }
  return out;
}
