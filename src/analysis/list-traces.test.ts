import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { listTraces } from "./list-traces.ts";
import type { TraceListView, TraceQuery } from "./trace-list.ts";

const shop = spansFromText(`
  storefront: POST /checkout | server 0..812 error
    storefront: POST | client 5..800 | server.address=checkout
      checkout: POST /orders | server 10..790 | http.route=/orders
        checkout: INSERT | client 20..30 error | db.system.name=postgresql db.namespace=orders

  checkout: POST /orders | server 100..204 parent=dead
    checkout: Grüße | internal 110..120

  storefront: GET /cart | server 50..52
  cart: warm up | internal 60..61

  worker: tick | internal ?..?

  storefront: get /CART | server 50..90
    cart: GET /cart | server 55..60
`);

/** The traces of an answer by the name they were given. */
const names = ({ length, topName, strings }: TraceListView) =>
  Array.from({ length }, (_, row) => strings[topName[row]!]);
const ask = (query: TraceQuery, matching?: Uint8Array) => names(listTraces(shop, query, matching));

describe("listTraces", () => {
  it("lists every trace in the order of its start, unknown starts last", () => {
    const view = listTraces(shop, {});
    expect(names(view)).toEqual(["POST /checkout", "GET /cart", "get /CART", "POST /orders", "tick"]);
    expect([view.length, view.total, view.longestNano]).toEqual([5, 5, 812e6]);
    expect([...view.trace]).toEqual([0, 1, 2, 3, 4]);
    expect([...view.spanCount]).toEqual([4, 2, 2, 2, 1]);
    expect([...view.errorCount]).toEqual([2, 0, 0, 0, 0]);
    expect(view.traceId[3]).toBe(1);
    expect(view.duration[4]).toBeNaN();
  });

  it("names a trace without a root after its earliest top span, and gives the services with most spans first", () => {
    const view = listTraces(shop, {});
    const servicesOf = (row: number) =>
      [...view.services.subarray(view.serviceFirst[row], view.serviceFirst[row + 1])].map((at) => view.strings[at]);
    expect(view.strings[view.topService[3]!]).toBe("checkout");
    expect([view.rootCount[3], view.orphanCount[3]]).toEqual([0, 1]);
    expect(servicesOf(0)).toEqual(["storefront", "checkout"]);
    expect(servicesOf(3)).toEqual(["checkout"]);
    expect(new Set(view.strings).size).toBe(view.strings.length);
  });

  it.each<[string, TraceQuery, string[]]>([
    ["services, all of them", { services: ["storefront", "cart"] }, ["GET /cart", "get /CART"]],
    ["a service nobody has", { services: ["nobody"] }, []],
    ["a span name, exactly", { spanName: "GET /cart" }, ["GET /cart", "get /CART"]],
    ["least duration", { minDurationNano: 104e6 }, ["POST /checkout", "POST /orders"]],
    ["a duration range; unknown is in none", { minDurationNano: 0, maxDurationNano: 40e6 }, ["GET /cart", "get /CART"]],
    ["errors", { errorsOnly: true }, ["POST /checkout"]],
    ["incomplete: no root, several, or orphans", { incompleteOnly: true }, ["GET /cart", "POST /orders"]],
    ["a call between services", { edge: { from: "storefront", to: "checkout" } }, ["POST /checkout"]],
    ["a call to a peer", { edge: { from: "checkout", to: "orders" } }, ["POST /checkout"]],
    [
      "nodes of the graph",
      { edge: { from: "service:checkout", to: "database:postgresql/orders" } },
      ["POST /checkout"],
    ],
    ["no such call", { edge: { from: "checkout", to: "storefront" } }, []],
    ["text in a name, whatever its case", { text: "get /cart" }, ["GET /cart", "get /CART"]],
    ["text beyond ASCII", { text: "GRÜSSE" }, []],
    ["text beyond ASCII, folded", { text: "grüß" }, ["POST /orders"]],
    ["text in a service", { text: " WORK " }, ["tick"]],
    ["text in a hot attribute", { text: "postgres" }, ["POST /checkout"]],
    ["the end of a trace id is not its beginning", { text: "00000001" }, []],
    ["a trace id", { text: "00000000000000000000000000000005" }, ["get /CART"]],
    ["a short trace id", { text: "0000000000000004" }, ["POST /checkout", "tick"]],
    ["conditions together", { text: "cart", errorsOnly: true }, []],
  ])("filters by %s", (_, query, expected) => {
    expect(ask(query)).toEqual(expected);
  });

  it("filters by the start, counted from the epoch", () => {
    const { start } = listTraces(shop, {});
    expect(ask({ startFromNano: start[1]!, startToNano: start[1]! })).toEqual(["GET /cart", "get /CART"]);
    expect(ask({ startFromNano: start[3]! })).toEqual(["POST /orders"]);
  });

  it("takes what else must hold as a byte a trace, and leaves it as it was", () => {
    const matching = Uint8Array.of(0, 1, 0, 1, 1);
    expect(ask({ services: ["storefront"] }, matching)).toEqual(["GET /cart"]);
    expect([...matching]).toEqual([0, 1, 0, 1, 1]);
  });

  it.each<[TraceQuery, string[]]>([
    [{ sortBy: "duration", descending: true }, ["POST /checkout", "POST /orders", "get /CART", "GET /cart", "tick"]],
    [{ sortBy: "duration" }, ["GET /cart", "get /CART", "POST /orders", "POST /checkout", "tick"]],
    [{ sortBy: "spans" }, ["tick", "GET /cart", "get /CART", "POST /orders", "POST /checkout"]],
    [{ sortBy: "spans", descending: true }, ["POST /checkout", "GET /cart", "get /CART", "POST /orders", "tick"]],
    [{ sortBy: "start", descending: true }, ["POST /orders", "GET /cart", "get /CART", "POST /checkout", "tick"]],
    [{ sortBy: "services", descending: true }, ["POST /checkout", "GET /cart", "get /CART", "POST /orders", "tick"]],
    [{ sortBy: "name" }, ["POST /orders", "GET /cart", "get /CART", "POST /checkout", "tick"]],
    [{ sortBy: "errors", descending: true }, ["POST /checkout", "GET /cart", "get /CART", "POST /orders", "tick"]],
  ])("sorts %j", (query, expected) => {
    expect(ask(query)).toEqual(expected);
  });

  it("answers an empty data set", () => {
    const view = listTraces(spansFromText(""), { text: "a", sortBy: "name" });
    expect([view.length, view.total, view.longestNano]).toEqual([0, 0, 0]);
  });
});
