/** The traces of the open data: filters, duration over time, rows. */
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { TraceListView, TraceQuery } from "../../analysis/trace-list.ts";
import type { DataSetSummary } from "../../engine/engine-api.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import { FilterBar } from "./FilterBar.tsx";
import { clearFilters } from "./query-edits.ts";
import { Scatter } from "./Scatter.tsx";
import { type OpenTrace, TraceTable } from "./TraceTable.tsx";

export interface TraceListProps {
  /** undefined = being read; the former list stays until then. */
  readonly view: TraceListView | undefined;
  readonly summary: DataSetSummary;
  readonly query: TraceQuery;
  readonly onQueryChange: (query: TraceQuery) => void;
  readonly colors: ServiceColors;
  readonly onOpenTrace: OpenTrace;
  /** TraceIndex of the trace that was open last. */
  readonly selectedTrace?: number | undefined;
  /** Above the filters: what is broken. */
  readonly notice?: ReactNode;
}

export function TraceList(props: TraceListProps) {
  const { summary, query, onQueryChange, colors, onOpenTrace, selectedTrace } = props;
  const { traces } = useMessages();
  const view = useFormer(props.view, summary);
  const [hovered, setHovered] = useState({ view, row: -1 });
  const hoveredRow = hovered.view === view ? hovered.row : -1;
  const setHoveredRow = useCallback((row: number) => setHovered({ view, row }), [view]);
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const focusRows = useCallback(() => grid.current?.focus(), []);
  useSlashKey(() => search.current?.focus());
  return (
    <section aria-label={traces.title} className="flex h-full min-h-0 min-w-0 flex-col bg-surface">
      <h1 className="sr-only">{traces.title}</h1>
      {props.notice}
      <FilterBar
        view={view}
        summary={summary}
        query={query}
        onQueryChange={onQueryChange}
        colors={colors}
        searchRef={search}
        onLeaveSearch={focusRows}
      />
      {view === undefined ? (
        <p role="status" className="p-3 text-quiet">
          {traces.loading}
        </p>
      ) : (
        <>
          {view.total > 1 && (
            <Scatter
              view={view}
              summary={summary}
              query={query}
              onQueryChange={onQueryChange}
              colors={colors}
              onOpenTrace={onOpenTrace}
              hoveredRow={hoveredRow}
              onHoverRow={setHoveredRow}
            />
          )}
          <TraceTable
            view={view}
            summary={summary}
            query={query}
            onQueryChange={onQueryChange}
            colors={colors}
            selectedTrace={selectedTrace}
            onOpenTrace={onOpenTrace}
            hoveredRow={hoveredRow}
            onHoverRow={setHoveredRow}
            gridRef={grid}
            isStale={props.view === undefined}
          >
            <Nothing isFiltered={view.total > 0} onClear={() => onQueryChange(clearFilters(query))} />
          </TraceTable>
        </>
      )}
    </section>
  );
}

function Nothing({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const { traces } = useMessages();
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the one row of an empty grid
    <div role="row" className="flex items-center gap-2 px-3 py-6 text-quiet">
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its one cell */}
      <div role="gridcell" className="flex items-center gap-2">
        {isFiltered ? traces.noneMatch : traces.none}
        {isFiltered && (
          <button type="button" onClick={onClear} className="rounded px-1 text-accent hover:bg-sunken">
            {traces.clearFilters}
          </button>
        )}
      </div>
    </div>
  );
}

/** The list as it is, or as it was while another is being read; not that of other data. */
function useFormer(view: TraceListView | undefined, summary: DataSetSummary): TraceListView | undefined {
  const [kept, setKept] = useState({ view, summary });
  if ((view !== undefined && view !== kept.view) || summary !== kept.summary) setKept({ view, summary });
  return view ?? (summary === kept.summary ? kept.view : undefined);
}

/** "/" anywhere outside a field goes to the search. On the document: before the app's own keys, which listen on the window. */
function useSlashKey(onSlash: () => void): void {
  const latest = useRef(onSlash);
  latest.current = onSlash;
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      if (target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select")))
        return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", handleKey);
    return () => document.removeEventListener("keydown", handleKey);
  }, []);
}
