/** The whole graph small, with the part in view: drag in it to move. Hidden while all of the graph is in view. */
import { type PointerEvent, useEffect, useMemo, useRef } from "react";
import type { PlacedGraph } from "../../analysis/service-graph.ts";
import type { GraphZoom } from "./use-graph-zoom.ts";

const LARGEST = { widthCssPx: 180, heightCssPx: 120 };

export interface GraphMinimapProps {
  readonly graph: PlacedGraph;
  readonly zoom: GraphZoom;
  readonly label: string;
}

export function GraphMinimap({ graph, zoom, label }: GraphMinimapProps) {
  const viewRef = useRef<SVGRectElement>(null);
  const { widthCssPx, heightCssPx } = graph;
  const scale = Math.min(LARGEST.widthCssPx / widthCssPx, LARGEST.heightCssPx / heightCssPx);
  const nodes = useMemo(
    () =>
      graph.places
        .map(({ x, y, widthCssPx: w, heightCssPx: h }) => `M${x - w / 2},${y - h / 2}h${w}v${h}h${-w}z`)
        .join(""),
    [graph],
  );
  const { onMove, centerOn } = zoom;
  useEffect(
    () =>
      onMove((view) => {
        const rect = viewRef.current;
        const right = view.x + view.widthCssPx;
        const bottom = view.y + view.heightCssPx;
        const isWhole = view.x <= 0 && view.y <= 0 && right >= widthCssPx && bottom >= heightCssPx;
        rect?.ownerSVGElement?.style.setProperty("visibility", isWhole ? "hidden" : "visible");
        rect?.setAttribute("x", String(view.x));
        rect?.setAttribute("y", String(view.y));
        rect?.setAttribute("width", String(view.widthCssPx));
        rect?.setAttribute("height", String(view.heightCssPx));
      }),
    [onMove, widthCssPx, heightCssPx],
  );
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    centerOn({ x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale });
  };
  return (
    <svg
      role="img"
      aria-label={label}
      width={widthCssPx * scale}
      height={heightCssPx * scale}
      viewBox={`0 0 ${widthCssPx} ${heightCssPx}`}
      className="touch-none rounded border border-line bg-surface"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={move}
    >
      <path d={nodes} fill="var(--cw-faint)" opacity={0.6} />
      <rect
        ref={viewRef}
        fill="var(--cw-accent)"
        fillOpacity={0.12}
        stroke="var(--cw-accent)"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
