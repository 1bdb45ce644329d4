/**
 * Second pass of wire matching: callees that no CLIENT span explains, against the spans that were open around them.
 *
 *   frontend  SERVER   |--------------------------|        no CLIENT span was made for the call
 *   cart      SERVER        |----------|                   parent: the deepest span of another service that encloses it
 *
 * True entry points have open spans around them too, by chance. So each callee group is matched a second time with its starts
 * moved by a few seconds: a group whose likelihood is not clearly better than that chance has no caller here, and gets no bridge.
 * Cost: two runs of the matcher on the callees left.
 */
import { SpanKind } from "../../model/enums.ts";
import type { DataSet } from "../../model/tables.ts";
import type { CallColumnMaker } from "./call-columns.ts";
import type { CallRows } from "./call-rows.ts";
import { buildCallTypes, type Groups, groupRows } from "./groups.ts";
import { matchWires } from "./index.ts";
import { type BridgeInput, type CallColumns, ENCLOSING, type InnerSpans } from "./input.ts";
import type { MatchOptions, OffsetOf } from "./matcher.ts";
import type { WireBridge } from "./verdicts.ts";

export interface EnclosingPass {
  readonly dataSet: DataSet;
  readonly rows: CallRows;
  readonly maker: CallColumnMaker;
  readonly input: BridgeInput;
  readonly wires: readonly WireBridge[];
  readonly linked: ReadonlyMap<number, number>;
  /** Clock offsets as the first pass saw them: the gaps of enclosing spans are too loose to learn them from. */
  readonly offsetOf: OffsetOf;
}

export interface EnclosingStep {
  readonly doneShare: number;
  readonly bridges: readonly WireBridge[];
  readonly input: BridgeInput;
}

/** A callee group of which the first pass explained less than this is tried. */
const EXPLAINED = 0.5;
/** Parent, grandparent and elder sibling all enclose a callee in step with it: without intact hops to tell, no more than possible. */
const UNTAUGHT_LIMIT = 0.85;
const TAUGHT_MIN = 8;
const PLAN = { rounds: 6, rivals: 16, finalSweeps: 300 };

export function* matchEnclosing(pass: EnclosingPass, options: Partial<MatchOptions>): Generator<EnclosingStep, void> {
  const input = enclosingInput(pass);
  if (!input) return;
  const plan = { ...PLAN, ...options, offsetOf: pass.offsetOf };
  const { callees, callers } = buildCallTypes(input);
  const found: WireBridge[] = [];
  for (const step of matchWires(input, plan)) {
    found.push(...step.bridges);
    yield { doneShare: 0.7 * step.doneShare, bridges: [], input };
    if (options.shouldStop?.()) return;
  }
  const chance: WireBridge[] = [];
  for (const step of matchWires(displace(input), { ...plan, rounds: 4, closedRounds: 2 })) {
    chance.push(...step.bridges);
    yield { doneShare: 0.7 + 0.3 * step.doneShare, bridges: [], input };
    if (options.shouldStop?.()) return;
  }
  const real = meanScore(found, input.callees, callees);
  const random = meanScore(chance, input.callees, callees);
  const taught = new Map<number, number>();
  const edge = (callee: number, caller: number) => callees.of[callee]! * callers.count + callers.of[caller]!;
  input.callees.linked.forEach((caller, callee) => {
    if (caller >= 0) taught.set(edge(callee, caller), (taught.get(edge(callee, caller)) ?? 0) + 1);
  });
  const bridges = found.flatMap((bridge) => {
    const group = callees.of[bridge.callee]!;
    if (real[group]! < Math.max(EXPLAINED, 1.5 * random[group]! + 0.1)) return [];
    if ((taught.get(edge(bridge.callee, bridge.caller)) ?? 0) >= TAUGHT_MIN) return [bridge];
    return [{ ...bridge, score: Math.min(bridge.score, UNTAUGHT_LIMIT), confidence: "possible" as const }];
  });
  yield { doneShare: 1, bridges, input };
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

function enclosingInput({ dataSet, rows, maker, input, wires, linked }: EnclosingPass): BridgeInput | undefined {
  const { spans } = dataSet;
  const { callees } = input;
  const groups = groupRows(callees, [callees.service, callees.name]);
  const lost = new Float64Array(groups.count);
  const explained = new Float64Array(groups.count);
  for (let s = 0; s < callees.count; s++) if (callees.linked[s]! < 0) lost[groups.of[s]!]!++;
  for (const { callee, score } of wires) explained[groups.of[callee]!]! += score;
  const bridged = new Set(wires.filter(({ score }) => score >= 0.5).map(({ callee }) => callee));
  const calleeSpans: number[] = [];
  for (let s = 0; s < callees.count; s++) {
    const group = groups.of[s]!;
    if (callees.linked[s]! >= 0 || bridged.has(s) || explained[group]! >= EXPLAINED * lost[group]!) continue;
    calleeSpans.push(callees.span[s]!);
  }
  if (calleeSpans.length === 0) return undefined;
  // Intact hops without a CLIENT span teach the gaps.
  const teachers: { callee: number; caller: number }[] = [];
  rows.callees.forEach((span, i) => {
    const caller = linked.get(span) ?? rows.callerOf[i]!;
    if (caller >= 0 && encloses(spans.kind[caller]!)) teachers.push({ callee: span, caller });
  });
  const callerSpans: number[] = [];
  for (let span = 0; span < spans.length; span++) {
    if (encloses(spans.kind[span]!) && spans.duration[span]! > 0) callerSpans.push(span);
  }
  if (callerSpans.length === 0) return undefined;
  const callerRow = new Map(callerSpans.map((span, row) => [span, row]));
  const taught = teachers.filter(({ caller }) => callerRow.has(caller));
  const style = () => ENCLOSING;
  const callers: CallColumns = {
    ...maker.make(callerSpans, true, style, rows.island, new Int32Array(callerSpans.length).fill(-1)),
    inner: innerSpans(dataSet, callerSpans, callerRow),
  };
  const all = [...calleeSpans, ...taught.map(({ callee }) => callee)];
  const linkedRows = Int32Array.from([
    ...calleeSpans.map(() => -1),
    ...taught.map(({ caller }) => callerRow.get(caller)!),
  ]);
  return {
    callers,
    callees: maker.make(all, false, () => 0, rows.island, linkedRows),
    resolutionNano: input.resolutionNano,
  };
}

const encloses = (kind: number) => kind !== SpanKind.client && kind !== SpanKind.producer;

/** Local children of every enclosing caller. */
function innerSpans(
  { spans }: DataSet,
  callerSpans: readonly number[],
  callerRow: ReadonlyMap<number, number>,
): InnerSpans {
  const lists: number[][] = callerSpans.map(() => []);
  for (let span = 0; span < spans.length; span++) {
    const row = spans.parent[span]! < 0 ? undefined : callerRow.get(spans.parent[span]!);
    if (row !== undefined && spans.duration[span]! > 0) lists[row]!.push(span);
  }
  const flat = lists.flat();
  const first = new Int32Array(lists.length + 1);
  lists.forEach((list, row) => {
    first[row + 1] = first[row]! + list.length;
  });
  return {
    first,
    startNano: Float64Array.from(flat, (span) => spans.start[span]!),
    endNano: Float64Array.from(flat, (span) => spans.start[span]! + spans.duration[span]!),
  };
}
