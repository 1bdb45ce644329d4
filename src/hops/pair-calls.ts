/**
 * Pairs lost callees with open calls that contain them, to count them to an edge. The latest call that is still free and
 * contains the callee wins, else the latest that had begun: which request it was is for the bridges to say, whose edge it was
 * is sure enough here. O((calls + callees) log + callees x calls open at once).
 */
import type { SpanIndex } from "../model/index-types.ts";
import { TOLERANCE_NANO } from "./span-facts.ts";

export interface TimedSpan {
  readonly span: SpanIndex;
  readonly start: number;
  /** NaN = unknown: the span may still be open. */
  readonly end: number;
}

export interface PairRules {
  /** A message is taken out after its sending ended. */
  readonly afterEnd: boolean;
  /** Whether one call may have several callees: an enclosing span, a message with several consumers. */
  readonly shared: boolean;
}

const MOST_OPEN = 256;

export function pairCalls(
  calls: readonly TimedSpan[],
  callees: readonly TimedSpan[],
  rules: PairRules,
): Map<SpanIndex, SpanIndex> {
  const byStart = (a: TimedSpan, b: TimedSpan) => a.start - b.start;
  const sorted = [...calls].sort(byStart);
  const pairs = new Map<SpanIndex, SpanIndex>();
  const open: TimedSpan[] = [];
  let next = 0;
  for (const callee of [...callees].sort(byStart)) {
    while (next < sorted.length && sorted[next]!.start <= callee.start + TOLERANCE_NANO) open.push(sorted[next++]!);
    drop(open, (call) => !rules.afterEnd && call.end < callee.start - TOLERANCE_NANO);
    if (open.length > MOST_OPEN) open.splice(0, open.length - MOST_OPEN);
    const found = rules.afterEnd ? 0 : latestAround(open, callee);
    const call = open[found];
    if (call === undefined) continue;
    pairs.set(callee.span, call.span);
    if (!rules.shared) open.splice(found, 1);
  }
  return pairs;
}

function latestAround(open: readonly TimedSpan[], { end }: TimedSpan): number {
  for (let at = open.length - 1; at >= 0; at--) if (!(open[at]!.end < end - TOLERANCE_NANO)) return at;
  return open.length - 1;
}

function drop(open: TimedSpan[], gone: (call: TimedSpan) => boolean): void {
  let kept = 0;
  for (const call of open) if (!gone(call)) open[kept++] = call;
  open.length = kept;
}
