import { describe, expect, it } from "vitest";
import { measureContinuity, tallyEdges } from "../diagnosis/continuity.ts";
import { spansFromText } from "../model/spans-from-text.ts";
import { findHops } from "./find.ts";
import { buildSpanColumns } from "./span-facts.ts";

/** "state proof from->to protocol", one a hop, sorted. */
function hopsOf(text: string): string[] {
  const columns = buildSpanColumns(spansFromText(text));
  const { table } = findHops(columns);
  const name = (party: number) => columns.parties.list[party]?.service ?? "?";
  return Array.from({ length: table.length }, (_, row) => table.get(row))
    .map(({ state, proof, from, to, protocol }) => `${state} ${proof || "-"} ${name(from)}->${name(to)} ${protocol}`)
    .sort();
}

/** The drawing n times, `every` milliseconds apart; {t+5} is five milliseconds after its start, {n} its number. */
function repeat(drawing: string, n: number, every: (i: number) => number): string {
  return Array.from({ length: n }, (_, i) =>
    drawing
      .replaceAll("{n}", String(i))
      .replace(/\{t\+?(\d*)\}/g, (_, plus: string) => String(every(i) + Number(plus))),
  ).join("\n\n");
}

/** Irregular enough that nothing coincides by its period. */
const irregular = (i: number) => i * 97 + ((i * i * 31) % 53);

describe("findHops", () => {
  it("counts a SERVER under a CLIENT of another service as intact, and nested CLIENT spans once", () => {
    expect(
      hopsOf(`
        shop: GET /cart | server 0..100
          shop: call      | client 10..90 | rpc.system=grpc rpc.service=cart.Cart rpc.method=Get
            shop: POST    | client 12..88 | http.request.method=POST
              cart: Get   | server 20..80 | rpc.system=grpc rpc.service=cart.Cart rpc.method=Get`),
    ).toEqual(["intact - shop->cart grpc"]);
  });

  it("takes an INTERNAL span as the caller where no CLIENT span was made", () => {
    expect(
      hopsOf(`
        shop: GET /cart | server 0..100
          shop: load    | internal 10..90
            cart: GET   | server 20..80 | http.request.method=GET`),
    ).toEqual(["intact - shop->cart http"]);
  });

  it("joins a childless call with a root of the service it names", () => {
    expect(
      hopsOf(`
        shop: GET /cart | server 0..100
          shop: POST | client 10..90 | http.request.method=POST server.address=cart url.path=/items

        cart: POST /items | server 20..80 | http.request.method=POST http.route=/items`),
    ).toEqual(["lost address shop->cart http"]);
  });

  it("joins them behind a gateway that takes a prefix away, by path and times", () => {
    const drawing = `
      shop: GET /cart | server {t}..{t+60}
        shop: POST | client {t+5}..{t+50} | http.request.method=POST url.full=http://edge.example.com/api/v1/items

      cart: POST /items | server {t+9}..{t+40} | http.request.method=POST http.route=/items`;
    expect(new Set(hopsOf(repeat(drawing, 30, irregular)))).toEqual(new Set(["lost time shop->cart http"]));
  });

  it("joins generic names by times alone, and leaves roots of chance alone", () => {
    const lost = `
      shop: GET | server {t}..{t+30}
        shop: HTTP | client {t+5}..{t+25}

      cart: HTTP | server {t+9}..{t+20}`;
    expect(new Set(hopsOf(repeat(lost, 40, irregular)))).toEqual(new Set(["lost time shop->cart "]));
    const chance = Array.from({ length: 40 }, (_, i) => {
      const [a, b] = [irregular(i), (i * 1579) % 3900];
      return `
        shop: GET | server ${a}..${a + 30}
          shop: HTTP | client ${a + 5}..${a + 25}

        cart: HTTP | server ${b}..${b + 5}`;
    }).join("\n\n");
    expect(new Set(hopsOf(chance))).toEqual(new Set(["leaf - shop->? "]));
  });

  it("joins a single silent split by method and path, also where the caller is no CLIENT and a prefix was taken away", () => {
    const split = (kind: string, path: string) => `
      shop: POST ${path} | ${kind} 0..90 | http.request.method=POST url.path=${path}

      cart: POST /items | server 20..80 | http.request.method=POST http.route=/items`;
    expect(hopsOf(split("client", "/items"))).toEqual(["lost operation shop->cart http"]);
    expect(hopsOf(split("client", "/api/v1/items"))).toEqual(["lost operation shop->cart http"]);
    expect(hopsOf(split("internal", "/api/v1/items"))).toEqual(["lost operation shop->cart http"]);
    expect(hopsOf(split("client", "/orders"))).toEqual(["leaf - shop->? http"]);
  });

  it("finds the caller that made no CLIENT span by times, and none by chance", () => {
    const drawing = `
      shop: POST /orders | server {t}..{t+40} | http.request.method=POST http.route=/orders

      cart: POST /items | server {t+9}..{t+30} | http.request.method=POST http.route=/items`;
    expect(new Set(hopsOf(repeat(drawing, 40, irregular)))).toEqual(new Set(["lost time shop->cart http"]));
    const chance = Array.from({ length: 40 }, (_, i) => {
      const [a, b] = [irregular(i), (i * 1579) % 3900];
      return `
        shop: POST /orders | server ${a}..${a + 40} | http.request.method=POST http.route=/orders

        cart: POST /items | server ${b}..${b + 21} | http.request.method=POST http.route=/items`;
    }).join("\n\n");
    expect(hopsOf(chance)).toEqual([]);
  });

  it("never joins two environments", () => {
    expect(
      hopsOf(`
        shop: GET | server 0..100 environment=a
          shop: POST | client 10..90 environment=a | http.request.method=POST server.address=cart

        cart: POST | server 20..80 environment=b | http.request.method=POST`),
    ).toEqual(["leaf - shop->? http"]);
  });

  it("knows the caller of an orphan whose trace id was cut to 64 bits", () => {
    expect(
      hopsOf(`
        shop: GET | server 0..100 trace=aaaaaaaaaaaaaaaa1111111111111111
          shop: POST | client 10..90 id=7 trace=aaaaaaaaaaaaaaaa1111111111111111 | http.request.method=POST

        cart: POST | server 20..80 trace=1111111111111111 parent=7 | http.request.method=POST`),
    ).toEqual(["lost id shop->cart http"]);
  });

  it("sees the forwarded header: a callee beside the service that called it", () => {
    expect(
      hopsOf(`
        web: GET | client 0..100 | http.request.method=GET
          shop: GET | server 5..95 | http.request.method=GET
            shop: POST | client 10..90 | http.request.method=POST
          cart: POST | server 20..80 | http.request.method=POST`),
    ).toEqual(["intact - web->shop http", "misplaced id shop->cart http"]);
  });

  it("holds a root with a link for a restart, and a database call for a leaf", () => {
    expect(
      hopsOf(`
        shop: GET | server 0..100
          shop: POST | client 10..90 id=c1 | http.request.method=POST server.address=door
          shop: SELECT | client 91..95 | db.system=postgresql

        door: POST | server 20..80 link=1/c1 | http.request.method=POST`),
    ).toEqual(["leaf - shop->? db", "restart - shop->door http"]);
  });

  it("tells work that lost its context inside a service from a timer's work", () => {
    const drawing = `
      shop: POST /orders | server {t}..{t+60}
        shop: check | internal {t+1}..{t+9}

      shop: settle | internal {t+20}..{t+50}`;
    expect(new Set(hopsOf(repeat(drawing, 30, irregular)))).toEqual(new Set(["lost time shop->shop in-process"]));
    const timer = Array.from({ length: 30 }, (_, i) => {
      const [a, b] = [irregular(i), 5 + i * 95];
      return `
        shop: POST /orders | server ${a}..${a + 60}
          shop: check | internal ${a + 1}..${a + 9}

        shop: sweep | internal ${b}..${b + 3}`;
    }).join("\n\n");
    expect(hopsOf(timer)).toEqual([]);
  });
});

describe("continuity", () => {
  it("is kept hops over all hops, worst edge first", () => {
    const columns = buildSpanColumns(
      spansFromText(`
        shop: GET | server 0..100
          shop: POST | client 10..50 | http.request.method=POST server.address=cart
            cart: POST | server 11..49 | http.request.method=POST
          shop: POST | client 51..90 | http.request.method=POST server.address=cart
          shop: POST | client 91..95 | http.request.method=POST server.address=mail
            mail: POST | server 92..94 | http.request.method=POST

        cart: POST | server 55..80 | http.request.method=POST`),
    );
    const { hops, intact, edges } = measureContinuity(tallyEdges(findHops(columns), columns), columns);
    expect({ hops, intact }).toEqual({ hops: 3, intact: 2 });
    expect(edges.map(({ from, to, hops, intact }) => `${from}->${to} ${intact}/${hops}`)).toEqual([
      "shop->cart 1/2",
      "shop->mail 1/1",
    ]);
  });
});
