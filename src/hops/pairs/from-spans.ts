/**
 * Bridges of a data set: the likely parent of every island's top span.
 *
 *   exact ids --> free calls and lost callees --> spans that enclose what no call explains --> orphans of one trace
 *   (certain)     (wire: CLIENT -> SERVER)        (wire: no CLIENT span was made)               (nearest living ancestor, never
 *                                                                                                more than possible)
 *   and last the roots inside one instance: the SERVER span they were made for (in-process)
 *
 * Rows are SpanIndex. A generator, so that a worker can show progress and stop: every step hands over bridges, worst edges first.
 * Cost: linear in spans at constant load.
 */
import type { DataSet } from "../../model/tables.ts";
import { type ExactReason, findExactLinks } from "../exact-links.ts";
import { findHops, type Hops } from "../find.ts";
import { buildSpanColumns } from "../span-facts.ts";
import { CallColumnMaker } from "./call-columns.ts";
import { type CallRows, listCallRows, styleOf } from "./call-rows.ts";
import { matchEnclosing } from "./enclosing.ts";
import type { EnclosingPass } from "./enclosing-input.ts";
import { matchWires } from "./index.ts";
import { bridgeInnerRoots } from "./inner-roots.ts";
import { type BridgeInput, CALL } from "./input.ts";
import type { MatchOptions } from "./matcher.ts";
import { clockResolution } from "./resolution.ts";
import { adoptOrphans } from "./same-trace.ts";
import { CERTAIN, type Confidence, LIKELY, type WireBridge } from "./verdicts.ts";

export type BridgeFamily = "exact-id" | "wire" | "in-process" | "missing-parent";

export interface SpanBridge {
  /** Top span of an island. */
  readonly child: number;
  readonly parent: number;
  /** Probability that the parent is right. */
  readonly score: number;
  readonly confidence: Confidence;
  readonly family: BridgeFamily;
  /** Which id, for exact-id. */
  readonly reason?: ExactReason | undefined;
  readonly rivals: readonly { readonly parent: number; readonly score: number }[];
  /** Times the bridge rests on, for wire bridges. */
  readonly evidence?: BridgeEvidence | undefined;
}

export type BridgeEvidence = Pick<
  WireBridge,
  "requestNano" | "responseNano" | "usualRequestNano" | "usualResponseNano" | "offsetNano"
>;

export interface BridgeStep {
  /** 0 to 1. */
  readonly doneShare: number;
  /** Found since the step before. */
  readonly bridges: readonly SpanBridge[];
}

const nameOf = (score: number): Confidence => (score >= CERTAIN ? "certain" : score >= LIKELY ? "likely" : "possible");

export function* bridgeSpans(dataSet: DataSet, options: Partial<MatchOptions> = {}): Generator<BridgeStep, void> {
  const columns = buildSpanColumns(dataSet);
  const hops = findHops(columns);
  const rows = keepLost(listCallRows(dataSet), hops);
  const lost = rows.callees.filter((_, i) => rows.callerOf[i]! < 0);
  const free = new Uint8Array(dataSet.spans.length);
  for (const span of rows.callers) if (rows.answered[span] === 0) free[span] = 1;
  const exact = findExactLinks(columns, [...rows.orphans, ...lost, ...rows.innerRoots], (span) => free[span] === 1);
  const linked = new Map(exact.map(({ child, parent }) => [child, parent]));
  const adopted = adoptOrphans(
    dataSet,
    rows.orphans.filter((span) => !linked.has(span)),
    rows.island,
  );
  yield {
    doneShare: 0.02,
    bridges: [
      ...exact.map(({ child, parent, reason }) => certainly(child, parent, reason)),
      ...adopted.map(({ child, parent, score }) => ({
        child,
        parent,
        score,
        confidence: "possible" as const,
        family: "missing-parent" as const,
        rivals: [],
      })),
    ],
  };

  const isOnEdge =
    ({ callers, callees }: BridgeInput) =>
    ({ caller, callee }: WireBridge) =>
      columns.party[callers.span[caller]!] === hops.table.columns.from[hops.hopOf[callees.span[callee]!]!];
  const maker = new CallColumnMaker(dataSet);
  const input = wireInput(dataSet, rows, maker, linked);
  const wires: WireBridge[] = [];
  const matching = matchWires(input, options);
  let matched = matching.next();
  while (!matched.done) {
    const { doneShare } = matched.value;
    const bridges = matched.value.bridges.filter(isOnEdge(input));
    wires.push(...bridges);
    yield { doneShare: 0.02 + 0.68 * doneShare, bridges: bridges.map((bridge) => toSpans(input, bridge)) };
    if (options.shouldStop?.()) return;
    matched = matching.next();
  }
  const pass: EnclosingPass = { dataSet, rows, maker, input, wires, linked, offsetOf: matched.value };
  for (const step of matchEnclosing(pass, options)) {
    yield {
      doneShare: 0.7 + 0.15 * step.doneShare,
      bridges: step.bridges.filter(isOnEdge(step.input)).map((bridge) => toSpans(step.input, bridge)),
    };
    if (options.shouldStop?.()) return;
  }
  const inner = rows.innerRoots.filter((span) => !linked.has(span));
  const plan = { seed: options.seed ?? 1, resolutionNano: input.resolutionNano, shouldStop: options.shouldStop };
  for (const step of bridgeInnerRoots(dataSet, inner, plan)) {
    const bridges = step.bridges.map((b) => ({ ...b, confidence: nameOf(b.score), family: "in-process" as const }));
    yield { doneShare: 0.85 + 0.15 * step.doneShare, bridges };
    if (options.shouldStop?.()) return;
  }
}

/** Only hops that the table calls lost have a caller to be looked for. */
function keepLost(rows: CallRows, { table, hopOf }: Hops): CallRows {
  const isLost = (span: number) => hopOf[span] !== -1 && table.get(hopOf[span]!).state === "lost";
  const kept = rows.callees.map((span, at) => rows.callerOf[at]! >= 0 || isLost(span));
  return {
    ...rows,
    callees: rows.callees.filter((_, at) => kept[at]),
    callerOf: rows.callerOf.filter((_, at) => kept[at]),
    innerRoots: rows.innerRoots.filter(isLost),
  };
}

/** All bridges at once. A child bridged twice keeps the later, better one. */
export function findBridges(dataSet: DataSet, options: Partial<MatchOptions> = {}): SpanBridge[] {
  const byChild = new Map<number, SpanBridge>();
  for (const step of bridgeSpans(dataSet, options))
    for (const bridge of step.bridges) byChild.set(bridge.child, bridge);
  return [...byChild.values()].sort((a, b) => a.child - b.child);
}

function certainly(child: number, parent: number, reason: ExactReason): SpanBridge {
  return { child, parent, score: 1, confidence: "certain", family: "exact-id", reason, rivals: [] };
}

function toSpans({ callers, callees }: BridgeInput, bridge: WireBridge): SpanBridge {
  const { requestNano, responseNano, usualRequestNano, usualResponseNano, offsetNano } = bridge;
  return {
    child: callees.span[bridge.callee]!,
    parent: callers.span[bridge.caller]!,
    score: bridge.score,
    confidence: bridge.confidence,
    family: "wire",
    rivals: bridge.rivals.map((rival) => ({ parent: callers.span[rival.caller]!, score: rival.score })),
    evidence: { requestNano, responseNano, usualRequestNano, usualResponseNano, offsetNano },
  };
}

/** Calls and callees as columns; intact and exact hops are linked, so they teach and take their caller out. */
function wireInput(
  dataSet: DataSet,
  rows: CallRows,
  maker: CallColumnMaker,
  exact: ReadonlyMap<number, number>,
): BridgeInput {
  const callerRow = new Map(rows.callers.map((span, row) => [span, row]));
  const wireChildren = new Map<number, number>();
  for (const parent of rows.callerOf) wireChildren.set(parent, (wireChildren.get(parent) ?? 0) + 1);
  const kept: number[] = [];
  const calleeLinked: number[] = [];
  const callerLinked = new Int32Array(rows.callers.length).fill(-1);
  rows.callees.forEach((span, i) => {
    const parent = exact.get(span) ?? rows.callerOf[i]!;
    const caller = parent < 0 ? -1 : callerRow.get(parent);
    if (caller === undefined) return;
    // A call with several callees: a header was used again, and nobody knows which of them is its own. They teach nothing.
    if (caller >= 0 && wireChildren.get(parent)! > 1 && styleOf(dataSet, parent) === CALL) return;
    if (caller >= 0) callerLinked[caller] = kept.length;
    calleeLinked.push(caller);
    kept.push(span);
  });
  // A call answered by a span that is no callee of ours (an INTERNAL span across the wire) is out all the same.
  rows.callers.forEach((span, row) => {
    if (callerLinked[row]! < 0 && rows.answered[span] === 1) callerLinked[row] = kept.length;
  });
  const style = (span: number) => styleOf(dataSet, span);
  const callers = maker.make(rows.callers, true, style, rows.island, callerLinked);
  const callees = maker.make(kept, false, style, rows.island, Int32Array.from(calleeLinked));
  return { callers, callees, resolutionNano: clockResolution(dataSet.spans) };
}
