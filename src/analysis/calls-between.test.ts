import { expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { buildServiceGraph } from "./build-service-graph.ts";
import { listTraces } from "./list-traces.ts";

it("finds a trace for every edge of the graph, by the ids of its nodes and by their names", () => {
  const shop = spansFromText(`
    storefront: POST /checkout | server 0..800
      storefront: POST | client 5..700 | http.request.method=POST server.address=checkout
        checkout: POST /orders | server 10..600
          checkout: INSERT | client 20..30 | db.system.name=postgresql db.namespace=orders
          checkout: POST | client 40..50 | http.request.method=POST server.address=payment
          checkout: GET | client 50..60 | http.request.method=GET url.full=https://api.example.com/rates
          checkout: send | producer 60..61 id=77 | messaging.system=kafka messaging.destination.name=mails

    payment: POST /charge | server 42..49

    mailer: process | consumer 90..95 link=1/77 | messaging.system=kafka messaging.destination.name=mails

    audit: process | consumer 96..97 | messaging.system=kafka messaging.destination.name=audits
  `);
  const { edges, nodes } = buildServiceGraph(shop);
  expect(edges.length).toBeGreaterThanOrEqual(6);
  const nameOf = (id: string) => nodes.find((node) => node.id === id)!.name;
  for (const { from, to } of edges) {
    expect([from, to, listTraces(shop, { edge: { from, to } }).length]).toEqual([from, to, 1]);
    expect(listTraces(shop, { edge: { from: nameOf(from), to: nameOf(to) } }).length).toBe(1);
    expect(listTraces(shop, { edge: { from: to, to: from } }).length).toBe(0);
  }
});
