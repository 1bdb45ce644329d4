import { expect, it } from "vitest";
import { buildServiceGraph } from "../../analysis/build-service-graph.ts";
import { layoutServiceGraph } from "../../analysis/layout-service-graph.ts";
import { spansFromText } from "../../model/spans-from-text.ts";
import { type ArrowKey, findNodes, indexGraph, neighbourhood, nodeInDirection } from "./graph-index.ts";

const graph = layoutServiceGraph(
  buildServiceGraph(
    spansFromText(`
      front: / | server 0..9
        cart: / | server 1..8
          cart: get | client 2..3 | db.system=redis db.namespace=carts
        pay: / | server 4..8
        pay: / | server 5..8
    `),
  ),
);
const index = indexGraph(graph);
const nameOf = (node: number) => graph.nodes[node]!.name;
const go = (name: string, key: ArrowKey) =>
  nameOf(
    nodeInDirection(
      graph,
      index,
      graph.nodes.findIndex((node) => node.name === name),
      key,
    ),
  );

it("orders nodes from left to right and edges by calls", () => {
  expect(index.order.map(nameOf)).toEqual(["front", "pay", "cart", "carts"]);
  const front = index.nodeOf.get("service:front")!;
  expect(index.out[front]!.map((edge) => graph.edges[edge]!.to)).toEqual(["service:pay", "service:cart"]);
});

it("is led by arrow keys to callees, callers and along the layer, and stays where nothing is", () => {
  expect([go("front", "ArrowRight"), go("cart", "ArrowLeft"), go("cart", "ArrowRight")]).toEqual([
    "pay",
    "front",
    "carts",
  ]);
  expect([go("pay", "ArrowDown"), go("cart", "ArrowUp"), go("cart", "ArrowDown")]).toEqual(["cart", "pay", "cart"]);
  expect([go("front", "ArrowLeft"), go("pay", "ArrowRight")]).toEqual(["front", "pay"]);
});

it("knows what a selection is about", () => {
  const about = (selection: Parameters<typeof neighbourhood>[1]) => {
    const found = neighbourhood(index, selection);
    return found && [[...found.nodes].map(nameOf).sort(), found.edges.size];
  };
  expect(about({ node: "service:cart" })).toEqual([["cart", "carts", "front"], 2]);
  expect(about({ edge: ["service:front", "service:pay"] })).toEqual([["front", "pay"], 1]);
  expect([about(undefined), about({ node: "gone" }), about({ edge: ["a", "b"] })]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it("finds nodes by name, system or what they stand for", () => {
  const find = (text: string) => findNodes(graph, index, text).map(nameOf);
  expect([find("CART"), find("redis"), find(" "), find("x")]).toEqual([["cart", "carts"], ["carts"], [], []]);
});
