/**
 * One trace on screen:
 *
 *   header     storefront  POST /checkout   812 ms · 41 spans · 6 services · 2 errors
 *   toolbar    [search] ‹ › | next error | fold | zoom
 *   minimap    ▁▂▅▇▅▂▁▁▂▃
 *   ruler      span            │ 0 ms     200 ms     400 ms
 *   rows       ▾ storefront    │ ██████████████████████          only those in view are DOM
 *   status     what the pointer is over
 *
 * The app owns selection, range, search text and matches; folding, scrolling, hovering and the span column's width live here.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import type { LogListView } from "../../engine/engine-api.ts";
import { Resizer } from "../kit/Resizer.tsx";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useElementSize } from "../kit/use-element-size.ts";
import { useMessages } from "../messages/use-messages.ts";
import { commandRunner } from "./command-runner.ts";
import { commandOfKey } from "./commands.ts";
import { setFolded, setSubtreeFolded } from "./fold.ts";
import { HoverLine } from "./HoverLine.tsx";
import { HoverStore } from "./hover-store.ts";
import { layoutIndent } from "./indent.ts";
import { Minimap } from "./Minimap.tsx";
import { ordinalOf, rowsOfSpans } from "./match-navigation.ts";
import { GridLines, Ruler } from "./Ruler.tsx";
import { buildRowIndex } from "./row-index.ts";
import { groupLogs } from "./row-logs.ts";
import { StatusLine } from "./StatusLine.tsx";
import { TraceHeader } from "./TraceHeader.tsx";
import { isWhole, type TimeRange } from "./time-range.ts";
import { useCursor } from "./use-cursor.ts";
import { useFold } from "./use-fold.ts";
import { useRowWindow } from "./use-row-window.ts";
import { useTimeRange } from "./use-time-range.ts";
import { useTimelineGestures } from "./use-timeline-gestures.ts";
import { markShown, Shown } from "./visible-rows.ts";
import { WaterfallRow } from "./WaterfallRow.tsx";
import { WaterfallToolbar } from "./WaterfallToolbar.tsx";

const ROW_HEIGHT_PX = 24;
const LEAST_TREE_PX = 140;
const LEAST_TIMELINE_PX = 120;
const MOST_FIRST_TREE_PX = 420;
/** Room after the last moment, so that bars that reach it are seen to end. */
const TIMELINE_END_PX = 12;

export interface WaterfallProps {
  readonly view: TraceView;
  readonly colors: ServiceColors;
  /** SpanIndex. */
  readonly selectedSpan: number | undefined;
  readonly onSelectSpan: (span: number | undefined) => void;
  /** Part of the trace on screen, nanoseconds since its start; undefined = all of it. */
  readonly rangeNano: TimeRange | undefined;
  /** Once for each gesture. */
  readonly onRangeChange: (rangeNano: TimeRange | undefined) => void;
  readonly searchText: string;
  readonly onSearchTextChange: (text: string) => void;
  /** SpanIndex, ascending; undefined while nothing is looked for or the answer is under way. */
  readonly searchMatches: Int32Array | undefined;
  readonly matchesOnly: boolean;
  readonly onMatchesOnlyChange: (matchesOnly: boolean) => void;
  readonly logs?: LogListView | undefined;
  /** The sign of a link was clicked on this span's row. */
  readonly onOpenLink: (span: number) => void;
  /** false where the frame around it says already what trace this is. */
  readonly showHeader?: boolean | undefined;
  /** At the right of the header: the choice of views. */
  readonly headerEnd?: ReactNode;
  /** Between header and toolbar: what is broken. */
  readonly notice?: ReactNode;
  /** Takes the keyboard when it appears. */
  readonly autoFocus?: boolean | undefined;
}

export function Waterfall(props: WaterfallProps) {
  const { view, colors, selectedSpan, onSelectSpan, searchText, searchMatches, matchesOnly } = props;
  const { trace } = useMessages();
  const { rows } = view;
  const idPrefix = useId();
  const index = useMemo(() => buildRowIndex(view), [view]);
  const logs = useMemo(() => props.logs && groupLogs(view, index, props.logs), [view, index, props.logs]);
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
  const [chosenTreePx, setChosenTreePx] = useState<number | undefined>(undefined);
  const mostTreePx = Math.max(LEAST_TREE_PX, widthCssPx - LEAST_TIMELINE_PX);
  const treePx = Math.min(mostTreePx, Math.round(chosenTreePx ?? Math.min(MOST_FIRST_TREE_PX, widthCssPx * 0.4)));
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

  const handleKey = (event: KeyboardEvent) => {
    const command = commandOfKey(event, focusKind(event.target));
    if (command === undefined || !run(command)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const handleClick = (event: MouseEvent) => {
    const row = rowAt(event.target);
    if (row === -1 || gestures.wasDrag() || !(document.getSelection()?.isCollapsed ?? true)) return;
    const action = (event.target as Element).closest<HTMLElement>("[data-action]")?.dataset.action;
    if (action === "fold") {
      const value = fold.folded[row] === 0;
      const set = event.altKey ? setSubtreeFolded : setFolded;
      fold.change((folded) => set(rows, folded, row, value));
    } else if (action === "link") props.onOpenLink(rows.span[row]!);
    else cursor.goTo(row, "nearest");
  };
  const handleMove = (event: PointerEvent<HTMLDivElement>) => {
    gestures.handlers.onPointerMove(event);
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left - treePx;
    hover.set({ row: rowAt(event.target), px: px >= 0 && px <= timelinePx ? px : Number.NaN });
  };

  // Before the first step the keys stand at the first row.
  const cursorRow = cursor.row === -1 ? (fold.visible.row[0] ?? -1) : cursor.row;
  const drawn = [];
  for (let position = rowWindow.window.first; position < rowWindow.window.last; position++) {
    const row = fold.visible.row[position]!;
    const span = rows.span[row]!;
    drawn.push(
      <WaterfallRow
        key={row}
        id={`${idPrefix}${row}`}
        view={view}
        index={index}
        row={row}
        position={position}
        topPx={position * ROW_HEIGHT_PX - rowWindow.window.shiftPx}
        heightPx={ROW_HEIGHT_PX}
        folded={fold.folded[row] === 1}
        selected={span !== -1 && span === selectedSpan}
        atCursor={row === cursorRow}
        matches={marked?.[row] === Shown.match}
        faint={matchesOnly && marked?.[row] === Shown.ancestor}
        colors={colors}
        indent={indent}
        treeWidthPx={treePx}
        scale={scale}
        logs={logs}
      />,
    );
  }

  return (
    <section
      aria-label={trace.waterfall}
      tabIndex={-1}
      onKeyDown={handleKey}
      className="flex h-full min-h-0 min-w-0 flex-col bg-surface focus:outline-none"
    >
      {props.showHeader !== false && (
        <TraceHeader view={view} colors={colors}>
          {props.headerEnd}
        </TraceHeader>
      )}
      {props.notice}
      <WaterfallToolbar
        run={run}
        searchText={searchText}
        onSearchTextChange={props.onSearchTextChange}
        matchCount={searchText === "" ? undefined : matchRows?.length}
        matchOrdinal={matchRows === undefined ? 0 : ordinalOf(matchRows, cursor.row)}
        matchesOnly={matchesOnly}
        onMatchesOnlyChange={props.onMatchesOnlyChange}
        errorCount={view.errorCount}
        canZoomOut={!isWhole(control.range, control.whole)}
        searchRef={search}
      />
      <Minimap view={view} control={control} />
      <div
        ref={body}
        className="relative flex min-h-0 flex-1 flex-col"
        {...gestures.handlers}
        onPointerMove={handleMove}
        onPointerLeave={() => hover.clear()}
      >
        <div className="flex h-6 shrink-0 border-y border-line bg-raised text-label text-quiet">
          <span className="flex shrink-0 items-center px-3" style={{ width: treePx }}>
            {fold.visible.length === rows.length
              ? trace.spans(view.spanCount)
              : trace.rowsShown(fold.visible.length, rows.length)}
          </span>
          <span data-timeline className="relative min-w-0 flex-1 cursor-crosshair select-none">
            <Ruler scale={scale} />
          </span>
        </div>
        <div
          aria-hidden
          className="pointer-events-none absolute top-6 bottom-0"
          style={{ left: treePx, width: timelinePx }}
        >
          <GridLines scale={scale} />
        </div>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the section hears the keys */}
        <div
          ref={gridRef}
          role="treegrid"
          tabIndex={0}
          aria-label={trace.waterfall}
          aria-rowcount={fold.visible.length}
          aria-activedescendant={cursorRow === -1 ? undefined : `${idPrefix}${cursorRow}`}
          onScroll={rowWindow.handleScroll}
          onClick={handleClick}
          className="group/grid relative min-h-0 flex-1 overflow-x-hidden overflow-y-scroll focus-visible:outline-none"
        >
          <div role="presentation" className="relative" style={{ height: rowWindow.contentHeightPx }}>
            {drawn}
          </div>
          {fold.visible.length === 0 && <p className="p-3 text-quiet">{trace.nothingMatches}</p>}
        </div>
        <div
          aria-hidden
          className="pointer-events-none absolute inset-y-0 overflow-hidden"
          style={{ left: treePx, width: timelinePx }}
        >
          {gestures.marked && (
            <span
              className="absolute inset-y-0 border-x border-accent bg-accent/12"
              style={{ left: gestures.marked[0], width: gestures.marked[1] - gestures.marked[0] }}
            />
          )}
          <HoverLine store={hover} scale={scale} />
        </div>
        <div className="absolute inset-y-0 flex" style={{ left: treePx }}>
          <Resizer
            label={trace.resizeTree}
            widthCssPx={treePx}
            minCssPx={LEAST_TREE_PX}
            maxCssPx={mostTreePx}
            of="before"
            onResize={setChosenTreePx}
          />
        </div>
      </div>
      <StatusLine store={hover} view={view} scale={scale} logs={logs} />
    </section>
  );
}

function rowAt(target: EventTarget): number {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
  return element === null ? -1 : Number(element.dataset.row);
}

function focusKind(target: EventTarget): "rows" | "button" | "field" {
  if (!(target instanceof Element)) return "rows";
  if (target.closest("input, textarea, select, [contenteditable=true]")) return "field";
  return target.closest("button, a[href]") ? "button" : "rows";
}
