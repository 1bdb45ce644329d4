/**
 * One trace as a flame graph, callers above callees:
 *
 *   [find ___]  Whole trace › checkout › charge            Wide: much work. …
 *   ┌──────────────────────────────────────────────┐
 *   │ storefront POST /checkout                    │  canvas; only the bars in view are drawn
 *   │ checkout POST /orders      │ cart GET ×3     │
 *   └──────────────────────────────────────────────┘
 *   checkout POST /orders · 1 span · work 412 ms (52 %) · self 12 ms            [Show the longest span]
 */
import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef, useState } from "react";
import { buildFlameTree } from "../../analysis/flame-tree.ts";
import type { TraceView } from "../../analysis/trace-view.ts";
import { CanvasPicture, type Draw } from "../kit/CanvasPicture.tsx";
import { formatShare } from "../kit/format-share.ts";
import { SearchBox } from "../kit/SearchBox.tsx";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useElementSize } from "../kit/use-element-size.ts";
import { useMessages } from "../messages/use-messages.ts";
import { FlamePath } from "./FlamePath.tsx";
import { FlameStatus } from "./FlameStatus.tsx";
import { drawFlame } from "./flame-draw.ts";
import {
  BAR_HEIGHT_CSS_PX,
  barsInView,
  type FlameKey,
  indexFlame,
  nodeAt,
  nodeInDirection,
  rangeOf,
} from "./flame-layout.ts";
import { findFlameNodes } from "./flame-search.ts";

export interface FlameGraphProps {
  readonly view: TraceView;
  readonly colors: ServiceColors;
  /** SpanIndex. */
  readonly selectedSpan: number | undefined;
  readonly onSelectSpan: (span: number | undefined) => void;
}

export function FlameGraph({ view, colors, selectedSpan, onSelectSpan }: FlameGraphProps) {
  const { flameGraph: text } = useMessages();
  const tree = useMemo(() => buildFlameTree(view), [view]);
  const index = useMemo(() => indexFlame(tree), [tree]);
  const [zoomed, setZoomed] = useState<number>();
  const [hovered, setHovered] = useState<number>();
  const [current, setCurrent] = useState<number>();
  const [search, setSearch] = useState("");
  const [scrollTopCssPx, setScrollTop] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const [sizeRef, { widthCssPx, heightCssPx }] = useElementSize<HTMLDivElement>();
  const scrollerRef = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      return sizeRef(element);
    },
    [sizeRef],
  );
  const found = useMemo(() => findFlameNodes(view, tree, search), [view, tree, search]);
  const range = useMemo(() => rangeOf(tree, zoomed), [tree, zoomed]);
  const selected = useMemo(() => {
    const row = selectedSpan === undefined ? -1 : view.rows.span.indexOf(selectedSpan);
    return row === -1 ? undefined : tree.nodeOfRow[row];
  }, [view, tree, selectedSpan]);

  const draw = useCallback<Draw>(
    (context, size, color) => {
      const bars = barsInView(index, range, size.widthCssPx, scrollTopCssPx, scrollTopCssPx + size.heightCssPx);
      const font = getComputedStyle(context.canvas).fontFamily;
      const missingLabel = text.missing;
      const picture = {
        view,
        index,
        colors,
        bars,
        scrollTopCssPx,
        found: found?.isFound,
        hovered,
        current,
        selected,
        missingLabel,
      };
      drawFlame(context, picture, color, font);
    },
    [view, index, colors, range, scrollTopCssPx, found, hovered, current, selected, text],
  );

  const nodeUnder = (event: PointerEvent | React.MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const y = event.clientY - box.top + scrollTopCssPx;
    return nodeAt(index, range, widthCssPx, event.clientX - box.left, y);
  };
  const show = (node: number) => {
    setCurrent(node);
    const top = tree.depth[node]! * BAR_HEIGHT_CSS_PX;
    const element = scroller.current;
    if (element && (top < element.scrollTop || top + BAR_HEIGHT_CSS_PX > element.scrollTop + heightCssPx)) {
      element.scrollTop = top - heightCssPx / 2;
    }
  };
  /** A bar without work has no width to zoom to. */
  const zoomTo = (node: number | undefined) =>
    setZoomed(node !== undefined && tree.workNano[node] === 0 ? undefined : node);
  const zoomOut = () => {
    if (zoomed === undefined) return false;
    const parent = tree.parent[zoomed]!;
    zoomTo(parent === -1 ? undefined : parent);
    return true;
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key.startsWith("Arrow")) {
      show(current === undefined ? (zoomed ?? 0) : nodeInDirection(index, current, event.key as FlameKey));
    } else if (event.key === "Enter" && current !== undefined) zoomTo(current);
    else if (!(event.key === "Escape" && zoomOut())) return;
    event.preventDefault();
    event.stopPropagation();
  };

  if (tree.totalWorkNano === 0) {
    return <p className="flex size-full items-center justify-center text-quiet">{text.noTimes}</p>;
  }
  return (
    <div className="flex size-full min-h-0 flex-col bg-surface">
      <div className="flex shrink-0 items-center gap-4 border-b border-line px-3 py-1.5">
        <SearchBox value={search} onChange={setSearch} label={text.search} className="w-64 min-w-24">
          {found !== undefined && (
            <span className="shrink-0 text-label text-faint">
              {text.found(found.count, formatShare(found.workNano, tree.totalWorkNano))}
            </span>
          )}
        </SearchBox>
        <FlamePath view={view} tree={tree} node={zoomed} onZoom={zoomTo} />
        <p className="ml-auto min-w-0 flex-1 truncate text-right text-label text-faint" title={text.explained}>
          {text.explained}
        </p>
      </div>
      <div
        ref={scrollerRef}
        role="application"
        aria-label={text.graph}
        aria-roledescription={text.hint}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture is walked with the arrow keys
        tabIndex={0}
        className="relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto"
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        onKeyDown={handleKey}
        onPointerMove={(event) => setHovered(nodeUnder(event))}
        onPointerLeave={() => setHovered(undefined)}
        onClick={(event) => {
          const node = nodeUnder(event);
          if (node === undefined) return;
          setCurrent(node);
          zoomTo(node === zoomed ? undefined : node);
        }}
      >
        <div style={{ height: Math.max(heightCssPx, (tree.maxDepth + 1) * BAR_HEIGHT_CSS_PX) }}>
          <div className="sticky top-0" style={{ height: heightCssPx }}>
            <CanvasPicture draw={draw} className={`block size-full ${hovered === undefined ? "" : "cursor-pointer"}`} />
          </div>
        </div>
      </div>
      <FlameStatus
        view={view}
        tree={tree}
        colors={colors}
        node={hovered ?? current ?? zoomed}
        onSelectSpan={onSelectSpan}
      />
    </div>
  );
}
