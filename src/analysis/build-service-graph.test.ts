import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { buildServiceGraph, type ServiceGraphChoice } from "./build-service-graph.ts";
import type { GraphEdge } from "./service-graph.ts";

const graphOf = (text: string, choice?: ServiceGraphChoice) => buildServiceGraph(spansFromText(text), choice);

/** "from -> to protocol calls", and what is wrong with it. */
const drawn = ({ from, to, protocol, calls, errors, unanswered, bridged }: GraphEdge) =>
  [
    `${from.replace("service:", "")} -> ${to.replace("service:", "")} ${protocol || "?"} x${calls}`,
    errors > 0 ? `${errors} errors` : "",
    unanswered > 0 ? `${unanswered} unanswered` : "",
    bridged > 0 ? `${bridged} bridged` : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
const edgesOf = (text: string, choice?: ServiceGraphChoice) => graphOf(text, choice).edges.map(drawn);

const SHOP = `
  storefront: POST /checkout | server 0..800
    storefront: POST | client 10..700 | http.request.method=POST server.address=checkout
      checkout: POST /orders | server 20..600 error | http.request.method=POST
        checkout: INSERT | client 30..50 | db.system=postgresql db.namespace=orders server.address=pg-0
        checkout: charge | client 60..500 error | http.request.method=POST url.full=https://api.stripe.com/v1/charges

  storefront: GET / | server 0..40
    storefront: GET | client 5..25 | http.request.method=GET server.address=checkout
      checkout: GET /orders | server 10..20 | http.request.method=GET
`;

describe("the service graph", () => {
  it("counts calls between services and to peers that send no spans", () => {
    const { nodes, edges } = graphOf(SHOP);
    expect(edges.map(drawn)).toEqual([
      "checkout -> database:postgresql/orders db x1",
      "checkout -> external:api.stripe.com http x1, 1 errors",
      "storefront -> checkout http x2, 1 errors",
    ]);
    expect(nodes.map(({ name, kind, system, spans, errors }) => [name, kind, system, spans, errors])).toEqual([
      ["checkout", "service", "", 4, 2],
      ["storefront", "service", "", 4, 0],
      ["orders", "database", "postgresql", 1, 0],
      ["api.stripe.com", "external", "", 1, 1],
    ]);
  });

  it("takes percentiles over entry spans, and an edge's as the caller saw it", () => {
    const { nodes, edges } = graphOf(SHOP);
    expect([nodes[0]!.p50Nano, nodes[0]!.p95Nano]).toEqual([10e6, 580e6]);
    expect([edges[2]!.p50Nano, edges[2]!.p95Nano]).toEqual([20e6, 690e6]);
    expect([nodes[3]!.p50Nano, nodes[3]!.p95Nano]).toEqual([440e6, 440e6]);
  });

  it("knows no percentile where no span has ended", () => {
    const { nodes } = graphOf("a: never | server 0..?");
    expect([nodes[0]!.spans, nodes[0]!.p50Nano, nodes[0]!.p95Nano]).toEqual([1, Number.NaN, Number.NaN]);
  });

  it("is of one trace, or of the traces that match", () => {
    expect(edgesOf(SHOP, { trace: 1 })).toEqual(["storefront -> checkout http x1"]);
    expect(edgesOf(SHOP, { matching: Uint8Array.of(0, 1) })).toEqual(["storefront -> checkout http x1"]);
    expect(graphOf(SHOP, { matching: Uint8Array.of(0, 0) })).toEqual({ nodes: [], edges: [] });
  });

  it("is the same graph whatever the order of the spans", () => {
    const turned = SHOP.split("\n\n").reverse().join("\n\n").replace(/^\n/, "");
    expect(graphOf(`\n${turned}`)).toEqual(graphOf(SHOP));
  });

  it("draws no edge for a call inside one service, and finds the peer behind it", () => {
    expect(
      edgesOf(`
        a: call | client 0..9 instance=1 | http.request.method=GET server.address=a
          a: serve | server 1..8 instance=2
            a: query | client 2..3 instance=2 | db.system=redis db.namespace=0 server.address=cache
        a: again | client 0..9 | http.request.method=GET server.address=a
      `),
    ).toEqual(["a -> database:redis/cache db x1"]);
  });

  it("counts a call without the callee's spans, to a service it names, as unanswered", () => {
    expect(
      edgesOf(`
        front: GET | client 0..9 | http.request.method=GET server.address=cart.shop.svc.cluster.local:8080
        front: GET | client 0..9 | http.request.method=GET url.full=http://user:pw@cart:8080/items
        front: GET | client 0..9 | http.request.method=GET peer.service=Cart
        front: GET | client 0..9 | http.request.method=GET server.address=cart.example.com

        cart: GET /items | server 2..8
      `),
    ).toEqual(["front -> cart http x3, 3 unanswered", "front -> external:cart.example.com http x1"]);
  });

  it("lets one of several nested calls speak", () => {
    expect(
      edgesOf(`
        a: work | internal 0..99
          a: grpc | client 0..9 | rpc.system=grpc rpc.service=Cart
            a: POST | client 1..8 | http.request.method=POST server.address=mesh
          a: GetItem | client 10..19 | db.system=dynamodb db.namespace=carts
            a: POST | client 11..18 | http.request.method=POST server.address=dynamodb.eu.example
          a: retry | client 20..29 | http.request.method=GET server.address=b
            a: GET | client 21..28 | http.request.method=GET server.address=b
              b: GET | server 22..27
      `),
    ).toEqual(["a -> b http x1", "a -> database:dynamodb/carts db x1", "a -> external:mesh http x1"]);
  });

  it("says how many calls name nobody", () => {
    const { nodes, edges } = graphOf(`
      a: GET | client 0..9
      a: POST | client 0..9 | http.request.method=POST
    `);
    expect([edges, nodes[0]!.unnamedCalls]).toEqual([[], 2]);
  });
});

describe("messages in the service graph", () => {
  it("go from producer to consumer, by parent or by link, once each", () => {
    expect(
      edgesOf(`
        shop: send | producer 0..1 id=7 | messaging.system=kafka messaging.destination.name=orders
          ship: process | consumer 5..9 | messaging.system=kafka messaging.destination.name=orders

        mail: receive | consumer 10..19 link=1/7 | messaging.system=kafka messaging.destination.name=orders
          mail: process | consumer 11..18 link=1/7 | messaging.system=kafka messaging.destination.name=orders
      `),
    ).toEqual(["shop -> mail messaging x1", "shop -> ship messaging x1"]);
  });

  it("go through their destination where the context was lost", () => {
    const text = `
      shop: send | producer 0..1 | messaging.system=kafka messaging.destination.name=orders

      mail: receive | client 4..6 | messaging.system=kafka messaging.destination.name=orders messaging.operation.type=receive
        mail: process | consumer 5..6 | messaging.system=kafka messaging.destination.name=orders
    `;
    expect(edgesOf(text)).toEqual([
      "shop -> messaging:kafka/orders messaging x1",
      "messaging:kafka/orders -> mail messaging x1",
    ]);
    expect(graphOf(text).nodes.at(-1)).toMatchObject({ name: "orders", system: "kafka", spans: 2 });
  });

  it("come from their destination where the producer is not among the chosen traces", () => {
    const text = `
      shop: send | producer 0..1 id=7 | messaging.destination.name=orders

      mail: process | consumer 5..9 link=1/7 | messaging.destination.name=orders
    `;
    expect(edgesOf(text, { trace: 1 })).toEqual(["messaging:orders -> mail messaging x1"]);
  });
});

describe("joined by links and bridges", () => {
  it("a server that restarts the trace and links to its caller is that caller's callee", () => {
    expect(
      edgesOf(`
        gate: GET | client 0..9 id=7 | http.request.method=GET server.address=10.0.0.9

        shop: GET | server 1..8 link=1/7
      `),
    ).toEqual(["gate -> shop http x1"]);
  });

  it("a bridged call is counted as one, not as an outside host or an unanswered call", () => {
    const text = `
      gate: GET | client 0..9 | http.request.method=GET server.address=10.0.0.9

      shop: GET | server 1..8
    `;
    expect(edgesOf(text)).toEqual(["gate -> external:10.0.0.9 http x1"]);
    expect(edgesOf(text, { bridgedParent: Int32Array.of(-1, 0) })).toEqual(["gate -> shop http x1, 1 bridged"]);
  });
});
