/**
 * Second pass of wire matching: callees that no CLIENT span explains, against the spans that were open around them.
 *
 *   frontend  SERVER   |--------------------------|        no CLIENT span was made for the call
 *   cart      SERVER        |----------|                   parent: the deepest span of another service that encloses it
 *
 * True entry points have open spans around them too, by chance. So each callee group is matched a second time with its starts
 * moved by a few seconds: a group whose likelihood is not clearly better than that chance has no caller here, and gets no bridge.
 * That is tried on a stretch of time first, so that a large, healthy export costs no more than the stretch.
 */

import { type EnclosingPass, EXPLAINED, enclosingInput, unexplainedCallees } from "./enclosing-input.ts";
import { buildCallTypes, type Groups } from "./groups.ts";
import { matchWires } from "./index.ts";
import type { BridgeInput, CallColumns } from "./input.ts";
import type { MatchOptions } from "./matcher.ts";
import type { WireBridge } from "./verdicts.ts";

export interface EnclosingStep {
  readonly doneShare: number;
  readonly bridges: readonly WireBridge[];
  /** What the rows of the bridges refer to. */
  readonly input: BridgeInput;
}

/** Parent, grandparent and elder sibling all enclose a callee in step with it: without intact hops to tell, no more than possible. */
const UNTAUGHT_LIMIT = 0.85;
const TAUGHT_MIN = 8;
const PROBE_CALLEES = 2000;
const PLAN = { rounds: 6, rivals: 16, finalSweeps: 300 };

export function* matchEnclosing(pass: EnclosingPass, options: Partial<MatchOptions>): Generator<EnclosingStep, void> {
  const left = unexplainedCallees(pass);
  const skip = Math.max(0, (left.length - PROBE_CALLEES) >> 1);
  const probed = left.slice(skip, skip + PROBE_CALLEES);
  const input = probed.length > 0 ? enclosingInput(pass, probed) : undefined;
  if (!input) return;
  const plan = { ...PLAN, ...options, offsetOf: pass.offsetOf };
  const found: WireBridge[] = [];
  for (const step of matchWires(input, plan)) {
    found.push(...step.bridges);
    yield { doneShare: 0.3 * step.doneShare, bridges: [], input };
    if (options.shouldStop?.()) return;
  }
  const chance: WireBridge[] = [];
  for (const step of matchWires(displace(input), { ...plan, rounds: 4, closedRounds: 2 })) {
    chance.push(...step.bridges);
    yield { doneShare: 0.3 + 0.2 * step.doneShare, bridges: [], input };
    if (options.shouldStop?.()) return;
  }
  const { callees: groups } = buildCallTypes(input);
  const real = meanScore(found, input.callees, groups);
  const random = meanScore(chance, input.callees, groups);
  const holds = (row: number) => real[groups.of[row]!]! >= Math.max(EXPLAINED, 1.5 * random[groups.of[row]!]! + 0.1);
  if (probed.length === left.length) {
    yield {
      doneShare: 1,
      bridges: limit(
        input,
        found.filter(({ callee }) => holds(callee)),
      ),
      input,
    };
    return;
  }
  const { spans, resources } = pass.dataSet;
  const keyOf = (span: number) => `${resources.service[spans.resource[span]!]} ${spans.name[span]}`;
  const related = new Set(probed.filter((_, row) => holds(row)).map(keyOf));
  const rest = left.filter((span) => related.has(keyOf(span)));
  const all = rest.length > 0 ? enclosingInput(pass, rest) : undefined;
  if (!all) return;
  for (const step of matchWires(all, plan)) {
    yield { doneShare: 0.5 + 0.5 * step.doneShare, bridges: limit(all, step.bridges), input: all };
    if (options.shouldStop?.()) return;
  }
}

/** Bridges of edges that no intact hop teaches are kept below `likely`. */
function limit(input: BridgeInput, bridges: readonly WireBridge[]): WireBridge[] {
  const { callees, callers } = buildCallTypes(input);
  const edge = (callee: number, caller: number) => callees.of[callee]! * callers.count + callers.of[caller]!;
  const taught = new Map<number, number>();
  input.callees.linked.forEach((caller, callee) => {
    if (caller >= 0) taught.set(edge(callee, caller), (taught.get(edge(callee, caller)) ?? 0) + 1);
  });
  return bridges.map((bridge) =>
    (taught.get(edge(bridge.callee, bridge.caller)) ?? 0) >= TAUGHT_MIN
      ? bridge
      : { ...bridge, score: Math.min(bridge.score, UNTAUGHT_LIMIT), confidence: "possible" },
  );
}

/** Mean score of a group's lost callees, the unbridged counting 0. */
function meanScore(bridges: readonly WireBridge[], { linked }: CallColumns, groups: Groups): Float64Array {
  const sums = new Float64Array(groups.count);
  const lost = new Float64Array(groups.count);
  linked.forEach((caller, callee) => {
    if (caller < 0) lost[groups.of[callee]!]!++;
  });
  for (const { callee, score } of bridges) sums[groups.of[callee]!]! += score;
  return sums.map((sum, group) => sum / Math.max(lost[group]!, 1));
}

/** The same callees at other times: each group turned round the clock by its own part of the time span. */
function displace(input: BridgeInput): BridgeInput {
  const { callees } = input;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const start of callees.startNano) {
    from = Math.min(from, start);
    to = Math.max(to, start);
  }
  const span = Math.max(to - from, 1);
  const startNano = callees.startNano.map((start) => from + ((start - from + 0.381966 * span) % span));
  return { ...input, callees: { ...callees, startNano } };
}
