/**
 * Columns of the second pass: unexplained callees, and every span that could enclose one of them.
 * Cost: O(spans) to choose, O(rows) to read.
 */
import { SpanKind } from "../../model/enums.ts";
import type { DataSet } from "../../model/tables.ts";
import type { CallColumnMaker } from "./call-columns.ts";
import type { CallRows } from "./call-rows.ts";
import { groupRows } from "./groups.ts";
import { type BridgeInput, type CallColumns, ENCLOSING, type InnerSpans } from "./input.ts";
import type { OffsetOf } from "./matcher.ts";
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

/** A callee group of which a pass explains less than this is not explained. */
export const EXPLAINED = 0.5;
const MARGIN_NANO = 1e9;
const TEACHERS_MAX = 20_000;

/** Spans of the callees the first pass left, by start: of groups it explained less than half of. */
export function unexplainedCallees({ dataSet, input, wires }: EnclosingPass): number[] {
  const { callees } = input;
  const groups = groupRows(callees, [callees.service, callees.name]);
  const lost = new Float64Array(groups.count);
  const explained = new Float64Array(groups.count);
  for (let s = 0; s < callees.count; s++) if (callees.linked[s]! < 0) lost[groups.of[s]!]!++;
  for (const { callee, score } of wires) explained[groups.of[callee]!]! += score;
  const bridged = new Set(wires.filter(({ score }) => score >= 0.5).map(({ callee }) => callee));
  const left: number[] = [];
  for (let s = 0; s < callees.count; s++) {
    const group = groups.of[s]!;
    if (callees.linked[s]! >= 0 || bridged.has(s) || explained[group]! >= EXPLAINED * lost[group]!) continue;
    left.push(callees.span[s]!);
  }
  const { start } = dataSet.spans;
  return left.sort((a, b) => start[a]! - start[b]! || a - b);
}

/** Input of the given callees (by start); undefined where no span could enclose one. */
export function enclosingInput(pass: EnclosingPass, calleeSpans: readonly number[]): BridgeInput | undefined {
  const { dataSet, rows, maker, linked } = pass;
  const { spans } = dataSet;
  const from = spans.start[calleeSpans[0]!]! - MARGIN_NANO;
  const to = spans.start[calleeSpans[calleeSpans.length - 1]!]! + MARGIN_NANO;
  const callerSpans: number[] = [];
  for (let span = 0; span < spans.length; span++) {
    const start = spans.start[span]!;
    if (!encloses(spans.kind[span]!) || !(spans.duration[span]! > 0)) continue;
    if (start <= to && start + spans.duration[span]! >= from) callerSpans.push(span);
  }
  if (callerSpans.length === 0) return undefined;
  const callerRow = new Map(callerSpans.map((span, row) => [span, row]));
  // Intact hops without a CLIENT span teach the gaps.
  const taught: { callee: number; row: number }[] = [];
  rows.callees.forEach((span, i) => {
    const row = callerRow.get(linked.get(span) ?? rows.callerOf[i]!);
    if (row !== undefined && taught.length < TEACHERS_MAX) taught.push({ callee: span, row });
  });
  const callers: CallColumns = {
    ...maker.make(callerSpans, true, () => ENCLOSING, rows.island, new Int32Array(callerSpans.length).fill(-1)),
    inner: innerSpans(dataSet, callerSpans, callerRow),
  };
  const all = [...calleeSpans, ...taught.map(({ callee }) => callee)];
  const linkedRows = Int32Array.from([...calleeSpans.map(() => -1), ...taught.map(({ row }) => row)]);
  const callees = maker.make(all, false, () => 0, rows.island, linkedRows);
  return { callers, callees, resolutionNano: pass.input.resolutionNano };
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
