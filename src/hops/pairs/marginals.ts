/**
 * Marginal probability of every edge over all matchings, by Metropolis sampling of matchings.
 *
 *   P(matching) ~ exp(sum of the weights of its edges); a callee without an edge adds 0
 *
 *   one step: callee s proposes edge e2 to slot c2            s --e1-- c1          s        c1
 *     c2 free: s moves there                                                =>       \e2  /e4
 *     c2 owned by o: o takes the slot s leaves (needs e4)     o --e3-- c2          o /  \ c2
 *
 * Proposals follow exp(w/2), so hopeless rivals cost little time; the ratio of proposals is corrected for, and the
 * probabilities need no calibration. Held time is counted when an edge is let go, not each sweep.
 * Cost: O(sweeps n), independent of how many rivals there are but for one short scan.
 */
import type { BipartiteEdges } from "./assignment.ts";

export interface SamplingPlan {
  readonly sweeps: number;
  readonly burnInSweeps: number;
  readonly random: () => number;
  /** Edge held by each callee at the start, -1 none; left holding the last state. */
  readonly state: Int32Array;
  readonly shouldStop?: (() => boolean) | undefined;
}

/** Share of the time each edge was held after burn-in. */
export function sampleMarginals(edges: BipartiteEdges, weight: ArrayLike<number>, plan: SamplingPlan): Float64Array {
  const { calleeCount, slotCount, start, slot } = edges;
  const { state, random } = plan;
  const held = new Float64Array(slot.length);
  const since = new Float64Array(calleeCount);
  const owner = new Int32Array(slotCount).fill(-1);
  for (let s = 0; s < calleeCount; s++) if (state[s]! >= 0) owner[slot[state[s]!]!] = s;
  const proposal = new Float64Array(slot.length);
  const cumulative = new Float64Array(slot.length);
  const proposeNone = new Float64Array(calleeCount);
  let active = 0;
  const actives = new Int32Array(calleeCount);
  for (let s = 0; s < calleeCount; s++) {
    const a = start[s]!;
    const b = start[s + 1]!;
    if (b === a) continue;
    actives[active++] = s;
    let top = 0;
    for (let e = a; e < b; e++) top = Math.max(top, weight[e]!);
    const floor = 0.1 / (b - a + 1);
    let sum = Math.exp(0.5 * (0 - top)) + floor;
    proposeNone[s] = sum;
    for (let e = a; e < b; e++) {
      proposal[e] = Math.exp(0.5 * (weight[e]! - top)) + floor;
      sum += proposal[e]!;
    }
    proposeNone[s]! /= sum;
    let run = proposeNone[s]!;
    for (let e = a; e < b; e++) {
      proposal[e]! /= sum;
      run += proposal[e]!;
      cumulative[e] = run;
    }
  }
  if (active === 0) return held;
  const burnIn = plan.burnInSweeps * active;
  const steps = plan.sweeps * active;
  let first = 0;
  const letGo = (s: number, time: number): void => {
    const e = state[s]!;
    if (e >= 0) held[e]! += time - Math.max(since[s]!, first);
    since[s] = time;
  };
  for (let time = 0; time < steps; time++) {
    if (time === burnIn) {
      first = time;
      held.fill(0);
    }
    if ((time & 0xffff) === 0 && plan.shouldStop?.()) break;
    const s = actives[Math.floor(random() * active)]!;
    const e1 = state[s]!;
    const r = random();
    const a = start[s]!;
    if (r < proposeNone[s]!) {
      if (e1 < 0) continue;
      // Let go: the way back proposes e1 from none, its slot being free.
      const ratio = Math.exp(-weight[e1]!) * (proposal[e1]! / proposeNone[s]!);
      if (ratio >= 1 || random() < ratio) {
        letGo(s, time);
        owner[slot[e1]!] = -1;
        state[s] = -1;
      }
      continue;
    }
    let e2 = a;
    const last = start[s + 1]! - 1;
    while (e2 < last && cumulative[e2]! <= r) e2++;
    if (e2 === e1) continue;
    const c2 = slot[e2]!;
    const o = owner[c2]!;
    const w1 = e1 < 0 ? 0 : weight[e1]!;
    const q1 = e1 < 0 ? proposeNone[s]! : proposal[e1]!;
    if (o < 0) {
      const ratio = Math.exp(weight[e2]! - w1) * (q1 / proposal[e2]!);
      if (ratio >= 1 || random() < ratio) {
        letGo(s, time);
        if (e1 >= 0) owner[slot[e1]!] = -1;
        owner[c2] = s;
        state[s] = e2;
      }
      continue;
    }
    const e3 = state[o]!;
    let e4 = -1;
    if (e1 >= 0) {
      const c1 = slot[e1]!;
      for (let e = start[o]!; e < start[o + 1]!; e++) {
        if (slot[e] === c1) {
          e4 = e;
          break;
        }
      }
      if (e4 < 0) continue;
    }
    const gain = weight[e2]! - w1 + (e4 < 0 ? 0 : weight[e4]!) - weight[e3]!;
    // Either callee of a swap may have proposed it; with a lone callee only one of them can.
    const forward = e1 < 0 ? proposal[e2]! : proposal[e2]! + proposal[e4]!;
    const backward = e1 < 0 ? proposal[e3]! : proposal[e1]! + proposal[e3]!;
    const ratio = Math.exp(gain) * (backward / forward);
    if (ratio >= 1 || random() < ratio) {
      letGo(s, time);
      letGo(o, time);
      state[s] = e2;
      owner[c2] = s;
      state[o] = e4;
      if (e1 >= 0) owner[slot[e1]!] = o;
    }
  }
  for (let s = 0; s < calleeCount; s++) letGo(s, steps);
  const span = Math.max(steps - burnIn, 1);
  for (let e = 0; e < held.length; e++) held[e]! /= span;
  return held;
}
