/**
 * Zoom and pan of an SVG layer by wheel, drag, pinch and buttons. The transform is written to the layer directly, never through
 * React; only the level (steps of the square root of 2) is state, since it decides which labels there are.
 */
import { select, type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity } from "d3";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { GraphPoint } from "../../analysis/service-graph.ts";
import type { ElementSize } from "../kit/use-element-size.ts";

/** At most this large when fitted: three services should not fill the screen. */
const FIT_ZOOM = 1.15;
const MOST_ZOOM = 3;
/** Free around a node that is brought into view. */
const EDGE_CSS_PX = 32;

export interface GraphZoom {
  readonly svgRef: RefObject<SVGSVGElement | null>;
  readonly layerRef: RefObject<SVGGElement | null>;
  /** About the zoom. */
  readonly level: number;
  readonly fitWhole: () => void;
  readonly zoomBy: (factor: number) => void;
  /** Moves as little as is needed to show the point; nothing where it is in view. */
  readonly reveal: (point: GraphPoint) => void;
  readonly centerOn: (point: GraphPoint) => void;
  /** Called at once and after each move, before the browser paints. */
  readonly onMove: (listener: (view: GraphViewport) => void) => () => void;
}

/** What is in view, in CSS pixels of the graph. */
export interface GraphViewport {
  readonly x: number;
  readonly y: number;
  readonly widthCssPx: number;
  readonly heightCssPx: number;
}

export function useGraphZoom(
  content: { readonly widthCssPx: number; readonly heightCssPx: number },
  size: ElementSize,
  /** Another value: another graph, which is fitted. */
  identity: string,
): GraphZoom {
  const svgRef = useRef<SVGSVGElement>(null);
  const layerRef = useRef<SVGGElement>(null);
  const behavior = useRef<ZoomBehavior<SVGSVGElement, unknown>>(undefined);
  const transform = useRef<ZoomTransform>(zoomIdentity);
  const sizeRef = useRef(size);
  sizeRef.current = size;
  const listeners = useRef(new Set<(view: GraphViewport) => void>());
  const [level, setLevel] = useState(1);

  const viewport = useCallback((): GraphViewport => {
    const { x, y, k } = transform.current;
    const { widthCssPx, heightCssPx } = sizeRef.current;
    return { x: -x / k, y: -y / k, widthCssPx: widthCssPx / k, heightCssPx: heightCssPx / k };
  }, []);

  useEffect(() => {
    const svg = svgRef.current!;
    const zooming = zoom<SVGSVGElement, unknown>()
      .filter((event: MouseEvent | TouchEvent) => {
        if (event.type === "wheel" || !("button" in event)) return true;
        // Names stay selectable with the mouse.
        return event.button === 0 && !event.ctrlKey && !(event.target as Element).closest?.("[data-selectable]");
      })
      .on("zoom", (event: { transform: ZoomTransform }) => {
        transform.current = event.transform;
        const { x, y, k } = event.transform;
        layerRef.current?.setAttribute("transform", `translate(${x},${y}) scale(${k})`);
        svg.style.setProperty("--unzoom", String(1 / k));
        setLevel(2 ** (Math.round(Math.log2(k) * 2) / 2));
        for (const listener of listeners.current) listener(viewport());
      });
    behavior.current = zooming;
    select(svg).call(zooming).on("dblclick.zoom", null);
    return () => {
      select(svg).on(".zoom", null);
    };
  }, [viewport]);

  const apply = useCallback((next: ZoomTransform) => {
    if (svgRef.current) behavior.current?.transform(select(svgRef.current), next);
  }, []);

  const { widthCssPx: contentWidth, heightCssPx: contentHeight } = content;
  const fitWhole = useCallback(() => {
    const { widthCssPx, heightCssPx } = sizeRef.current;
    if (widthCssPx === 0 || contentWidth === 0) return;
    const k = Math.min(FIT_ZOOM, widthCssPx / contentWidth, heightCssPx / contentHeight);
    behavior.current?.scaleExtent([Math.min(k, 0.5) / 2, MOST_ZOOM]);
    apply(zoomIdentity.translate((widthCssPx - contentWidth * k) / 2, (heightCssPx - contentHeight * k) / 2).scale(k));
  }, [contentWidth, contentHeight, apply]);

  const isMeasured = size.widthCssPx > 0 && size.heightCssPx > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another identity is another graph to fit
  useEffect(() => {
    if (isMeasured) fitWhole();
  }, [isMeasured, identity]);

  const zoomBy = useCallback((factor: number) => {
    if (svgRef.current) behavior.current?.scaleBy(select(svgRef.current), factor);
  }, []);

  const moveBy = useCallback(
    (dx: number, dy: number) => {
      const { k } = transform.current;
      if (dx !== 0 || dy !== 0) apply(transform.current.translate(dx / k, dy / k));
    },
    [apply],
  );

  const reveal = useCallback(
    (point: GraphPoint) => {
      const [x, y] = transform.current.apply([point.x, point.y]);
      const { widthCssPx, heightCssPx } = sizeRef.current;
      const inside = (at: number, length: number, margin: number) =>
        Math.min(Math.max(at, Math.min(margin, length / 2)), Math.max(length - margin, length / 2)) - at;
      const half = 90 * transform.current.k + EDGE_CSS_PX;
      moveBy(inside(x, widthCssPx, half), inside(y, heightCssPx, 22 * transform.current.k + EDGE_CSS_PX));
    },
    [moveBy],
  );

  const centerOn = useCallback(
    (point: GraphPoint) => {
      const [x, y] = transform.current.apply([point.x, point.y]);
      moveBy(sizeRef.current.widthCssPx / 2 - x, sizeRef.current.heightCssPx / 2 - y);
    },
    [moveBy],
  );

  const onMove = useCallback(
    (listener: (view: GraphViewport) => void) => {
      listeners.current.add(listener);
      listener(viewport());
      return () => listeners.current.delete(listener);
    },
    [viewport],
  );

  return { svgRef, layerRef, level, fitWhole, zoomBy, reveal, centerOn, onMove };
}
