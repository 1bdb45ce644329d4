/**
 * One node: a box with dot or icon, name and numbers.
 *
 *   near                             middle                 far
 *   ╭──────────────────────────╮    ╭──────────────╮       ▬   a block of the service's colour; the names
 *   │ (●) checkout             │    │ (●) checkout │           that fit are written by the overview
 *   │     12.4k · p95 812 ms   │    ╰──────────────╯
 *   ╰──────────────────────────╯
 */
import { memo } from "react";
import { fitNodeText, NODE_TEXT_LEFT_CSS_PX } from "../../analysis/graph-node-size.ts";
import type { GraphNode, GraphPlace } from "../../analysis/service-graph.ts";
import { boundText, MOST_TITLE_CHARACTERS } from "../kit/bounded-text.ts";
import { formatShare } from "../kit/format-share.ts";
import { formatDuration } from "../kit/format-time.ts";
import { useMessages } from "../messages/use-messages.ts";
import { NODE_ICONS } from "./node-icons.ts";
import { useNodeName } from "./use-node-name.ts";

const MARK_CSS_PX = 18;
const RING_CSS_PX = 8.5;
/** Times the size of a name in the middle distance. */
const MIDDLE_SIZE = 1.7;

export type NodeDetail = "near" | "middle" | "far";

export interface GraphNodeShapeProps {
  readonly node: GraphNode;
  readonly number: number;
  readonly place: GraphPlace;
  readonly color: string;
  readonly detail: NodeDetail;
  readonly selected: boolean;
  readonly dimmed: boolean;
  /** In the tab order. */
  readonly focusable: boolean;
  readonly found: boolean;
}

export const GraphNodeShape = memo(function GraphNodeShape(props: GraphNodeShapeProps) {
  const { node, number, place, color, detail, selected, dimmed, focusable, found } = props;
  const { kit, serviceGraph: text } = useMessages();
  const name = useNodeName(node);
  const isService = node.kind === "service" && node.members.length === 0;
  const { widthCssPx: width, heightCssPx: height } = place;
  const label = kit.list([
    name,
    ...(isService ? [] : [text.kind(node.kind, node.system)]),
    isService ? text.spans(node.spans) : text.calls(node.spans),
    node.errors > 0 ? text.errors(node.errors, formatShare(node.errors, node.spans)) : text.noErrors,
    ...(Number.isNaN(node.p95Nano) ? [] : [text.p95(node.p95Nano)]),
  ]);
  return (
    <g
      role="option"
      aria-selected={selected}
      aria-label={boundText(label, MOST_TITLE_CHARACTERS)}
      tabIndex={focusable ? 0 : -1}
      data-node={number}
      transform={`translate(${place.x - width / 2},${place.y - height / 2})`}
      className="group cursor-pointer outline-none transition-opacity duration-100"
      opacity={dimmed ? 0.35 : 1}
    >
      <rect
        width={width}
        height={height}
        rx={isService ? 5 : 14}
        fill={detail === "far" && isService ? color : isService ? "var(--cw-raised)" : "var(--cw-surface)"}
        stroke={
          selected ? "var(--cw-accent)" : found ? "var(--cw-ink)" : isService ? "var(--cw-line)" : "var(--cw-faint)"
        }
        strokeWidth={selected || found ? 2 : 1}
        strokeDasharray={node.members.length > 0 ? "4 3" : undefined}
        className="group-hover:stroke-ink group-focus-visible:stroke-accent group-focus-visible:[stroke-width:3]"
        vectorEffect="non-scaling-stroke"
      />
      {detail === "far" ? (
        node.errors > 0 && <rect width={8} height={height} rx={2} fill="var(--cw-error)" />
      ) : (
        <>
          <NodeMark node={node} isService={isService} color={color} height={height} />
          <NodeText node={node} name={name} isService={isService} place={place} detail={detail} />
        </>
      )}
    </g>
  );
});

interface NodePartProps {
  readonly node: GraphNode;
  readonly isService: boolean;
}

/** The service's dot with the share of errors as an arc around it, or the icon of a peer. */
function NodeMark({
  node,
  isService,
  color,
  height,
}: NodePartProps & { readonly color: string; readonly height: number }) {
  const Icon = NODE_ICONS[node.kind];
  const around = 2 * Math.PI * RING_CSS_PX;
  // A few errors in a million are still seen.
  const share = node.errors === 0 ? 0 : Math.max(0.08, Math.min(1, node.errors / node.spans));
  return (
    <g transform={`translate(${MARK_CSS_PX},${height / 2})`} aria-hidden>
      {isService ? <circle r={5} fill={color} /> : <Icon x={-6.5} y={-6.5} size={13} color="var(--cw-quiet)" />}
      {share > 0 && (
        <circle
          r={isService ? RING_CSS_PX : RING_CSS_PX + 2}
          fill="none"
          stroke="var(--cw-error)"
          strokeWidth={2.5}
          pathLength={around}
          strokeDasharray={`${share * around} ${around}`}
          transform="rotate(-90)"
        />
      )}
    </g>
  );
}

interface NodeTextProps extends NodePartProps {
  readonly name: string;
  readonly place: GraphPlace;
  readonly detail: NodeDetail;
}

function NodeText({ node, name, isService, place, detail }: NodeTextProps) {
  const { serviceGraph: text } = useMessages();
  const { widthCssPx: width, heightCssPx: height } = place;
  const size = detail === "near" ? 1 : MIDDLE_SIZE;
  // The room for letters shrinks as they grow.
  const letters = NODE_TEXT_LEFT_CSS_PX + (width - NODE_TEXT_LEFT_CSS_PX) / size;
  return (
    <g data-selectable className="cursor-text select-text">
      <title>
        {boundText(isService ? name : `${name} · ${text.kind(node.kind, node.system)}`, MOST_TITLE_CHARACTERS)}
      </title>
      <text
        x={NODE_TEXT_LEFT_CSS_PX}
        y={detail === "near" ? 18 : height / 2 + 8}
        fontSize={13 * size}
        fontWeight={isService ? 600 : 400}
        fill="var(--cw-ink)"
        style={{ unicodeBidi: "isolate" }}
      >
        {fitNodeText(name, letters)}
      </text>
      {detail === "near" && (
        <text x={NODE_TEXT_LEFT_CSS_PX} y={34} fontSize={11} fill="var(--cw-quiet)">
          {compactCount(node.spans)}
          {!Number.isNaN(node.p95Nano) && ` · p95 ${formatDuration(node.p95Nano)}`}
          {node.errors > 0 && (
            <tspan fill="var(--cw-error)" fontWeight={600} dx={6}>
              ! {formatShare(node.errors, node.spans)}
            </tspan>
          )}
        </text>
      )}
    </g>
  );
}

/** "12.4k": a count of at most five letters. */
function compactCount(count: number): string {
  if (count < 10_000) return count.toLocaleString("en");
  const [size, unit] = count >= 1e9 ? [1e9, "G"] : count >= 1e6 ? [1e6, "M"] : [1e3, "k"];
  const value = count / size;
  return `${Number(value.toFixed(value >= 100 ? 0 : 1))}${unit}`;
}
