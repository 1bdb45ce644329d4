/**
 * A header's value cut where its parts and its problem begin and end, for a drawing of it.
 *
 *   00-4bf9…-00F067…-01      parts 0..2, 3..35, 36..52       problem at 38
 *   │ ││    ││ ││   │
 *   00 - 4bf9… - 00 F 067…-01
 *
 * O((parts + 1) log) in the number of cuts.
 */
import type { Part, Problem } from "../../carriers/reading.ts";

export interface ValueSegment {
  readonly at: number;
  readonly text: string;
  readonly part: Part | undefined;
  /** In the problem's stretch. */
  readonly bad: boolean;
  /** Nothing is here that should be. */
  readonly gap: boolean;
}

/** @param parts and @param problem those of this very value */
export function cutValue(value: string, parts: readonly Part[], problem: Problem | undefined): ValueSegment[] {
  const from = problem?.at ?? -1;
  const to = problem ? problem.at + problem.length : -1;
  const cuts = new Set([0, value.length, ...parts.flatMap(({ at, length }) => [at, at + length])]);
  if (problem) for (const cut of [from, to]) cuts.add(Math.min(cut, value.length));
  const places = [...cuts].sort((a, b) => a - b);
  const segments: ValueSegment[] = [];
  const gapAt = problem?.length === 0 ? Math.min(from, value.length) : -1;
  const gap: ValueSegment = { at: gapAt, text: "", part: undefined, bad: true, gap: true };
  for (const [place, at] of places.entries()) {
    if (at === gapAt) segments.push(gap);
    const end = places[place + 1];
    if (end === undefined) break;
    const part = parts.find((each) => each.at <= at && at < each.at + each.length);
    segments.push({ at, text: value.slice(at, end), part, bad: at >= from && at < to, gap: false });
  }
  return segments;
}
