/**
 * Simple matchers to stand beside: each sees the same groups and raw clocks, takes every caller once (but for the random one)
 * and knows no certainty, so every guess has score 1.
 */
import { assignBest } from "../src/hops/pairs/assignment.ts";
import { buildCallTypes } from "../src/hops/pairs/groups.ts";
import type { BridgeInput } from "../src/hops/pairs/input.ts";
import { createRandom } from "../src/hops/pairs/random.ts";
import type { Guess } from "./bridges-score.ts";

export type Baseline = "first come" | "nearest" | "tightest" | "random" | "assignment";
export const BASELINES: readonly Baseline[] = ["first come", "nearest", "tightest", "random", "assignment"];

interface Option {
  readonly caller: number;
  readonly requestNano: number;
  readonly responseNano: number;
}

export function runBaseline(baseline: Baseline, input: BridgeInput): Guess[] {
  const order = freeCallees(input);
  const options = containers(input, order, baseline === "nearest" || baseline === "first come");
  if (baseline === "assignment") return assign(input, order, options);
  const random = createRandom(99);
  const used = new Set<number>();
  const guesses: Guess[] = [];
  order.forEach((callee, i) => {
    const free = baseline === "random" ? options[i]! : options[i]!.filter((o) => !used.has(o.caller));
    if (free.length === 0) return;
    const best = {
      "first come": () => free.reduce((a, b) => (b.requestNano > a.requestNano ? b : a)),
      nearest: () => free.reduce((a, b) => (b.requestNano < a.requestNano ? b : a)),
      tightest: () => free.reduce((a, b) => (sum(b) < sum(a) ? b : a)),
      random: () => free[Math.floor(random() * free.length)]!,
    }[baseline]();
    used.add(best.caller);
    guesses.push({ callee, caller: best.caller, score: 1 });
  });
  return guesses;
}

const sum = (o: Option) => o.requestNano + o.responseNano;

function freeCallees({ callees }: BridgeInput): number[] {
  const rows = Array.from({ length: callees.count }, (_, s) => s).filter((s) => callees.linked[s]! < 0);
  return rows.sort((a, b) => callees.startNano[a]! - callees.startNano[b]!);
}

/** Free callers of compatible groups that contain the callee (or merely began before it and had not ended). */
function containers(input: BridgeInput, order: readonly number[], openIsEnough: boolean): Option[][] {
  const { callers, callees } = input;
  const types = buildCallTypes(input);
  const byGroup: number[][] = Array.from({ length: types.callers.count }, () => []);
  for (let c = 0; c < callers.count; c++) if (callers.linked[c]! < 0) byGroup[types.callers.of[c]!]!.push(c);
  for (const rows of byGroup) rows.sort((a, b) => callers.startNano[a]! - callers.startNano[b]!);
  const longest = byGroup.map((rows) => rows.reduce((most, c) => Math.max(most, callers.durationNano[c]!), 0));
  const startsOf = byGroup.map((rows) => rows.map((c) => callers.startNano[c]!));
  return order.map((s) => {
    const start = callees.startNano[s]!;
    const end = start + callees.durationNano[s]!;
    const found: Option[] = [];
    for (const t of types.ofCalleeGroup[types.callees.of[s]!]!) {
      const group = types.callerGroup[t]!;
      const starts = startsOf[group]!;
      for (let i = firstAfter(starts, start) - 1; i >= 0 && starts[i]! >= start - longest[group]!; i--) {
        const caller = byGroup[group]![i]!;
        const callerEnd = starts[i]! + callers.durationNano[caller]!;
        if (openIsEnough ? callerEnd < start : callerEnd < end) continue;
        found.push({ caller, requestNano: start - starts[i]!, responseNano: callerEnd - end });
      }
    }
    return found;
  });
}

function firstAfter(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The assignment of most pairs and then of least squared gaps. */
function assign(input: BridgeInput, order: readonly number[], options: readonly Option[][]): Guess[] {
  const start = new Int32Array(order.length + 1);
  const slot: number[] = [];
  const value: number[] = [];
  options.forEach((list, i) => {
    for (const o of list) {
      slot.push(o.caller);
      value.push(1e6 - (o.requestNano / 1e6) ** 2 - (o.responseNano / 1e6) ** 2);
    }
    start[i + 1] = slot.length;
  });
  const edges = { calleeCount: order.length, slotCount: input.callers.count, start, slot: Int32Array.from(slot) };
  const { edgeOf } = assignBest(edges, value);
  return order.flatMap((callee, i) => (edgeOf[i]! < 0 ? [] : [{ callee, caller: slot[edgeOf[i]!]!, score: 1 }]));
}
