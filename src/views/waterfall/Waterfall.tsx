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
 * The app owns selection, range, search text, matches and the span column's width; folding, scrolling and hovering live here.
 */
import type { KeyboardEvent, PointerEvent } from "react";
import { Resizer } from "../kit/Resizer.tsx";
import { useMessages } from "../messages/use-messages.ts";
import { commandOfKey } from "./commands.ts";
import { HoverLine } from "./HoverLine.tsx";
import { Minimap } from "./Minimap.tsx";
import { ordinalOf } from "./match-navigation.ts";
import { RowGrid, rowAt } from "./RowGrid.tsx";
import { GridLines, Ruler } from "./Ruler.tsx";
import { StatusLine } from "./StatusLine.tsx";
import { TraceHeader } from "./TraceHeader.tsx";
import { isWhole } from "./time-range.ts";
import { LEAST_TREE_PX, useWaterfall } from "./use-waterfall.ts";
import { WaterfallToolbar } from "./WaterfallToolbar.tsx";
import type { WaterfallProps } from "./waterfall-props.ts";

export function Waterfall(props: WaterfallProps) {
  // Another trace starts unfolded, at its top and with nothing pending of the last one.
  return <OneTrace key={props.view.traceId} {...props} />;
}

function OneTrace(props: WaterfallProps) {
  const { view, colors, searchText, matchesOnly } = props;
  const { trace } = useMessages();
  const { rows } = view;
  const state = useWaterfall(props);
  const { control, cursor, fold, gestures, hover, matchRows, scale, treePx } = state;

  const handleKey = (event: KeyboardEvent) => {
    const command = commandOfKey(event, focusKind(event.target));
    if (command === undefined || !state.run(command)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const handleMove = (event: PointerEvent<HTMLDivElement>) => {
    gestures.handlers.onPointerMove(event);
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left - treePx;
    hover.set({ row: rowAt(event.target), px: px >= 0 && px <= scale.widthPx ? px : Number.NaN });
  };

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
        run={state.run}
        searchText={searchText}
        onSearchTextChange={props.onSearchTextChange}
        matchCount={searchText === "" ? undefined : matchRows?.length}
        matchOrdinal={matchRows === undefined ? 0 : ordinalOf(matchRows, cursor.row)}
        matchesOnly={matchesOnly}
        onMatchesOnlyChange={props.onMatchesOnlyChange}
        errorCount={view.errorCount}
        canZoomOut={!isWhole(control.range, control.whole)}
        searchRef={state.searchRef}
      />
      <Minimap view={view} control={control} />
      <div
        ref={state.bodyRef}
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
          <span data-timeline className="relative min-w-0 flex-1 cursor-crosshair touch-none select-none">
            <Ruler scale={scale} />
          </span>
        </div>
        <div
          aria-hidden
          className="pointer-events-none absolute top-6 bottom-0"
          style={{ left: treePx, width: scale.widthPx }}
        >
          <GridLines scale={scale} />
        </div>
        <RowGrid
          view={view}
          colors={colors}
          selectedSpan={props.selectedSpan}
          matchesOnly={matchesOnly}
          onOpenLink={props.onOpenLink}
          state={state}
        />
        <div
          aria-hidden
          className="pointer-events-none absolute inset-y-0 overflow-hidden"
          style={{ left: treePx, width: scale.widthPx }}
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
            maxCssPx={state.mostTreePx}
            of="before"
            onResize={props.onResizeTree}
          />
        </div>
      </div>
      <StatusLine store={hover} view={view} scale={scale} logs={state.logs} />
    </section>
  );
}

function focusKind(target: EventTarget): "rows" | "button" | "field" {
  if (!(target instanceof Element)) return "rows";
  if (target.closest("input, textarea, select, [contenteditable=true]")) return "field";
  return target.closest("button, a[href]") ? "button" : "rows";
}
