/**
 * How an edge looks: its curve, its thickness (area of calls: the square root), its colour by the chosen metric.
 *
 *   ──────▶     recorded calls            ─ ─ ─▶   only inferred: no callee's span is joined, or by bridges only
 *   ━━━━━━▶     many calls                ──╴ ╶─▶  the context was lost: a causeway whose middle is missing
 */
import { curveBumpX, line } from "d3";
import type { GraphEdge, GraphPoint, GraphRoute } from "../../analysis/service-graph.ts";
import type { EdgeContinuity, GraphMetric } from "./graph-selection.ts";

export interface EdgeLook {
  readonly path: string;
  /** A triangle at the callee's border. */
  readonly arrow: string;
  readonly middle: GraphPoint;
  readonly widthCssPx: number;
  /** A CSS colour made of the theme's variables. */
  readonly color: string;
  /** Inferred only. */
  readonly dashed: boolean;
  /** Share of the edge's length that is missing in the middle, in percent; 0 = whole. */
  readonly gapPercent: number;
}

/** What edges are measured against. */
export interface EdgeScale {
  readonly mostCalls: number;
  readonly leastP95Nano: number;
  readonly mostP95Nano: number;
}

const WIDTH = { least: 1.25, most: 6, leastLost: 3 };

/** Thick lines are for thousands of calls: the graph of one trace stays fine. */
const widest = ({ mostCalls }: EdgeScale) => Math.min(WIDTH.most, 2.5 + 1.2 * Math.log10(mostCalls));

export function scaleEdges(edges: readonly GraphEdge[]): EdgeScale {
  const times = edges.map(({ p95Nano }) => p95Nano).filter((nano) => nano > 0);
  return {
    mostCalls: edges.reduce((most, { calls }) => Math.max(most, calls), 1),
    leastP95Nano: times.reduce((least, nano) => Math.min(least, nano), Number.POSITIVE_INFINITY),
    mostP95Nano: times.reduce((most, nano) => Math.max(most, nano), 0),
  };
}

export function lookOfEdge(
  edge: GraphEdge,
  route: GraphRoute,
  scale: EdgeScale,
  metric: GraphMetric,
  continuity: EdgeContinuity | undefined,
): EdgeLook {
  const byCalls = WIDTH.least + (widest(scale) - WIDTH.least) * Math.sqrt(edge.calls / scale.mostCalls);
  const isLost = metric === "continuity" && continuity !== undefined && continuity.intact < continuity.hops;
  // What is broken is seen first, however seldom it is called.
  const widthCssPx = isLost ? Math.max(byCalls, WIDTH.leastLost) : byCalls;
  return {
    ...shapeOf(route, widthCssPx),
    widthCssPx,
    color: isLost ? "var(--cw-lost)" : colorOf(edge, scale, metric, continuity !== undefined),
    dashed: !isLost && edge.unanswered + edge.bridged + (edge.lost ?? 0) >= edge.calls,
    gapPercent: isLost ? 8 + 16 * (1 - continuity.intact / continuity.hops) : 0,
  };
}

/** Level at both ends, so that the arrow always points along the edge. */
function shapeOf({ points, backward }: GraphRoute, widthCssPx: number): Pick<EdgeLook, "path" | "arrow" | "middle"> {
  const tip = points.at(-1)!;
  const lengthCssPx = 6 + widthCssPx;
  const halfCssPx = 2.5 + widthCssPx * 0.7;
  const base = tip.x + (backward ? lengthCssPx : -lengthCssPx);
  const drawn = [...points.slice(0, -1), { x: base, y: tip.y }];
  const path = line<GraphPoint>()
    .x(({ x }) => x)
    .y(({ y }) => y)
    .curve(curveBumpX)(drawn);
  return {
    path: path ?? "",
    arrow: `M${tip.x},${tip.y}L${base},${tip.y - halfCssPx}L${base},${tip.y + halfCssPx}Z`,
    middle: middleOf(drawn),
  };
}

/** The point half-way along the edge. */
function middleOf(points: readonly GraphPoint[]): GraphPoint {
  const lengths = points.slice(1).map(({ x, y }, at) => Math.hypot(x - points[at]!.x, y - points[at]!.y));
  let rest = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [at, length] of lengths.entries()) {
    if (rest <= length && length > 0) {
      const [from, to] = [points[at]!, points[at + 1]!];
      return { x: from.x + ((to.x - from.x) * rest) / length, y: from.y + ((to.y - from.y) * rest) / length };
    }
    rest -= length;
  }
  return points[0]!;
}

function colorOf(edge: GraphEdge, scale: EdgeScale, metric: GraphMetric, isMeasured: boolean): string {
  switch (metric) {
    case "calls":
      return "var(--edge)";
    case "errors": {
      if (edge.errors === 0) return "var(--edge)";
      return mix("--cw-error", 35 + 65 * Math.sqrt(edge.errors / edge.calls), "--edge");
    }
    case "latency": {
      const span = Math.log(scale.mostP95Nano / scale.leastP95Nano);
      const at = span > 0 ? Math.log(edge.p95Nano / scale.leastP95Nano) / span : 0;
      return Number.isFinite(at) ? mix("--cw-ink", 100 * at, "--cw-line") : "var(--cw-line)";
    }
    case "continuity":
      return isMeasured ? "var(--cw-quiet)" : "var(--cw-line)";
  }
}

const mix = (color: string, percent: number, ground: string) =>
  `color-mix(in oklab, var(${color}) ${Math.round(percent)}%, var(${ground}))`;
