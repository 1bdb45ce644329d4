/**
 * From probabilities to words: certain, likely, possible, with the evidence a person can check.
 *
 *   certain   P >= 0.98 where every call of the edge has its callee and every callee its caller (the band above is right in more
 *             than 99 of 100); P >= 0.995 and clear odds against being alone where some are alone, since a lone callee beside a
 *             lone caller looks like a slow hop; clearer still where many of both are
 *   likely    P >= 0.90
 *   possible  the best of several; a list of rivals, no bridge to trust
 *
 * Times in nanoseconds. Cost: O(edges).
 */
import type { BridgeInput } from "./input.ts";
import type { Matching } from "./matcher.ts";

export type Confidence = "certain" | "likely" | "possible";

export interface Rival {
  readonly caller: number;
  readonly score: number;
}

export interface WireBridge {
  /** Row of the callee and of its caller in the input. */
  readonly callee: number;
  readonly caller: number;
  /** Probability that this caller is right. */
  readonly score: number;
  readonly confidence: Confidence;
  /** Other callers with a probability worth saying, best first. */
  readonly rivals: readonly Rival[];
  readonly requestNano: number;
  /** NaN when one of the ends is unknown or the call is one-way. */
  readonly responseNano: number;
  readonly usualRequestNano: readonly [low: number, median: number, high: number];
  readonly usualResponseNano: readonly [low: number, median: number, high: number];
  /** Callee clock minus caller clock, as estimated. */
  readonly offsetNano: number;
}

export const CERTAIN = 0.99;
const CERTAIN_IF_WHOLE = 0.98;
const CERTAIN_IF_LONE = 0.995;
/**
 * Log odds against being alone that a bridge of such an edge must have, and where this share of callers and of callees is alone.
 * Measured, they are what they say: of bridges at 7 and more, 1 in 1000 to 2000 is of a callee whose call is missing. Nothing else
 * in the times tells these apart, so a higher bar takes away a thousand true bridges and more for each of them.
 */
const LOG_ODDS_IF_LONE = 6.5;
const LOG_ODDS_IF_BOTH = 7;
const MANY = 0.03;
/** Share of a type's callers or callees without a counterpart up to which the edge is whole. */
const WHOLE = 0.01;
export const LIKELY = 0.9;
const RIVALS_SHOWN = 5;
const WORTH_SAYING = 0.01;

/** Bridges of a matching; every callee with a chosen caller gets one, however unsure. */
export function judgeMatching(input: BridgeInput, matching: Matching): WireBridge[] {
  const { edges, probability, edgeOf, calleeRows, model, offsetOf } = matching;
  const bridges: WireBridge[] = [];
  for (let i = 0; i < calleeRows.length; i++) {
    const chosen = edgeOf[i]!;
    if (chosen < 0) continue;
    const score = Math.min(probability[chosen]!, 1);
    const rivals: Rival[] = [];
    for (let e = edges.start[i]!; e < edges.start[i + 1]!; e++) {
      if (e !== chosen && probability[e]! >= WORTH_SAYING)
        rivals.push({ caller: edges.caller[e]!, score: probability[e]! });
    }
    rivals.sort((a, b) => b.score - a.score || a.caller - b.caller);
    rivals.length = Math.min(rivals.length, RIVALS_SHOWN);
    const type = edges.type[chosen]!;
    const request = model.request[type]!;
    const response = model.response[type]!;
    const callee = calleeRows[i]!;
    const caller = edges.caller[chosen]!;
    bridges.push({
      callee,
      caller,
      score,
      confidence: isCertain(score, matching, chosen) ? "certain" : score >= LIKELY ? "likely" : "possible",
      rivals,
      requestNano: edges.request[chosen]!,
      responseNano: edges.response[chosen]!,
      usualRequestNano: [request.low, request.median, request.high95],
      usualResponseNano: [response.low, response.median, response.high95],
      offsetNano: offsetOf(input.callers.host[caller]!, input.callees.host[callee]!),
    });
  }
  return bridges;
}

function isCertain(score: number, { edges, loneCallers, loneCallees }: Matching, edge: number): boolean {
  const type = edges.type[edge]!;
  const callers = loneCallers[type]!;
  const callees = loneCallees[type]!;
  if (Math.max(callers, callees) <= WHOLE) return score >= CERTAIN_IF_WHOLE;
  const odds = Math.min(callers, callees) > MANY ? LOG_ODDS_IF_BOTH : LOG_ODDS_IF_LONE;
  return score >= CERTAIN_IF_LONE && edges.weight[edge]! >= odds;
}
