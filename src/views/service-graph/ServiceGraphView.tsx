/**
 * The service graph with its tools:
 *
 *   find [____]   Calls Errors Latency                           12 services · 5 peers · 23 connections
 *   ┌──────────────────────────────────────────────────────────────┬──────────────┐
 *   │  canvas                                                      │ panel of     │
 *   │ [map]                                              [fit + -] │ the selected │
 *   └──────────────────────────────────────────────────────────────┴──────────────┘
 */
import { Maximize, ZoomIn, ZoomOut } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { GraphEdge, PlacedGraph } from "../../analysis/service-graph.ts";
import { IconButton } from "../kit/IconButton.tsx";
import { SearchBox } from "../kit/SearchBox.tsx";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useElementSize } from "../kit/use-element-size.ts";
import { useMessages } from "../messages/use-messages.ts";
import { GraphCanvas } from "./GraphCanvas.tsx";
import { GraphMinimap } from "./GraphMinimap.tsx";
import { GraphPanel } from "./GraphPanel.tsx";
import { findNodes, indexGraph } from "./graph-index.ts";
import type { EdgeContinuity, GraphFilter, GraphMetric, GraphSelection } from "./graph-selection.ts";
import { useGraphZoom } from "./use-graph-zoom.ts";

/** Nodes from which on a small map helps. */
const MINIMAP_FROM = 25;

export interface ServiceGraphViewProps {
  readonly graph: PlacedGraph;
  readonly colors: ServiceColors;
  readonly selected: GraphSelection | undefined;
  readonly onSelect: (selection: GraphSelection | undefined) => void;
  /** "Show traces"; without it there is no such button. */
  readonly onFilter?: ((filter: GraphFilter) => void) | undefined;
  readonly metric: GraphMetric;
  readonly onMetricChange: (metric: GraphMetric) => void;
  /** By edgeKey of node ids; given: the metric "continuity" is offered. */
  readonly continuity?: ReadonlyMap<string, EdgeContinuity> | undefined;
  /** More about the selected edge: its findings. */
  readonly renderEdgeNote?: ((edge: GraphEdge) => ReactNode) | undefined;
  /** Placed in the tool row: the choice between the whole data set and this trace. */
  readonly children?: ReactNode;
}

export function ServiceGraphView(props: ServiceGraphViewProps) {
  const { graph, colors, selected, onSelect, onFilter, metric, onMetricChange, continuity, children } = props;
  const { serviceGraph: text } = useMessages();
  const [canvasRef, size] = useElementSize<HTMLDivElement>();
  const [search, setSearch] = useState("");
  const index = useMemo(() => indexGraph(graph), [graph]);
  const identity = useMemo(() => graph.nodes.map(({ id }) => id).join("\n"), [graph]);
  const zoom = useGraphZoom(graph, size, identity);
  const matches = useMemo(() => findNodes(graph, index, search), [graph, index, search]);
  const found = useMemo(() => new Set(matches), [matches]);
  const { reveal } = zoom;
  const selectedNode = selected && "node" in selected ? index.nodeOf.get(selected.node) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the panel may have come over the node
  useEffect(() => {
    if (selectedNode !== undefined) reveal(graph.places[selectedNode]!);
  }, [selectedNode, graph, reveal, size.widthCssPx]);
  const at = matches.indexOf(selectedNode ?? -1);

  const goToMatch = (step: 1 | -1) => {
    if (matches.length === 0) return;
    const next = at === -1 && step === -1 ? matches.length - 1 : (at + step + matches.length) % matches.length;
    onSelect({ node: graph.nodes[matches[next]!]!.id });
  };
  if (graph.nodes.length === 0) {
    return <p className="flex size-full items-center justify-center text-body text-quiet">{text.empty}</p>;
  }
  return (
    <div className="flex size-full min-h-0 flex-col bg-surface">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3 py-1.5">
        <SearchBox
          value={search}
          onChange={setSearch}
          label={text.find}
          onNext={() => goToMatch(1)}
          onPrevious={() => goToMatch(-1)}
          className="w-56"
        >
          {search !== "" && <span className="shrink-0 text-label text-faint">{text.found(at, matches.length)}</span>}
        </SearchBox>
        <MetricChoice metric={metric} onChange={onMetricChange} hasContinuity={continuity !== undefined} />
        <p className="text-label text-faint">{text.legend[metric]}</p>
        {children}
        <GraphSize graph={graph} />
      </div>
      <div className="flex min-h-0 flex-1">
        <div ref={canvasRef} className="relative min-w-0 flex-1 overflow-hidden">
          <GraphCanvas
            graph={graph}
            index={index}
            colors={colors}
            metric={metric}
            continuity={continuity}
            selected={selected}
            onSelect={onSelect}
            found={found}
            zoom={zoom}
          />
          {graph.nodes.length >= MINIMAP_FROM && (
            <div className="absolute bottom-2 left-2">
              <GraphMinimap graph={graph} zoom={zoom} label={text.overview} />
            </div>
          )}
          <div className="absolute right-2 bottom-2 flex rounded border border-line bg-raised">
            <IconButton icon={Maximize} label={text.fit} keyHint="0" onClick={zoom.fitWhole} />
            <IconButton icon={ZoomIn} label={text.zoomIn} keyHint="+" onClick={() => zoom.zoomBy(1.3)} />
            <IconButton icon={ZoomOut} label={text.zoomOut} keyHint="-" onClick={() => zoom.zoomBy(1 / 1.3)} />
          </div>
        </div>
        {selected !== undefined && (
          <GraphPanel
            graph={graph}
            index={index}
            colors={colors}
            continuity={continuity}
            selected={selected}
            onSelect={onSelect}
            onFilter={onFilter}
            renderEdgeNote={props.renderEdgeNote}
          />
        )}
      </div>
    </div>
  );
}

/** How large the graph is, and what was drawn together. */
function GraphSize({ graph }: { readonly graph: PlacedGraph }) {
  const { serviceGraph: text } = useMessages();
  const services = graph.nodes.filter(({ kind }) => kind === "service").length;
  const groups = graph.nodes.filter(({ members }) => members.length > 0);
  return (
    <p className="ml-auto text-label text-quiet">
      {text.size(services, graph.nodes.length - services, graph.edges.length)}
      {groups.length > 0 && ` · ${text.folded(groups.map(({ kind, members }) => text.more(kind, members.length)))}`}
    </p>
  );
}

interface MetricChoiceProps {
  readonly metric: GraphMetric;
  readonly onChange: (metric: GraphMetric) => void;
  readonly hasContinuity: boolean;
}

function MetricChoice({ metric, onChange, hasContinuity }: MetricChoiceProps) {
  const { serviceGraph: text } = useMessages();
  const metrics: readonly GraphMetric[] = [
    "calls",
    "errors",
    "latency",
    ...(hasContinuity ? ["continuity" as const] : []),
  ];
  return (
    <fieldset className="flex rounded border border-line">
      <legend className="sr-only">{text.metric}</legend>
      {metrics.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === metric}
          onClick={() => onChange(choice)}
          className={`h-6 px-2 text-table ${choice === metric ? "bg-accent-soft text-accent" : "text-quiet hover:bg-sunken hover:text-ink"}`}
        >
          {text.metrics[choice]}
        </button>
      ))}
    </fieldset>
  );
}
