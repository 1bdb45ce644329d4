/** What is wrong with the shape of a trace, in words. */
import type { TraceListView } from "../../analysis/trace-list.ts";
import type { Messages } from "../messages/en.ts";

export interface TraceMark {
  readonly text: string;
  /** One sentence. */
  readonly why: string;
  /** Nothing is wrong yet. */
  readonly isArriving?: boolean;
}

/** @returns no root, several roots, orphans: those that hold */
export function traceMarks(view: TraceListView, row: number, { traces, live }: Messages): TraceMark[] {
  const roots = view.rootCount[row]!;
  const orphans = view.orphanCount[row]!;
  const { marksExplained: why } = traces;
  const marks = [
    ...(roots === 0 ? [{ text: traces.noRoot, why: why.noRoot }] : []),
    ...(roots > 1 ? [{ text: traces.roots(roots), why: why.roots }] : []),
    ...(orphans > 0 ? [{ text: traces.orphans(orphans), why: why.orphans }] : []),
  ];
  // What is missing may yet come.
  const isArriving = marks.length > 0 && view.arriving?.[row] === 1;
  return isArriving ? [{ text: live.rowArriving, why: live.arrivingHint, isArriving }] : marks;
}
