/** Duration over time: each dot a trace. A drag selects a range, a click opens a trace, the pointer explains. */
import { type MouseEvent, type PointerEvent, useCallback, useEffect, useMemo, useState } from "react";
import type { TraceListView, TraceQuery } from "../../analysis/trace-list.ts";
import type { DataSetSummary } from "../../engine/engine-api.ts";
import { CanvasPicture, type Draw } from "../kit/CanvasPicture.tsx";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useElementSize } from "../kit/use-element-size.ts";
import { useMessages } from "../messages/use-messages.ts";
import { editQuery } from "./query-edits.ts";
import { ScatterHover } from "./ScatterHover.tsx";
import { ScatterLegend } from "./ScatterLegend.tsx";
import { brushOf, type Rectangle, rangeOfBrush } from "./scatter-brush.ts";
import { drawScatter } from "./scatter-draw.ts";
import { countDensity, findPoint, isIncomplete, layoutScatterPoints } from "./scatter-points.ts";
import { computeScatterScale, type DurationScale } from "./scatter-scale.ts";
import { layoutDurationTicks, layoutTimeTicks } from "./scatter-ticks.ts";

/** More points than this are drawn as density. */
const POINTS_MOST = 20_000;
const CELL_CSS_PX = 3;
const MARGIN = { left: 64, right: 12, top: 22, bottom: 24 };

export interface ScatterProps {
  readonly view: TraceListView;
  readonly summary: DataSetSummary;
  readonly query: TraceQuery;
  readonly onQueryChange: (query: TraceQuery) => void;
  readonly colors: ServiceColors;
  readonly onOpenTrace: (trace: number) => void;
  /** Row under the pointer, here or in the list; -1 = none. */
  readonly hoveredRow: number;
  readonly onHoverRow: (row: number) => void;
}

interface Drag {
  readonly from: { readonly x: number; readonly y: number };
  readonly brush: Rectangle | undefined;
}

export function Scatter({
  view,
  summary,
  query,
  onQueryChange,
  colors,
  onOpenTrace,
  hoveredRow,
  onHoverRow,
}: ScatterProps) {
  const { scatter } = useMessages().traces;
  const [measure, { widthCssPx, heightCssPx }] = useElementSize<HTMLDivElement>();
  const [kind, setKind] = useState<DurationScale>("log");
  const [drag, setDrag] = useState<Drag | undefined>();
  const [isPointerHere, setPointerHere] = useState(false);
  const layout = useScatterLayout({ view, summary, query, kind, widthCssPx, heightCssPx });
  const { scale, points, density, durationTicks, timeTicks } = layout;
  const draw = useCallback<Draw>(
    (context, _, color) =>
      drawScatter(context, { view, scale, points, density, durationTicks, timeTicks, colors }, color),
    [view, scale, points, density, durationTicks, timeTicks, colors],
  );
  useEscape(drag !== undefined, () => setDrag(undefined));

  const handleDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ from: placeOf(event), brush: undefined });
  };
  const handleMove = (event: PointerEvent<HTMLDivElement>) => {
    const place = placeOf(event);
    setPointerHere(true);
    if (drag) setDrag({ from: drag.from, brush: brushOf(scale, drag.from, place) });
    else onHoverRow(findPoint(points, place.x, place.y));
  };
  const handleUp = (event: PointerEvent<HTMLDivElement>) => {
    if (!drag) return;
    const place = placeOf(event);
    const brush = brushOf(scale, drag.from, place);
    setDrag(undefined);
    if (brush) {
      onQueryChange(editQuery(query, rangeOfBrush(scale, brush)));
      return;
    }
    const row = findPoint(points, place.x, place.y);
    if (row !== -1) onOpenTrace(view.trace[row]!);
  };
  const handleLeave = () => {
    setPointerHere(false);
    onHoverRow(-1);
  };
  const showAll = () =>
    onQueryChange(
      editQuery(query, {
        startFromNano: undefined,
        startToNano: undefined,
        minDurationNano: undefined,
        maxDurationNano: undefined,
      }),
    );
  const brush = drag?.brush;
  return (
    <div className="relative shrink-0 border-b border-line">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: pointer only; the filters and the list do the same by keys */}
      <div
        ref={measure}
        title={hoveredRow === -1 ? scatter.help : undefined}
        onPointerDown={handleDown}
        onPointerMove={handleMove}
        onPointerUp={handleUp}
        onPointerCancel={() => setDrag(undefined)}
        onPointerLeave={handleLeave}
        onDoubleClick={showAll}
        className={`relative h-36 touch-none select-none overflow-hidden ${
          hoveredRow !== -1 && isPointerHere ? "cursor-pointer" : "cursor-crosshair"
        }`}
      >
        <CanvasPicture
          draw={draw}
          label={scatter.label(points.drawn, layout.errors, layout.incomplete)}
          className="absolute inset-0 size-full"
        />
        {brush && (
          <div
            className="pointer-events-none absolute border border-accent bg-accent/15"
            style={{ left: brush.x0, top: brush.y0, width: brush.x1 - brush.x0, height: brush.y1 - brush.y0 }}
          />
        )}
        {!drag && hoveredRow !== -1 && hoveredRow < view.length && !Number.isNaN(points.x[hoveredRow]!) && (
          <ScatterHover
            view={view}
            row={hoveredRow}
            x={points.x[hoveredRow]!}
            y={points.y[hoveredRow]!}
            widthCssPx={widthCssPx}
            colors={colors}
            isTold={isPointerHere}
          />
        )}
      </div>
      <button
        type="button"
        aria-pressed={kind === "log"}
        title={scatter.logHint}
        onClick={() => setKind(kind === "log" ? "linear" : "log")}
        className={`absolute bottom-0.5 left-2 rounded px-1 text-label hover:bg-sunken hover:text-ink ${
          kind === "log" ? "bg-accent-soft text-accent" : "text-quiet"
        }`}
      >
        {scatter.log}
      </button>
      <ScatterLegend hasErrors={layout.errors > 0} hasIncomplete={layout.incomplete > 0} undrawn={layout.undrawn} />
    </div>
  );
}

interface LayoutInput {
  readonly view: TraceListView;
  readonly summary: DataSetSummary;
  readonly query: TraceQuery;
  readonly kind: DurationScale;
  readonly widthCssPx: number;
  readonly heightCssPx: number;
}

/** Computed once for a list, a size and an axis; never while the pointer moves. */
function useScatterLayout({ view, summary, query, kind, widthCssPx, heightCssPx }: LayoutInput) {
  const { startFromNano, startToNano } = query;
  return useMemo(() => {
    const area = {
      leftPx: MARGIN.left,
      rightPx: Math.max(MARGIN.left + 1, widthCssPx - MARGIN.right),
      topPx: MARGIN.top,
      bottomPx: Math.max(MARGIN.top + 1, heightCssPx - MARGIN.bottom),
    };
    const scale = computeScatterScale(view, { startFromNano, startToNano }, summary, area, kind);
    const points = layoutScatterPoints(view, scale);
    let errors = 0;
    let incomplete = 0;
    let undrawn = 0;
    for (let row = 0; row < view.length; row++) {
      if (view.errorCount[row]! > 0) errors++;
      if (isIncomplete(view, row)) incomplete++;
      if (Number.isNaN(view.start[row]!) || Number.isNaN(view.duration[row]!)) undrawn++;
    }
    return {
      scale,
      points,
      density: points.drawn > POINTS_MOST ? countDensity(view, points, scale, CELL_CSS_PX) : undefined,
      durationTicks: view.longestNano > 0 ? layoutDurationTicks(scale) : [],
      timeTicks: layoutTimeTicks(scale, view.epochUnixNano),
      errors,
      incomplete,
      undrawn,
    };
  }, [view, summary, startFromNano, startToNano, kind, widthCssPx, heightCssPx]);
}

function placeOf(event: MouseEvent<HTMLDivElement>) {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function useEscape(enabled: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!enabled) return;
    const handleKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      onEscape();
    };
    document.addEventListener("keydown", handleKey);
    return () => document.removeEventListener("keydown", handleKey);
  });
}
