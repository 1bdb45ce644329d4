/** The rows of the list: a grid of which only the visible rows exist, with its headings, its keys and its place. */
import { ArrowDown, ArrowUp } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { TraceListView, TraceQuery } from "../../analysis/trace-list.ts";
import type { DataSetSummary } from "../../engine/engine-api.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useElementSize } from "../kit/use-element-size.ts";
import { useMessages } from "../messages/use-messages.ts";
import { type RowWindowControl, useRowWindow } from "../waterfall/use-row-window.ts";
import { COLUMN_CLASS, COLUMNS, type Column, ROW_GRID } from "./columns.ts";
import { sortOf, toggleSort } from "./query-edits.ts";
import { rowAfterKey } from "./row-keys.ts";
import { ROW_HEIGHT_CSS_PX, TraceRow } from "./TraceRow.tsx";

const HEADING_HEIGHT_CSS_PX = 24;
const DAY_NANO = 86_400e9;

export interface TraceTableProps {
  readonly view: TraceListView;
  readonly summary: DataSetSummary;
  readonly query: TraceQuery;
  readonly onQueryChange: (query: TraceQuery) => void;
  readonly colors: ServiceColors;
  /** TraceIndex. */
  readonly selectedTrace: number | undefined;
  readonly onOpenTrace: (trace: number) => void;
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
  const rowOfSelected = useRowOf(view, selectedTrace);
  const [activeTrace, setActiveTrace] = useState<number | undefined>(selectedTrace);
  const activeRow = useRowOf(view, activeTrace);
  const space = {
    rowCount: view.length,
    rowHeightPx: ROW_HEIGHT_CSS_PX,
    viewportPx: Math.max(0, heightCssPx - HEADING_HEIGHT_CSS_PX),
  };
  const rows = useRowWindow(scroller, space);
  const { first, last, shiftPx } = rows.window;
  const withDate = summary.endNano - summary.startNano > DAY_NANO;
  const rowId = (row: number) => `${baseId}-${view.trace[row]}`;
  const openRow = useCallback(
    (row: number) => {
      setActiveTrace(view.trace[row]);
      onOpenTrace(view.trace[row]!);
    },
    [onOpenTrace, view],
  );
  useScrollPlace({ rows, isMeasured: space.viewportPx > 0, query, row: rowOfSelected });

  const handleKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" && activeRow !== -1) openRow(activeRow);
    else {
      const row = rowAfterKey(event.key, activeRow, view.length, Math.floor(space.viewportPx / ROW_HEIGHT_CSS_PX));
      if (row === undefined) return;
      setActiveTrace(view.trace[row]);
      rows.showPosition(row, "nearest");
    }
    event.preventDefault();
  };
  const handleFocus = () => {
    if (activeRow === -1 && view.length > 0) setActiveTrace(view.trace[Math.min(view.length - 1, first)]);
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
    // biome-ignore lint/a11y/useSemanticElements: a table of a million rows that do not all exist
    <div
      ref={setElements}
      role="grid"
      aria-label={traces.title}
      aria-rowcount={view.length + 1}
      aria-colcount={COLUMNS.length}
      aria-busy={isStale}
      aria-activedescendant={activeRow >= first && activeRow < last ? rowId(activeRow) : undefined}
      tabIndex={0}
      onKeyDown={handleKey}
      onFocus={(event) => event.target === event.currentTarget && handleFocus()}
      onScroll={rows.handleScroll}
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
          {Array.from({ length: last - first }, (_, at) => first + at).map((row) => (
            <TraceRow
              key={row}
              id={rowId(row)}
              view={view}
              row={row}
              topCssPx={row * ROW_HEIGHT_CSS_PX - shiftPx}
              colors={colors}
              withDate={withDate}
              isActive={row === activeRow}
              isSelected={row === rowOfSelected}
              isHovered={row === hoveredRow}
              onOpen={openRow}
              onHover={onHoverRow}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** Where a trace is in the list; -1 = not listed. */
function useRowOf(view: TraceListView, trace: number | undefined): number {
  const known = useRef<{ view: TraceListView; trace: number | undefined; row: number } | undefined>(undefined);
  if (known.current?.view !== view || known.current.trace !== trace) {
    known.current = { view, trace, row: trace === undefined ? -1 : view.trace.indexOf(trace) };
  }
  return known.current.row;
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
