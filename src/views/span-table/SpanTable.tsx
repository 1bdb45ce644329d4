/** All spans of a trace as a table that sorts by any column; only the rows in view exist as DOM. */
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useElementSize } from "../kit/use-element-size.ts";
import { useMessages } from "../messages/use-messages.ts";
import { useRowWindow } from "../waterfall/use-row-window.ts";
import { SpanTableRow } from "./SpanTableRow.tsx";
import { COLUMN_LAYOUT, isNumeric } from "./span-columns.ts";
import { computeSpanTimes, SPAN_COLUMNS, type SpanColumn, type SpanOrderChoice, sortSpanRows } from "./span-rows.ts";

const ROW_HEIGHT_PX = 24;
const HEADER_HEIGHT_PX = 28;

export interface SpanTableProps {
  readonly view: TraceView;
  readonly colors: ServiceColors;
  /** SpanIndex. */
  readonly selectedSpan: number | undefined;
  readonly onSelectSpan: (span: number | undefined) => void;
}

export function SpanTable({ view, colors, selectedSpan, onSelectSpan }: SpanTableProps) {
  const { spanTable: text } = useMessages();
  const idPrefix = useId();
  const [choice, setChoice] = useState<SpanOrderChoice>({ column: "start", descending: false });
  const times = useMemo(() => computeSpanTimes(view), [view]);
  const order = useMemo(() => sortSpanRows(view, times, choice), [view, times, choice]);
  const scroller = useRef<HTMLDivElement>(null);
  const [sizeRef, { heightCssPx }] = useElementSize<HTMLDivElement>();
  const scrollerRef = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      return sizeRef(element);
    },
    [sizeRef],
  );
  const rowWindow = useRowWindow(scroller, {
    rowCount: order.length,
    rowHeightPx: ROW_HEIGHT_PX,
    viewportPx: Math.max(0, heightCssPx - HEADER_HEIGHT_PX),
  });
  const selectedPosition = useMemo(
    () => (selectedSpan === undefined ? -1 : order.findIndex((row) => view.rows.span[row] === selectedSpan)),
    [order, view, selectedSpan],
  );
  const [cursor, setCursor] = useState(0);
  const active = selectedPosition === -1 ? Math.min(cursor, order.length - 1) : selectedPosition;
  const { showPosition } = rowWindow;
  const isMeasured = heightCssPx > 0;
  useEffect(() => {
    if (isMeasured && selectedPosition !== -1) showPosition(selectedPosition, "nearest");
  }, [isMeasured, selectedPosition, showPosition]);

  const sortBy = (column: SpanColumn) =>
    setChoice((old) => ({
      column,
      // The largest numbers are asked for first; names and starts from the beginning.
      descending: old.column === column ? !old.descending : isNumeric(column) && column !== "start",
    }));
  const moveTo = (position: number) => {
    const next = Math.max(0, Math.min(order.length - 1, position));
    setCursor(next);
    if (selectedPosition !== -1) onSelectSpan(view.rows.span[order[next]!]!);
    showPosition(next, "nearest");
  };
  const handleKey = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(heightCssPx / ROW_HEIGHT_PX) - 2);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    const step = steps[event.key];
    if (step !== undefined) moveTo(active + step);
    else if (event.key === "Home") moveTo(0);
    else if (event.key === "End") moveTo(order.length - 1);
    else if (event.key === "Enter" && event.target === event.currentTarget)
      onSelectSpan(view.rows.span[order[active]!]!);
    else if (event.key === "Escape" && selectedSpan !== undefined) onSelectSpan(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const { first, last, shiftPx } = rowWindow.window;
  const rowId = (position: number) => `${idPrefix}-${position}`;
  return (
    <div ref={scrollerRef} onScroll={rowWindow.handleScroll} className="relative size-full overflow-auto bg-surface">
      {/* Grids and absolute places instead of table layout: rows are placed by arithmetic, and only those in view exist. */}
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are walked and chosen with keys, which a plain table has not
        role="grid"
        aria-label={text.table}
        aria-rowcount={order.length + 1}
        aria-colcount={SPAN_COLUMNS.length}
        aria-activedescendant={active >= first && active < last ? rowId(active) : undefined}
        tabIndex={0}
        className="group/grid block min-w-[820px] text-table outline-none"
        onKeyDown={handleKey}
        onClick={(event) => {
          const shape = (event.target as Element).closest<HTMLElement>("[data-row]");
          if (shape === null || window.getSelection()?.isCollapsed === false) return;
          onSelectSpan(view.rows.span[Number(shape.dataset.row)]!);
        }}
      >
        <thead className="sticky top-0 z-10 block">
          <tr
            aria-rowindex={1}
            className={`${COLUMN_LAYOUT} border-b border-line bg-raised`}
            style={{ height: HEADER_HEIGHT_PX }}
          >
            {SPAN_COLUMNS.map((column) => (
              <HeaderCell key={column} column={column} choice={choice} onSort={sortBy} />
            ))}
          </tr>
        </thead>
        <tbody className="relative block" style={{ height: rowWindow.contentHeightPx }}>
          {Array.from({ length: last - first }, (_, at) => {
            const position = first + at;
            const row = order[position]!;
            return (
              <SpanTableRow
                key={row}
                id={rowId(position)}
                view={view}
                times={times}
                colors={colors}
                row={row}
                position={position}
                topPx={position * ROW_HEIGHT_PX - shiftPx}
                heightPx={ROW_HEIGHT_PX}
                selected={position === selectedPosition}
                atCursor={position === active}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface HeaderCellProps {
  readonly column: SpanColumn;
  readonly choice: SpanOrderChoice;
  readonly onSort: (column: SpanColumn) => void;
}

function HeaderCell({ column, choice, onSort }: HeaderCellProps) {
  const { spanTable: text } = useMessages();
  const isSorted = choice.column === column;
  const Arrow = choice.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (choice.descending ? "descending" : "ascending") : undefined}
      className="flex min-w-0"
    >
      <button
        type="button"
        title={text.explained[column]}
        onClick={() => onSort(column)}
        className={`flex min-w-0 flex-1 items-center gap-1 px-2 text-label font-semibold hover:bg-sunken ${
          isSorted ? "text-ink" : "text-quiet"
        } ${isNumeric(column) ? "flex-row-reverse" : ""}`}
      >
        <span className="truncate">{text.columns[column]}</span>
        {isSorted && <Arrow size={12} className="shrink-0" aria-hidden />}
      </button>
    </th>
  );
}
