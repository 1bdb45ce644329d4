/** One edge: its line, its arrow, a wide invisible line to be hit by the mouse, and its label where it is asked for. */
import { memo } from "react";
import type { GraphEdge } from "../../analysis/service-graph.ts";
import { formatShare } from "../kit/format-share.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { EdgeLook } from "./edge-look.ts";
import type { EdgeContinuity } from "./graph-selection.ts";

/** Of an 11 px label, about. */
const LETTER_CSS_PX = 6.6;
const LINE_CSS_PX = 14;

export interface GraphEdgeShapeProps {
  readonly look: EdgeLook;
  readonly number: number;
  readonly selected: boolean;
  readonly emphasised: boolean;
  readonly dimmed: boolean;
  /** One of very many. */
  readonly faint: boolean;
}

export const GraphEdgeShape = memo(function GraphEdgeShape(props: GraphEdgeShapeProps) {
  const { look, number, selected, emphasised, dimmed, faint } = props;
  const color = selected ? "var(--cw-accent)" : look.color;
  const side = (100 - look.gapPercent) / 2;
  const dash = look.gapPercent > 0 ? `${side} ${look.gapPercent} ${side}` : undefined;
  return (
    <g data-edge={number} opacity={dimmed ? 0.12 : emphasised ? 1 : faint ? 0.5 : 0.85} className="cursor-pointer">
      <path
        d={look.path}
        fill="none"
        stroke={color}
        strokeWidth={look.widthCssPx + (emphasised ? 0.75 : 0)}
        strokeDasharray={dash ?? (look.dashed ? "6 4" : undefined)}
        pathLength={dash === undefined ? undefined : 100}
        // Thin lines stay a pixel wide on screen, however far away.
        style={{ strokeWidth: `max(${look.widthCssPx + (emphasised ? 0.75 : 0)}px, calc(1px * var(--unzoom)))` }}
      />
      <path d={look.arrow} fill={color} />
      <path
        d={look.path}
        fill="none"
        stroke="transparent"
        style={{ strokeWidth: "max(10px, calc(8px * var(--unzoom)))" }}
      />
    </g>
  );
});

export interface EdgeLabelProps {
  readonly edge: GraphEdge;
  readonly look: EdgeLook;
  readonly continuity: EdgeContinuity | undefined;
  /** Only what was lost, for an edge that is not asked about. */
  readonly short: boolean;
}

/** Numbers of an edge at its middle, as large on the screen whatever the zoom. */
export function EdgeLabel({ edge, look, continuity, short }: EdgeLabelProps) {
  const { serviceGraph: text } = useMessages();
  const { x, y } = look.middle;
  const isLost = continuity !== undefined && continuity.intact < continuity.hops;
  const lines: { readonly text: string; readonly color: string }[] = [];
  const add = (line: string, color = "var(--cw-ink)") => lines.push({ text: line, color });
  if (isLost) {
    const kept = short
      ? text.intactShort(continuity.intact, continuity.hops)
      : text.intact(continuity.intact, continuity.hops);
    add(`\u2715 ${kept}`, "var(--cw-lost)");
  }
  if (!short) {
    add([text.calls(edge.calls), ...edge.protocols].join(" · "));
    if (!Number.isNaN(edge.p95Nano)) add(`${text.p50(edge.p50Nano)} · ${text.p95(edge.p95Nano)}`);
    if (edge.errors > 0) add(`! ${text.errors(edge.errors, formatShare(edge.errors, edge.calls))}`, "var(--cw-error)");
  }
  const widthCssPx = Math.max(...lines.map((line) => line.text.length)) * LETTER_CSS_PX + 12;
  const heightCssPx = lines.length * LINE_CSS_PX + 6;
  return (
    <g style={{ transform: `translate(${x}px, ${y}px) scale(var(--unzoom))` }} className="pointer-events-none">
      <rect
        x={-widthCssPx / 2}
        y={-heightCssPx / 2}
        width={widthCssPx}
        height={heightCssPx}
        rx={4}
        fill={isLost ? "var(--cw-lost-soft)" : "var(--cw-surface)"}
        stroke={short ? "none" : "var(--cw-line)"}
      />
      {lines.map((line, at) => (
        <text
          key={line.text}
          y={-heightCssPx / 2 + 14 + at * LINE_CSS_PX}
          textAnchor="middle"
          fontSize={11}
          fontWeight={line.color === "var(--cw-ink)" ? 400 : 600}
          fill={line.color}
        >
          {line.text}
        </text>
      ))}
    </g>
  );
}
