import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { addLostEdges } from "./add-lost-edges.ts";
import { buildServiceGraph } from "./build-service-graph.ts";

const graph = buildServiceGraph(
  spansFromText(`
    shop: GET / | server 0..90
      shop: GET | client 1..80
        cart: GET /cart | server 2..70

    pay: Charge | server 40..60

    pay: Charge | server 140..160
  `),
);
const drawn = ({ edges }: ReturnType<typeof addLostEdges>) =>
  edges.map(({ from, to, protocols, calls, lost }) => `${from} > ${to} ${protocols.join("+")} ${calls} ${lost ?? 0}`);

describe("addLostEdges", () => {
  it("adds one edge for all lost hops between two services, of whatever environment and protocol", () => {
    const measured = [
      { from: "cart", to: "pay", protocol: "http", hops: 3, intact: 0 },
      { from: "cart", to: "pay", protocol: "grpc", hops: 18, intact: 1 },
    ];
    expect(drawn(addLostEdges(graph, measured))).toEqual([
      "service:shop > service:cart  1 0",
      "service:cart > service:pay grpc+http 21 20",
    ]);
  });

  it("leaves the graph alone where hops are intact, inside a service, of unknown services, or drawn already", () => {
    const measured = [
      { from: "cart", to: "pay", protocol: "grpc", hops: 4, intact: 4 },
      { from: "pay", to: "pay", protocol: "in-process", hops: 4, intact: 0 },
      { from: "cart", to: "elsewhere", protocol: "http", hops: 4, intact: 0 },
      { from: "shop", to: "cart", protocol: "http", hops: 4, intact: 3 },
    ];
    expect(addLostEdges(graph, measured)).toBe(graph);
  });
});
