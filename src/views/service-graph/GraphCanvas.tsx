/** The picture: edges under nodes under labels, with zoom, hover and keys. */
import { type KeyboardEvent, type PointerEvent, type MouseEvent as ReactMouseEvent, useMemo, useState } from "react";
import type { PlacedGraph } from "../../analysis/service-graph.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import { lookOfEdge, scaleEdges } from "./edge-look.ts";
import { EdgeLabel, GraphEdgeShape } from "./GraphEdgeShape.tsx";
import { GraphNodeShape, type NodeDetail } from "./GraphNodeShape.tsx";
import { type ArrowKey, type GraphIndex, neighbourhood, nodeInDirection } from "./graph-index.ts";
import { type EdgeContinuity, edgeKey, type GraphMetric, type GraphSelection } from "./graph-selection.ts";
import { OverviewLabels } from "./OverviewLabels.tsx";
import type { GraphZoom } from "./use-graph-zoom.ts";

export interface GraphCanvasProps {
  readonly graph: PlacedGraph;
  readonly index: GraphIndex;
  readonly colors: ServiceColors;
  readonly metric: GraphMetric;
  readonly continuity: ReadonlyMap<string, EdgeContinuity> | undefined;
  readonly selected: GraphSelection | undefined;
  readonly onSelect: (selection: GraphSelection | undefined) => void;
  /** Node numbers that the search found. */
  readonly found: ReadonlySet<number>;
  readonly zoom: GraphZoom;
}

export function GraphCanvas(props: GraphCanvasProps) {
  const { graph, index, colors, metric, continuity, selected, onSelect, found, zoom } = props;
  const { serviceGraph: text } = useMessages();
  const [hovered, setHovered] = useState<GraphSelection>();
  const [focused, setFocused] = useState<number>();
  const scale = useMemo(() => scaleEdges(graph.edges), [graph]);
  const looks = useMemo(
    () =>
      graph.edges.map((edge, number) =>
        lookOfEdge(edge, graph.routes[number]!, scale, metric, continuity?.get(edgeKey(edge.from, edge.to))),
      ),
    [graph, scale, metric, continuity],
  );
  const about = neighbourhood(index, hovered ?? selected);
  const detail: NodeDetail = zoom.level > 0.65 ? "near" : zoom.level > 0.33 ? "middle" : "far";
  const tabStop =
    focused ?? (selected && "node" in selected ? index.nodeOf.get(selected.node) : undefined) ?? index.order[0];
  const isSelectedEdge = (edge: number) => selectionIs(selected, { edge: ends(graph, edge) });

  const handleKey = (event: KeyboardEvent<SVGSVGElement>) => {
    const node = numberOf(event.target, "node");
    if (event.key === "Escape" && selected !== undefined) onSelect(undefined);
    else if (event.key === "+" || event.key === "=") zoom.zoomBy(1.3);
    else if (event.key === "-") zoom.zoomBy(1 / 1.3);
    else if (event.key === "0") zoom.fitWhole();
    else if (node !== undefined && (event.key === "Enter" || event.key === " "))
      onSelect({ node: graph.nodes[node]!.id });
    else if (node !== undefined && event.key.startsWith("Arrow")) {
      const next = nodeInDirection(graph, index, node, event.key as ArrowKey);
      event.currentTarget.querySelector<SVGGElement>(`[data-node="${next}"]`)?.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const handleClick = (event: ReactMouseEvent) => {
    if (window.getSelection()?.isCollapsed === false) return;
    onSelect(selectionAt(graph, event.target));
  };
  const handleOver = (event: PointerEvent) => {
    if (event.buttons !== 0) return;
    const next = selectionAt(graph, event.target);
    setHovered((known) => (selectionIs(known, next) ? known : next));
  };
  return (
    <svg
      ref={zoom.svgRef}
      aria-label={text.graph}
      className="absolute inset-0 size-full touch-none select-none overflow-hidden"
      style={{ "--edge": "color-mix(in oklab, var(--cw-faint) 75%, var(--cw-surface))" } as React.CSSProperties}
      onClick={handleClick}
      onDoubleClick={zoom.fitWhole}
      onKeyDown={handleKey}
      onPointerOver={handleOver}
      onPointerLeave={() => setHovered(undefined)}
      onFocus={(event) => {
        const node = numberOf(event.target, "node");
        if (node === undefined) return;
        setFocused(node);
        if (event.target.matches(":focus-visible")) zoom.reveal(graph.places[node]!);
      }}
    >
      <g ref={zoom.layerRef}>
        <g aria-hidden>
          {graph.edges.map((edge, number) => (
            <GraphEdgeShape
              key={edgeKey(edge.from, edge.to)}
              look={looks[number]!}
              number={number}
              selected={isSelectedEdge(number)}
              emphasised={about?.edges.has(number) ?? false}
              dimmed={about !== undefined && !about.edges.has(number)}
              faint={detail === "far"}
            />
          ))}
        </g>
        <g role="listbox" aria-label={text.nodes} tabIndex={-1} className="outline-none">
          {index.order.map((number) => {
            const node = graph.nodes[number]!;
            return (
              <GraphNodeShape
                key={node.id}
                node={node}
                number={number}
                place={graph.places[number]!}
                color={colors.bar(node.name)}
                detail={detail}
                selected={selectionIs(selected, { node: node.id })}
                dimmed={about !== undefined && !about.nodes.has(number)}
                focusable={tabStop === number}
                found={found.has(number)}
              />
            );
          })}
        </g>
        {detail === "far" && (
          <OverviewLabels graph={graph} level={zoom.level} first={about?.nodes ?? found} found={found} />
        )}
        <g aria-hidden>
          {graph.edges.map((edge, number) => {
            const own = metric === "continuity" ? continuity?.get(edgeKey(edge.from, edge.to)) : undefined;
            const isHovered = hovered && "edge" in hovered && selectionIs(hovered, { edge: ends(graph, number) });
            const isAsked = isSelectedEdge(number) || isHovered;
            if (!isAsked && !(looks[number]!.gapPercent > 0 && detail === "near")) return null;
            return (
              <EdgeLabel
                key={edgeKey(edge.from, edge.to)}
                edge={edge}
                look={looks[number]!}
                continuity={own}
                // The panel says the rest of what is selected; the picture stays to be seen.
                short={!isHovered && looks[number]!.gapPercent > 0}
              />
            );
          })}
        </g>
      </g>
    </svg>
  );
}

const ends = (graph: PlacedGraph, edge: number) => [graph.edges[edge]!.from, graph.edges[edge]!.to] as const;

function selectionIs(one: GraphSelection | undefined, other: GraphSelection | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if ("node" in one) return "node" in other && one.node === other.node;
  return "edge" in other && one.edge[0] === other.edge[0] && one.edge[1] === other.edge[1];
}

/** The number in data-node or data-edge of the shape that holds the element. */
function numberOf(target: EventTarget, what: "node" | "edge"): number | undefined {
  const shape = (target as Element).closest<SVGElement>(`[data-${what}]`);
  return shape === null ? undefined : Number(shape.dataset[what]);
}

function selectionAt(graph: PlacedGraph, target: EventTarget): GraphSelection | undefined {
  const node = numberOf(target, "node");
  if (node !== undefined) return { node: graph.nodes[node]!.id };
  const edge = numberOf(target, "edge");
  return edge === undefined ? undefined : { edge: ends(graph, edge) };
}
