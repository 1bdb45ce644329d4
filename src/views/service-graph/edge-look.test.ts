import { describe, expect, it } from "vitest";
import type { GraphEdge, GraphRoute } from "../../analysis/service-graph.ts";
import { lookOfEdge, scaleEdges } from "./edge-look.ts";

const edge = (change: Partial<GraphEdge> = {}): GraphEdge => ({
  from: "service:a",
  to: "service:b",
  protocol: "http",
  protocols: ["http"],
  calls: 100,
  errors: 0,
  p50Nano: 1e6,
  p95Nano: 2e6,
  unanswered: 0,
  bridged: 0,
  ...change,
});
const route: GraphRoute = {
  points: [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 300, y: 0 },
  ],
  backward: false,
};
const scale = scaleEdges([edge(), edge({ calls: 400, p95Nano: 200e6 })]);

describe("the look of an edge", () => {
  it("is thicker by the square root of its calls", () => {
    const widths = [0, 100, 400].map(
      (calls) => lookOfEdge(edge({ calls }), route, scale, "calls", undefined).widthCssPx,
    );
    expect(widths[1]! - widths[0]!).toBeCloseTo((widths[2]! - widths[0]!) / 2, 9);
  });

  it("ends in an arrow at the callee's border, also backward", () => {
    const { arrow, middle } = lookOfEdge(edge({ calls: 0 }), route, scale, "calls", undefined);
    expect(arrow.startsWith("M300,0L292.75,")).toBe(true);
    expect(middle.y).toBe(0);
    expect(Math.abs(middle.x - 150)).toBeLessThan(5);
    const backward = { points: route.points.toReversed(), backward: true };
    expect(lookOfEdge(edge({ calls: 0 }), backward, scale, "calls", undefined).arrow.startsWith("M0,0L7.25,")).toBe(
      true,
    );
  });

  it("is redder with more errors, darker when slower, and plain where nothing is known", () => {
    const color = (change: Partial<GraphEdge>, metric: "errors" | "latency") =>
      lookOfEdge(edge(change), route, scale, metric, undefined).color;
    expect(color({}, "errors")).toBe("var(--edge)");
    expect(color({ errors: 1 }, "errors")).toContain("--cw-error) 42%");
    expect(color({ errors: 100 }, "errors")).toContain("--cw-error) 100%");
    expect(color({ p95Nano: 200e6 }, "latency")).toContain("--cw-ink) 100%");
    expect(color({ p95Nano: 20e6 }, "latency")).toContain("--cw-ink) 50%");
    expect(color({ p95Nano: Number.NaN }, "latency")).toBe("var(--cw-line)");
  });

  it("is dashed where no call was recorded at both ends", () => {
    const dashed = (change: Partial<GraphEdge>) => lookOfEdge(edge(change), route, scale, "calls", undefined).dashed;
    expect([dashed({ unanswered: 100 }), dashed({ unanswered: 60, bridged: 40 }), dashed({ unanswered: 99 })]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("misses its middle where the context was lost, the more the more was lost", () => {
    const gap = (intact: number) => lookOfEdge(edge(), route, scale, "continuity", { hops: 18, intact }).gapPercent;
    expect([gap(18), gap(9), gap(0)]).toEqual([0, 16, 24]);
    expect(lookOfEdge(edge(), route, scale, "calls", { hops: 18, intact: 0 }).gapPercent).toBe(0);
    expect(lookOfEdge(edge(), route, scale, "continuity", { hops: 18, intact: 0 }).color).toBe("var(--cw-lost)");
  });
});
