/**
 * Children that outlast the request they hang in, and end just when another request, which has no such child, goes on:
 *
 *   request A  |-- reserve --|                      |-- settle --|     A waited for the charge
 *   request B  |-- reserve --|            |                         B had answered by then
 *                            |--- charge ----------|                   hangs in B, is A's
 *
 * O(children x requests open at once).
 */
import type { SpanIndex } from "../model/index-types.ts";
import type { OpenSpans } from "./open-spans.ts";
import { endOf, type SpanColumns, TOLERANCE_NANO } from "./span-facts.ts";

interface Step {
  /** Its operation, and all spans of it. */
  readonly child: number;
  readonly children: readonly SpanIndex[];
  /** How many of them each request has. */
  readonly own: ReadonlyMap<SpanIndex, number>;
  /** All steps of each request. */
  readonly steps: ReadonlyMap<SpanIndex, readonly SpanIndex[]>;
  /** Requests that have none. */
  readonly hungry: OpenSpans;
}

export interface StickingOut {
  readonly all: readonly SpanIndex[];
  /** Those that end as another request goes on. */
  readonly foreign: readonly SpanIndex[];
  /** Share of `all` that would, a little earlier or later. */
  readonly chance: number;
}

/** The same children a little earlier and later tell how many would fit by chance. */
export const MOVES_NANO = [-60e6, -25e6, 30e6, 70e6];
const FEWEST_AT_HOME = 3;

export function childrenThatStickOut(columns: SpanColumns, { child, children, own, steps, hungry }: Step): StickingOut {
  const { spans } = columns.dataSet;
  const parentOf = (span: SpanIndex) => spans.parent[span]!;
  const gapIn = (request: SpanIndex, span: SpanIndex, move = 0) =>
    gapToStepAfter(columns, request, endOf(columns, span) + move, steps.get(request) ?? [], child);
  const sticksOut = (span: SpanIndex) => endOf(columns, span) > endOf(columns, parentOf(span)) + TOLERANCE_NANO;
  const all = children.filter(sticksOut);
  const atHome = children.filter((span) => own.get(parentOf(span)) === 1 && !sticksOut(span));
  const gaps = Float64Array.from(atHome, (span) => gapIn(parentOf(span), span)).sort();
  const usual = gaps.length >= FEWEST_AT_HOME ? gaps[gaps.length >> 1]! : 0;
  const limit = TOLERANCE_NANO + (Number.isFinite(usual) ? 2 * usual : 0);
  const fits = (span: SpanIndex, move = 0) =>
    hungry.around(span).some((request) => gapIn(request, span, move) <= limit);
  const moved = MOVES_NANO.flatMap((move) => all.map((span) => fits(span, move)));
  return {
    all,
    foreign: all.filter((span) => fits(span)),
    chance: moved.length === 0 ? 1 : moved.filter(Boolean).length / moved.length,
  };
}

/** Nanoseconds until the request begins its next step or ends; Infinity where it had ended. */
function gapToStepAfter(
  columns: SpanColumns,
  request: SpanIndex,
  end: number,
  steps: readonly SpanIndex[],
  operation: number,
): number {
  const { start } = columns.dataSet.spans;
  const from = end - TOLERANCE_NANO;
  let next = endOf(columns, request) >= from ? endOf(columns, request) : Number.POSITIVE_INFINITY;
  for (const step of steps) {
    if (columns.operations.ofSpan[step] === operation || start[step]! < from) continue;
    if (start[step]! < next) next = start[step]!;
  }
  return Math.max(0, next - end);
}
