import { describe, expect, it } from "vitest";
import { generateServiceGraph } from "../../bench/generate-service-graph.ts";
import { spansFromText } from "../model/spans-from-text.ts";
import { buildServiceGraph } from "./build-service-graph.ts";
import { layoutServiceGraph } from "./layout-service-graph.ts";
import type { GraphPlace, PlacedGraph } from "./service-graph.ts";

const sides = ({ x, y, widthCssPx, heightCssPx }: GraphPlace) => ({
  left: x - widthCssPx / 2,
  right: x + widthCssPx / 2,
  top: y - heightCssPx / 2,
  bottom: y + heightCssPx / 2,
});

function overlaps(places: readonly GraphPlace[]): number {
  const boxes = places.map(sides);
  let count = 0;
  for (const [at, a] of boxes.entries()) {
    for (const b of boxes.slice(at + 1)) {
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) count++;
    }
  }
  return count;
}

const drawnGraph = (text: string) => layoutServiceGraph(buildServiceGraph(spansFromText(text)));
const placeOf = (graph: PlacedGraph, name: string) =>
  graph.places[graph.nodes.findIndex((node) => node.name === name)]!;

describe("the layout of a service graph", () => {
  it("puts callers left of callees and draws edges from border to border", () => {
    const graph = drawnGraph(`
      front: / | server 0..9
        cart: / | server 1..8
          cart: get | client 2..3 | db.system=redis
    `);
    const [front, cart, redis] = ["front", "cart", "redis"].map((name) => sides(placeOf(graph, name)));
    expect(front!.right).toBeLessThan(cart!.left);
    expect(cart!.right).toBeLessThan(redis!.left);
    const route = graph.routes[graph.edges.findIndex(({ from }) => from === "service:front")]!;
    expect([route.points[0]!.x, route.points.at(-1)!.x, route.backward]).toEqual([front!.right, cart!.left, false]);
  });

  it("marks the edge that closes a cycle and enters its callee from the right", () => {
    const graph = drawnGraph(`
      a: / | server 0..9
        b: / | server 1..8
          c: / | server 2..7
            b: callback | server 3..6
    `);
    const backward = graph.edges.filter((_, edge) => graph.routes[edge]!.backward);
    expect(backward.map(({ from, to }) => [from, to])).toEqual([["service:c", "service:b"]]);
    const { points } = graph.routes[graph.edges.indexOf(backward[0]!)]!;
    expect(points[0]!.x).toBe(sides(placeOf(graph, "c")).left);
    expect(points.at(-1)!.x).toBe(sides(placeOf(graph, "b")).right);
  });

  it("places services without calls in a block of their own", () => {
    const graph = drawnGraph(
      ["a: / | server 0..9", "  b: / | server 1..2", ..."cdefghijklmn"]
        .map((line) => (line.length > 1 ? line : `\n${line}: / | server 0..1`))
        .join("\n"),
    );
    expect(overlaps(graph.places)).toBe(0);
    expect(new Set(graph.places.slice(2).map(({ y }) => y)).size).toBeLessThan(12);
    expect(layoutServiceGraph({ nodes: [], edges: [] })).toMatchObject({ places: [], routes: [], widthCssPx: 0 });
  });

  it.each([3, 12, 60, 300])("of %i nodes overlaps nothing, keeps edges inside and is the same again", (count) => {
    const graph = generateServiceGraph(count);
    const placed = layoutServiceGraph(graph);
    expect(placed.nodes.length).toBe(count);
    expect(overlaps(placed.places)).toBe(0);
    for (const [edge, { from, to }] of placed.edges.entries()) {
      const { points, backward } = placed.routes[edge]!;
      for (const { x, y } of points) {
        expect(x >= 0 && x <= placed.widthCssPx && y >= 0 && y <= placed.heightCssPx).toBe(true);
      }
      const [start, end] = [from, to].map((id) =>
        sides(placed.places[placed.nodes.findIndex((node) => node.id === id)]!),
      );
      expect(Math.abs(points[0]!.x - (backward ? start!.left : start!.right))).toBeLessThan(1.5);
      expect(Math.abs(points.at(-1)!.x - (backward ? end!.right : end!.left))).toBeLessThan(1.5);
    }
    expect(layoutServiceGraph(graph)).toEqual(placed);
  });
});

describe("a graph too large to be drawn", () => {
  it("folds the peers with fewest calls into one node a kind, then the smallest services", () => {
    const graph = generateServiceGraph(1000);
    const placed = layoutServiceGraph(graph);
    expect(placed.nodes.length).toBeLessThanOrEqual(400);
    expect(overlaps(placed.places)).toBe(0);
    const folded = placed.nodes.filter(({ members }) => members.length > 0);
    expect(folded.map(({ id }) => id)).toEqual(["more-service", "more-messaging", "more-database", "more-external"]);
    const members = folded.reduce((sum, node) => sum + node.members.length, 0);
    expect(placed.nodes.length - folded.length + members).toBe(1000);
    const spans = (nodes: PlacedGraph["nodes"]) => nodes.reduce((sum, node) => sum + node.spans, 0);
    expect(spans(placed.nodes)).toBe(spans(graph.nodes));
  });

  it("keeps every service where the peers alone are too many", () => {
    const graph = buildServiceGraph(
      spansFromText(
        Array.from(
          { length: 500 },
          (_, at) => `a: get | client 0..1 | server.address=10.0.${at >> 8}.${at & 255}`,
        ).join("\n"),
      ),
    );
    const placed = layoutServiceGraph(graph);
    expect(placed.nodes.at(-1)).toMatchObject({
      id: "more-external",
      name: "",
      spans: placed.nodes.at(-1)!.members.length,
    });
    expect(placed.nodes[0]!.name).toBe("a");
  });
});
