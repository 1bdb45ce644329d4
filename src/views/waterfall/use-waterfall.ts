/** All that the waterfall holds while it is mounted, and how its parts hang together. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useElementSize } from "../kit/use-element-size.ts";
import { commandRunner } from "./command-runner.ts";
import { HoverStore } from "./hover-store.ts";
import { layoutIndent } from "./indent.ts";
import { rowsOfSpans } from "./match-navigation.ts";
import { buildRowIndex } from "./row-index.ts";
import { groupLogs } from "./row-logs.ts";
import { isWhole } from "./time-range.ts";
import { useCursor } from "./use-cursor.ts";
import { useFold } from "./use-fold.ts";
import { useRowWindow } from "./use-row-window.ts";
import { useTimeRange } from "./use-time-range.ts";
import { useTimelineGestures } from "./use-timeline-gestures.ts";
import { markShown, Shown } from "./visible-rows.ts";
import type { WaterfallProps } from "./waterfall-props.ts";

export const ROW_HEIGHT_PX = 24;
export const LEAST_TREE_PX = 140;
const LEAST_TIMELINE_PX = 120;
const MOST_FIRST_TREE_PX = 420;
/** Room after the last moment, so that bars that reach it are seen to end. */
const TIMELINE_END_PX = 12;

export type WaterfallState = ReturnType<typeof useWaterfall>;

export function useWaterfall(props: WaterfallProps) {
  const { view, selectedSpan, onSelectSpan, searchText, searchMatches, matchesOnly } = props;
  const { rows } = view;
  const index = useMemo(() => buildRowIndex(view), [view]);
  const logs = useMemo(
    () => (props.logs?.length ? groupLogs(view, index, props.logs) : undefined),
    [view, index, props.logs],
  );
  const matchRows = useMemo(() => searchMatches && rowsOfSpans(index, searchMatches), [index, searchMatches]);
  const marked = useMemo(() => matchRows && markShown(rows, matchRows), [rows, matchRows]);

  const grid = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [hover] = useState(() => new HoverStore());
  const [sizeRef, { widthCssPx, heightCssPx }] = useElementSize<HTMLDivElement>();
  const gridRef = useCallback(
    (element: HTMLDivElement | null) => {
      grid.current = element;
      return sizeRef(element);
    },
    [sizeRef],
  );
  const mostTreePx = Math.max(LEAST_TREE_PX, widthCssPx - LEAST_TIMELINE_PX);
  const treePx = Math.min(
    mostTreePx,
    Math.round(props.treeWidthCssPx ?? Math.min(MOST_FIRST_TREE_PX, widthCssPx * 0.4)),
  );
  const timelinePx = Math.max(0, widthCssPx - treePx - TIMELINE_END_PX);
  const indent = useMemo(() => layoutIndent(index.maxDepth, treePx), [index, treePx]);

  const control = useTimeRange(view.durationNano, props.rangeNano, props.onRangeChange);
  const scale = useMemo(() => ({ range: control.range, widthPx: timelinePx }), [control.range, timelinePx]);
  const fold = useFold(view, matchesOnly ? marked : undefined);
  const rowWindow = useRowWindow(grid, {
    rowCount: fold.visible.length,
    rowHeightPx: ROW_HEIGHT_PX,
    viewportPx: heightCssPx,
  });
  const cursor = useCursor({
    view,
    index,
    fold,
    rowWindow,
    rowHeightPx: ROW_HEIGHT_PX,
    scrollTop: () => grid.current?.scrollTop ?? 0,
    selectedSpan,
    onSelectSpan,
  });
  const gestures = useTimelineGestures(body, treePx, scale, control);

  const goBack = () => {
    if (gestures.cancel()) return true;
    if (searchText !== "") props.onSearchTextChange("");
    else if (selectedSpan !== undefined) onSelectSpan(undefined);
    else if (!isWhole(control.range, control.whole)) control.commit(control.whole);
    else return false;
    return true;
  };
  const run = commandRunner({
    view,
    index,
    fold,
    cursor,
    control,
    hover,
    scale,
    matchRows,
    rowsPerPage: Math.max(1, Math.floor(heightCssPx / ROW_HEIGHT_PX) - 1),
    search,
    grid,
    goBack,
    ensureShown: (row) => {
      if (matchesOnly && marked?.[row] === Shown.hidden) props.onMatchesOnlyChange(false);
    },
  });

  useEffect(() => {
    if (props.autoFocus) grid.current?.focus({ preventScroll: true });
  }, [props.autoFocus]);

  return {
    index,
    logs,
    matchRows,
    marked,
    hover,
    control,
    scale,
    fold,
    rowWindow,
    cursor,
    gestures,
    run,
    indent,
    treePx,
    mostTreePx,
    gridRef,
    bodyRef: body,
    searchRef: search,
  };
}
