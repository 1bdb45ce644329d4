/** The rows of the list: a grid of which only the visible rows exist, with its headings, its keys and its place. */
import { ArrowDown, ArrowUp } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react";
import type { RequestRows, TraceListView, TraceQuery } from "../../analysis/trace-list.ts";
import type { DataSetSummary } from "../../engine/engine-api.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useElementSize } from "../kit/use-element-size.ts";
import { useMessages } from "../messages/use-messages.ts";
import { type RowWindowControl, useRowWindow } from "../waterfall/use-row-window.ts";
import { COLUMN_CLASS, COLUMNS, type Column, ROW_GRID } from "./columns.ts";
import { sortOf, toggleSort } from "./query-edits.ts";
import { rowAfterKey } from "./row-keys.ts";
import { ShownRows } from "./shown-rows.ts";
import { ROW_HEIGHT_CSS_PX, type RowGroup, TraceRow } from "./TraceRow.tsx";
import { useRowsInUse } from "./use-rows-in-use.ts";
import { useSteadyRows } from "./use-steady-rows.ts";

const HEADING_HEIGHT_CSS_PX = 24;
const DAY_NANO = 86_400e9;

/** `whole`: the request, with its islands joined. */
export type OpenTrace = (trace: number, choice?: { readonly whole: boolean }) => void;

export interface TraceTableProps {
  readonly view: TraceListView;
  readonly summary: DataSetSummary;
  readonly query: TraceQuery;
  readonly onQueryChange: (query: TraceQuery) => void;
  readonly colors: ServiceColors;
  /** TraceIndex. */
  readonly selectedTrace: number | undefined;
  readonly onOpenTrace: OpenTrace;
  /** Row under the pointer, -1 = none. */
  readonly hoveredRow: number;
  readonly onHoverRow: (row: number) => void;
  readonly gridRef: Ref<HTMLDivElement>;
  readonly isStale: boolean;
  /** Shown instead of rows where there are none. */
  readonly children: ReactNode;
}

export function TraceTable(props: TraceTableProps) {
  const { view, summary, query, colors, selectedTrace, onOpenTrace, hoveredRow, onHoverRow, gridRef, isStale } = props;
  const { traces } = useMessages();
  const baseId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [measure, { heightCssPx }] = useElementSize<HTMLDivElement>();
  const [{ open, active }, changeInUse] = useRowsInUse(view, query, selectedTrace);
  const shown = useMemo(() => new ShownRows(view, open), [view, open]);
  const placeOfSelected = useMemo(
    () => (selectedTrace === undefined ? -1 : shown.placeOfTrace(selectedTrace, false)),
    [shown, selectedTrace],
  );
  const activePlace = useMemo(
    () => (active.trace === undefined ? -1 : shown.placeOfTrace(active.trace, active.isMember)),
    [shown, active],
  );
  const space = {
    rowCount: shown.length,
    rowHeightPx: ROW_HEIGHT_CSS_PX,
    viewportPx: Math.max(0, heightCssPx - HEADING_HEIGHT_CSS_PX),
  };
  const rows = useRowWindow(scroller, space);
  const { first, last, shiftPx } = rows.window;
  const withDate = summary.endNano - summary.startNano > DAY_NANO;
  const rowId = (place: number) => `${baseId}-${place}`;
  const activate = useCallback(
    (place: number) => {
      const { view: of, row, isMember } = shown.at(place);
      changeInUse((present) => ({ ...present, active: { trace: of.trace[row], isMember } }));
    },
    [shown, changeInUse],
  );
  const openRow = useCallback(
    (place: number) => {
      const { view: of, row, isMember, headRow } = shown.at(place);
      activate(place);
      onOpenTrace(of.trace[row]!, { whole: !isMember && shown.memberCount(headRow) > 0 });
    },
    [activate, onOpenTrace, shown],
  );
  const toggle = useCallback(
    (headRow: number) => {
      const trace = view.trace[headRow]!;
      changeInUse((present) => {
        const next = new Set(present.open);
        if (!next.delete(trace)) next.add(trace);
        return { ...present, open: next };
      });
    },
    [view, changeInUse],
  );
  const steady = useSteadyRows({
    view,
    query,
    shown,
    rows,
    scroller,
    rowHeightPx: ROW_HEIGHT_CSS_PX,
    hoveredPlace: hoveredRow === -1 ? -1 : shown.placeOfRow(hoveredRow),
    activePlace,
  });
  useScrollPlace({ rows, isMeasured: space.viewportPx > 0, query, row: placeOfSelected });

  const handleKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = activePlace === -1 ? undefined : shown.at(activePlace);
    if (event.key === "Enter" && activePlace !== -1) openRow(activePlace);
    else if (at && view.requests && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      const opens = event.key === "ArrowRight";
      if (at.isMember && !opens) {
        changeInUse((present) => ({ ...present, active: { trace: view.trace[at.headRow], isMember: false } }));
      }
      if (!at.isMember && shown.memberCount(at.row) > 0 && shown.isOpen(at.row) !== opens) toggle(at.row);
    } else {
      const place = rowAfterKey(event.key, activePlace, shown.length, Math.floor(space.viewportPx / ROW_HEIGHT_CSS_PX));
      if (place === undefined) return;
      activate(place);
      rows.showPosition(place, "nearest");
    }
    event.preventDefault();
  };
  const handleFocus = () => {
    if (activePlace === -1 && shown.length > 0) activate(Math.min(shown.length - 1, first));
  };
  const setElements = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      if (typeof gridRef === "function") gridRef(element);
      else if (gridRef) gridRef.current = element;
      return measure(element);
    },
    [gridRef, measure],
  );

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {steady.newAbove > 0 && <NewAbove count={steady.newAbove} onShow={steady.showNewest} />}
      {/* A table of a million rows that do not all exist. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useAriaPropsSupportedByRole: it has a role, one of two */}
      <div
        ref={setElements}
        role={view.requests ? "treegrid" : "grid"}
        aria-label={traces.title}
        aria-rowcount={shown.length + 1}
        aria-colcount={COLUMNS.length}
        aria-busy={isStale}
        aria-activedescendant={activePlace >= first && activePlace < last ? rowId(activePlace) : undefined}
        tabIndex={0}
        onKeyDown={handleKey}
        onFocus={(event) => event.target === event.currentTarget && handleFocus()}
        onScroll={() => {
          rows.handleScroll();
          steady.handleScroll();
        }}
        onMouseLeave={() => onHoverRow(-1)}
        className={`group @container relative min-h-0 flex-1 overflow-y-auto overflow-x-hidden ${view.length > 0 ? "focus-visible:outline-none" : ""}`}
        style={{ "--start-column": withDate ? "156px" : "84px" } as React.CSSProperties}
      >
        <Headings query={query} onQueryChange={props.onQueryChange} />
        {view.length === 0 ? (
          props.children
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: part of the grid above
          <div role="rowgroup" className="relative" style={{ height: rows.contentHeightPx }}>
            {Array.from({ length: last - first }, (_, at) => first + at).map((place) => {
              const { view: of, row, headRow, isMember } = shown.at(place);
              return (
                <TraceRow
                  key={place}
                  id={rowId(place)}
                  view={of}
                  row={row}
                  place={place}
                  group={view.requests && groupOf(shown, view.requests, headRow, isMember)}
                  headRow={headRow}
                  longestNano={view.longestNano}
                  topCssPx={place * ROW_HEIGHT_CSS_PX - shiftPx}
                  colors={colors}
                  withDate={withDate}
                  isActive={place === activePlace}
                  isSelected={place === placeOfSelected}
                  isHovered={headRow === hoveredRow && !isMember}
                  onOpen={openRow}
                  onToggle={toggle}
                  onHover={onHoverRow}
                />
              );
            })}
          </div>
        )}
      </div>
    </div>
  );
}

/** The way to what came above the rows that are seen. */
function NewAbove({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const { live } = useMessages();
  return (
    <button
      type="button"
      title={live.newAboveHint}
      onClick={onShow}
      className="absolute top-0 left-[38%] z-20 flex h-6 -translate-x-1/2 items-center gap-1 rounded-full bg-accent px-3 text-table text-on-accent tabular-nums"
    >
      <ArrowUp size={12} aria-hidden />
      {live.newAbove(count)}
    </button>
  );
}

/** As text, so that rows are drawn anew only where it changed: "member", "closed 3", "open 3"; "single" = one trace. */
function groupOf(shown: ShownRows, { islands }: RequestRows, headRow: number, isMember: boolean): RowGroup {
  if (isMember) return "member";
  if (shown.memberCount(headRow) === 0) return "single";
  return `${shown.isOpen(headRow) ? "open" : "closed"} ${islands[headRow]!}`;
}

interface ScrollPlace {
  readonly rows: RowWindowControl;
  readonly isMeasured: boolean;
  readonly query: TraceQuery;
  readonly row: number;
}

/** Another question begins at the top; coming back to the list shows the selected row again. */
function useScrollPlace({ rows, isMeasured, query, row }: ScrollPlace): void {
  const asked = JSON.stringify(query);
  const shown = useRef<string | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another question, or the first measurement, moves the list
  useLayoutEffect(() => {
    if (!isMeasured || shown.current === asked) return;
    const isFirst = shown.current === undefined;
    shown.current = asked;
    if (isFirst && row !== -1) rows.showPosition(row, "center");
    else if (!isFirst) rows.placePosition(0, 0);
  }, [asked, isMeasured]);
}

interface HeadingsProps {
  readonly query: TraceQuery;
  readonly onQueryChange: (query: TraceQuery) => void;
}

function Headings({ query, onQueryChange }: HeadingsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of the grid above
    <div role="rowgroup" className="sticky top-0 z-10">
      {/* biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: its buttons take the focus */}
      <div
        role="row"
        aria-rowindex={1}
        className={`h-6 border-b border-line bg-raised text-label text-quiet ${ROW_GRID}`}
      >
        {COLUMNS.map((column) => (
          <Heading key={column.key} column={column} query={query} onQueryChange={onQueryChange} />
        ))}
      </div>
    </div>
  );
}

function Heading({ column, query, onQueryChange }: HeadingsProps & { readonly column: Column }) {
  const { columns } = useMessages().traces;
  const { sortBy, descending } = sortOf(query);
  const isSorted = sortBy === column.key;
  const Arrow = descending ? ArrowDown : ArrowUp;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: its button takes the focus
    <div
      role="columnheader"
      aria-sort={isSorted ? (descending ? "descending" : "ascending") : "none"}
      className={COLUMN_CLASS[column.key]}
    >
      <button
        type="button"
        onClick={() => onQueryChange(toggleSort(query, column.key))}
        className={`flex h-6 w-full items-center gap-0.5 hover:text-ink ${column.alignRight ? "flex-row-reverse" : ""}
          ${isSorted ? "font-semibold text-ink" : ""}`}
      >
        {columns[column.key]}
        {isSorted && <Arrow size={12} aria-hidden className="shrink-0" />}
      </button>
    </div>
  );
}
