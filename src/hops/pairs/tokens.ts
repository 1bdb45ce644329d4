/**
 * Values that agree on both spans of a call: path, request id, status.
 *
 *   callee value seen on the caller:   log a / f             a: how often true pairs of the type agree (learnt, per token)
 *   another value there:               log (1 - a) / (1 - f) f: share of the group's callers with the callee's value
 *   one side silent:                   0
 *
 * A rare value that agrees is worth much, a common one little, and a path that a proxy rewrites is soon found to agree never.
 * Cost: O(tokens) an edge.
 */
import type { CandidateEdges } from "./edges.ts";
import type { CallTypes } from "./groups.ts";
import type { BridgeInput } from "./input.ts";

export class TokenEvidence {
  readonly #input: BridgeInput;
  readonly #groupOf: Int32Array;
  /** Callers by group, token and value. */
  readonly #counts: Map<number, number>[];
  readonly #known: Float64Array;
  readonly #tokens: number;

  constructor(input: BridgeInput, types: CallTypes) {
    this.#input = input;
    this.#groupOf = types.callers.of;
    const { tokens, count } = input.callers;
    this.#tokens = tokens.length;
    this.#counts = Array.from({ length: types.callers.count * tokens.length }, () => new Map());
    this.#known = new Float64Array(types.callers.count * tokens.length);
    tokens.forEach((column, k) => {
      for (let c = 0; c < count; c++) {
        const value = column[c]!;
        if (value < 0) continue;
        const at = this.#groupOf[c]! * tokens.length + k;
        this.#known[at]!++;
        this.#counts[at]!.set(value, (this.#counts[at]!.get(value) ?? 0) + 1);
      }
    });
  }

  /** Log-likelihood ratio of the pair; `agreement` holds one share a type and token. */
  weigh(caller: number, callee: number, type: number, agreement: Float64Array): number {
    let sum = 0;
    for (let k = 0; k < this.#tokens; k++) {
      const mine = this.#input.callers.tokens[k]![caller]!;
      const theirs = this.#input.callees.tokens[k]![callee]!;
      if (mine < 0 || theirs < 0) continue;
      const at = this.#groupOf[caller]! * this.#tokens + k;
      const f = ((this.#counts[at]!.get(theirs) ?? 0) + 0.5) / (this.#known[at]! + 1);
      const a = agreement[type * this.#tokens + k]!;
      sum += mine === theirs ? Math.log(a / f) : Math.log((1 - a) / Math.max(1 - f, 0.05));
    }
    return sum;
  }

  /** Learnt shares of agreement, one a type and token. */
  learn(typeCount: number, calleeRows: Int32Array, edges: CandidateEdges, probability: Float64Array): Float64Array {
    const agreement = this.even(typeCount);
    if (this.#tokens === 0) return agreement;
    const seen = new Float64Array(agreement.length).fill(2);
    const agreed = new Float64Array(agreement.length).fill(1);
    for (let i = 0; i < calleeRows.length; i++) {
      for (let e = edges.start[i]!; e < edges.start[i + 1]!; e++) {
        for (let k = 0; k < this.#tokens; k++) {
          const mine = this.#input.callers.tokens[k]![edges.caller[e]!]!;
          const theirs = this.#input.callees.tokens[k]![calleeRows[i]!]!;
          if (mine < 0 || theirs < 0) continue;
          const at = edges.type[e]! * this.#tokens + k;
          seen[at]! += probability[e]!;
          if (mine === theirs) agreed[at]! += probability[e]!;
        }
      }
    }
    // Never sure: a retry or a redirect may differ.
    return agreement.map((_, at) => Math.min(Math.max(agreed[at]! / seen[at]!, 0.005), 0.995));
  }

  /** Before anything is learnt. */
  even(typeCount: number): Float64Array {
    return new Float64Array(typeCount * this.#tokens).fill(0.5);
  }
}
