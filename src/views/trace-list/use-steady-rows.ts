/**
 * Keeps the rows where the eye is when traces come or go while the list is looked at:
 *
 *   ▲ 3 new              the row under the pointer, else the first that is seen, stays at its place on the screen; what came above
 *   ┌───────────────┐    it is counted, and shown when the reader goes there. At the very top, with nobody pointing at a row, the
 *   │ row you read  │    newest simply appear.
 *
 * Another question begins at the top instead (useScrollPlace in TraceTable.tsx).
 */
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { TraceListView, TraceQuery } from "../../analysis/trace-list.ts";
import type { RowWindowControl } from "../waterfall/use-row-window.ts";
import { sameTrace } from "./same-trace.ts";
import type { ShownRows } from "./shown-rows.ts";

interface SteadyRowsOptions {
  readonly view: TraceListView;
  readonly query: TraceQuery;
  readonly shown: ShownRows;
  readonly rows: RowWindowControl;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rowHeightPx: number;
  /** Under the pointer, -1 = none. */
  readonly hoveredPlace: number;
  /** Where the keyboard is, -1 = nowhere. */
  readonly activePlace: number;
}

export interface SteadyRows {
  /** Rows that came above what is seen. */
  readonly newAbove: number;
  readonly handleScroll: () => void;
  readonly showNewest: () => void;
}

/** So many rows further down are tried where the row itself has gone. */
const NEIGHBOURS = 200;

export function useSteadyRows(options: SteadyRowsOptions): SteadyRows {
  const { view, query, shown, rows, scroller, rowHeightPx, hoveredPlace, activePlace } = options;
  const asked = JSON.stringify(query);
  // The question is that of the list: a former list may stay while another one is read.
  const drawn = useRef({ view, asked, shown, hoveredPlace, activePlace });
  const [newAbove, setNewAbove] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another list moves the rows
  useLayoutEffect(() => {
    const before = drawn.current;
    const element = scroller.current;
    if (before.view === view || element === null) return;
    if (before.asked !== asked) {
      setNewAbove(0);
      return;
    }
    const isPointed = before.hoveredPlace !== -1 && element.matches(":hover");
    const isTyped = before.activePlace !== -1 && element.matches(":focus-visible");
    if (element.scrollTop === 0 && !isPointed && !isTyped) return;
    const topPx = element.scrollTop + rows.window.shiftPx;
    const anchor = isPointed ? before.hoveredPlace : isTyped ? before.activePlace : Math.ceil(topPx / rowHeightPx);
    for (let place = anchor; place < Math.min(before.shown.length, anchor + NEIGHBOURS); place++) {
      const { view: list, row, isMember } = before.shown.at(place);
      const trace = sameTrace(before.view, list.trace[row]!, isMember, view);
      const now = trace === undefined ? -1 : shown.placeOfTrace(trace, isMember);
      if (now === -1) continue;
      rows.placePosition(now, place * rowHeightPx - topPx);
      const moved = now - place;
      setNewAbove((count) => Math.max(0, count + moved));
      return;
    }
  }, [view]);
  useLayoutEffect(() => {
    const { view: before, asked: answered } = drawn.current;
    drawn.current = { view, asked: before === view ? answered : asked, shown, hoveredPlace, activePlace };
  });
  return {
    newAbove,
    handleScroll: () => {
      const above = Math.ceil((scroller.current?.scrollTop ?? 0) / rowHeightPx);
      setNewAbove((count) => Math.min(count, above));
    },
    showNewest: () => {
      rows.placePosition(0, 0);
      setNewAbove(0);
    },
  };
}
