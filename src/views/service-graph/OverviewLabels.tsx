/** Names over a graph that is zoomed far out: as many as fit, the largest nodes first, always those that are asked about. */
import { useMemo } from "react";
import type { PlacedGraph } from "../../analysis/service-graph.ts";
import { useMessages } from "../messages/use-messages.ts";
import { overviewLabels, overviewName } from "./overview-labels.ts";

/** A level stands for zooms down to this part of it. */
const STEP_DOWN = 0.84;

export interface OverviewLabelsProps {
  readonly graph: PlacedGraph;
  readonly level: number;
  /** Nodes that are asked about. */
  readonly first: ReadonlySet<number>;
  readonly found: ReadonlySet<number>;
}

export function OverviewLabels({ graph, level, first, found }: OverviewLabelsProps) {
  const { serviceGraph: text } = useMessages();
  const names = useMemo(
    () => graph.nodes.map(({ name, kind, members }) => (members.length > 0 ? text.more(kind, members.length) : name)),
    [graph, text],
  );
  const bySpans = useMemo(
    () =>
      [...graph.nodes.keys()]
        .filter((node) => graph.nodes[node]!.kind === "service")
        .sort((a, b) => graph.nodes[b]!.spans - graph.nodes[a]!.spans),
    [graph],
  );
  const written = useMemo(() => {
    const asked = [...new Set([...found, ...first])];
    const others = first.size > 0 ? [] : bySpans;
    return overviewLabels([...asked, ...others], names, graph.places, level * STEP_DOWN);
  }, [graph, names, bySpans, first, found, level]);
  return (
    <g aria-hidden className="pointer-events-none">
      {[...written].map((node) => {
        const { x, y } = graph.places[node]!;
        return (
          <g key={graph.nodes[node]!.id} style={{ transform: `translate(${x}px, ${y}px) scale(var(--unzoom))` }}>
            <text
              y={4}
              textAnchor="middle"
              fontSize={11}
              fontWeight={600}
              fill="var(--cw-ink)"
              stroke="var(--cw-surface)"
              strokeWidth={4}
              strokeLinejoin="round"
              paintOrder="stroke"
              style={{ unicodeBidi: "isolate" }}
            >
              {overviewName(names[node]!)}
            </text>
          </g>
        );
      })}
    </g>
  );
}
