import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { alarms, cut, findings, repeat, say } from "./drawn-requests.test-support.ts";
import { diagnose } from "./report.ts";

describe("lost-context, by population", () => {
  it("one route lost, made by another client library and served by the same: the caller does not inject", () => {
    const drawn = (client: string, servers: readonly [string, string]) => `
      web: GET /cart | server {t}..{t+80}
        web: GET | client {t+5}..{t+30} scope=otelhttp | http.request.method=GET server.address=shop url.path=/items
          shop: GET /items | server {t+7}..{t+28} scope=${servers[0]} | http.request.method=GET http.route=/items
        web: POST | client {t+35}..{t+60} scope=${client} | http.request.method=POST server.address=shop url.path=/items

      shop: POST /items | server {t+37}..{t+58} scope=${servers[1]} | http.request.method=POST http.route=/items`;
    const causes = (text: string) => findings(repeat(text, 40)).map(({ cause, service }) => `${cause} at ${service}`);
    expect(causes(drawn("by-hand", ["otelhttp", "otelhttp"]))).toEqual(["no-inject at web"]);
    expect(causes(drawn("otelhttp", ["otelhttp", "otelhttp"]))).toEqual(["no-extract at shop"]);
    // Both of its ends differ from those that keep it: nobody can tell which of them forgets.
    const [either] = findings(repeat(drawn("by-hand", ["otelhttp", "by-hand"]), 40));
    expect([either!.severity, either!.confidence]).toEqual(["warning", "possible"]);
    expect(either!.alternatives.join(" ")).toContain("traceparent");
  });

  it("one callee lost by all of its callers, who reach others: it does not extract", () => {
    const other = `
      app: GET /pay | server {t+1}..{t+90} | http.request.method=GET http.route=/pay
        app: POST | client {t+20}..{t+60} | http.request.method=POST server.address=bank url.path=/pay
        app: POST | client {t+61}..{t+70} | http.request.method=POST server.address=mail url.path=/send
          mail: POST /send | server {t+62}..{t+69} | http.request.method=POST http.route=/send

      bank: POST /pay | server {t+25}..{t+50} | http.request.method=POST http.route=/pay`;
    const [first, ...rest] = findings(`${repeat(cut("bank: POST /pay"), 25)}\n\n${repeat(other, 25)}`);
    expect(rest).toEqual([]);
    expect(say(first!)).toBe("error no-extract at bank shop>bank http likely");
    expect(first!.edges.map(({ from }) => from).sort()).toEqual(["app", "shop"]);
    expect(first!.count).toBe(50);
  });

  it("all callees lost by one caller, others reach them: it does not inject", () => {
    const other = `
      app: GET /pay | server {t+1}..{t+90} | http.request.method=GET http.route=/pay
        app: POST | client {t+20}..{t+60} | http.request.method=POST server.address=bank url.path=/pay
          bank: POST /pay | server {t+25}..{t+50} | http.request.method=POST http.route=/pay`;
    expect(alarms(`${repeat(cut("bank: POST /pay"), 25)}\n\n${repeat(other, 25)}`)).toEqual([
      "error no-inject at shop shop>bank http likely",
    ]);
  });

  it("an edge that either side would explain goes with the side that other edges convict", () => {
    const drawing = `
      web: GET /a | server {t}..{t+80} | http.request.method=GET http.route=/a
        web: POST | client {t+5}..{t+20} | http.request.method=POST server.address=shop url.path=/items
        web: POST | client {t+25}..{t+60} | http.request.method=POST server.address=bank url.path=/pay

      shop: POST /items | server {t+7}..{t+18} | http.request.method=POST http.route=/items

      bank: POST /pay | server {t+27}..{t+58} | http.request.method=POST http.route=/pay

      app: GET /b | server {t+100}..{t+180} | http.request.method=GET http.route=/b
        app: POST | client {t+105}..{t+120} | http.request.method=POST server.address=shop url.path=/items
          shop: POST /items | server {t+107}..{t+118} | http.request.method=POST http.route=/items
        app: POST | client {t+125}..{t+160} | http.request.method=POST server.address=bank url.path=/pay

      bank: POST /pay | server {t+127}..{t+158} | http.request.method=POST http.route=/pay`;
    const [first, second, ...rest] = findings(repeat(drawing, 25, 300));
    expect(rest).toEqual([]);
    expect([first!, second!].map(({ cause, service }) => `${cause} at ${service}`).sort()).toEqual([
      "no-extract at bank",
      "no-inject at web",
    ]);
  });

  it("both directions of one service lost: it has no propagator", () => {
    const drawing = cut("shop: POST /items", "bank: POST /pay");
    expect(alarms(repeat(drawing, 25))).toEqual(["error no-propagator at shop web>shop http likely"]);
  });

  it("gRPC alone is lost by a caller whose HTTP calls stay linked: its metadata", () => {
    expect(alarms(repeat(cut("quotes: Quote"), 25))).toEqual(
      ["error grpc-metadata at web web>quotes grpc possible"].map((text) => text.replace("error", "warning")),
    );
    const other = `
      app: GET /q | server {t+1}..{t+90} | http.request.method=GET http.route=/q
        app: Quote | client {t+20}..{t+60} | rpc.system=grpc rpc.service=s.Quotes rpc.method=Get server.address=quotes
          quotes: Quote | server {t+25}..{t+50} | rpc.system=grpc rpc.service=s.Quotes rpc.method=Get`;
    expect(alarms(`${repeat(cut("quotes: Quote"), 25)}\n\n${repeat(other, 25)}`)).toEqual([
      "error grpc-metadata at web web>quotes grpc likely",
    ]);
  });

  it("only one address of an edge loses: something there strips the header", () => {
    const both = `
      web: GET /a | server {t}..{t+80} | http.request.method=GET http.route=/a
        web: POST | client {t+5}..{t+30} | http.request.method=POST server.address=edge url.path=/items
        web: POST | client {t+40}..{t+60} | http.request.method=POST server.address=shop url.path=/items
          shop: POST /items | server {t+42}..{t+58} | http.request.method=POST http.route=/items server.address=shop

      shop: POST /items | server {t+8}..{t+28} | http.request.method=POST http.route=/items server.address=edge`;
    expect(alarms(repeat(both, 25))).toEqual(["error gateway-strips at web web>shop http likely"]);
  });

  it("a queue whose consumers are roots without a link", () => {
    const queue = `
      web: POST /order | server {t}..{t+20} | http.request.method=POST http.route=/order
        web: send | producer {t+5}..{t+10} | messaging.system=kafka messaging.destination.name=orders

      mail: process | consumer {t+30}..{t+60} | messaging.system=kafka messaging.destination.name=orders`;
    expect(alarms(repeat(queue, 25))).toEqual(["error queue-not-carried at web web>mail messaging likely"]);
  });

  it("fewer than twenty hops are a suspicion, and no error", () => {
    expect(alarms(repeat(cut("shop: POST /items", "bank: POST /pay"), 8))).toEqual([
      "warning no-propagator at shop web>shop http possible",
    ]);
  });

  it("work inside a service: always lost, or now and then", () => {
    const request = (kept: boolean) => `
      shop: POST /items | server {t}..{t+60} instance=i1 | http.request.method=POST http.route=/items
        shop: check | internal {t+1}..{t+9} instance=i1
        ${kept ? "shop: INSERT | client {t+20}..{t+50} instance=i1 | db.system=postgresql" : ""}
${kept ? "" : "\n      shop: INSERT | client {t+20}..{t+50} instance=i1 | db.system=postgresql"}`;
    const always = repeat(request(false), 25);
    expect(alarms(always)).toEqual(["error background-context at shop shop>shop in-process likely"]);
    // Every third waits for the pool.
    const sometimes = Array.from({ length: 30 }, (_, i) =>
      request(i % 3 !== 0).replace(/\{t\+?(\d*)\}/g, (_, plus: string) =>
        String(i * 97 + ((i * i * 31) % 53) + Number(plus)),
      ),
    ).join("\n\n");
    expect(alarms(sometimes)).toEqual(["error async-context-lost at shop shop>shop in-process likely"]);
  });

  it("few roots in a crowd of requests: on the heels of a step that few requests reach, or anywhere", () => {
    const refused = `
      shop: POST /items | server {t}..{t+700} instance=i1 | http.request.method=POST http.route=/items
        shop: check | internal {t+1}..{t+600} instance=i1`;
    const placed = (after: string) => `
      shop: POST /items | server {t}..{t+700} instance=i1 | http.request.method=POST http.route=/items
        shop: check | internal {t+1}..{t+300} instance=i1
        shop: charge | internal {t+301}..{t+500} instance=i1

      shop: settle | internal ${after} instance=i1`;
    const crowd = (after: string) => `${repeat(refused, 60, 10)}\n\n${repeat(placed(after), 5, 131)}`;
    expect(alarms(crowd("{t+501}..{t+510}"))).toEqual([
      "warning background-context at shop shop>shop in-process possible",
    ]);
    const anywhere = [40, 377, 391, 503, 698].map((at) => `shop: settle | internal ${at}..${at + 9} instance=i1`);
    const timer = `${repeat(refused, 60, 10)}\n\n${repeat(placed("0..1").split("\n\n")[0]!, 5, 131)}\n\n${anywhere.join("\n\n")}`;
    expect(alarms(timer)).toEqual([]);
  });
});

describe("lost-context, by ids and headers", () => {
  const withHeader = (header: string) =>
    cut("bank: POST /pay").replace("http.route=/pay", `http.route=/pay http.request.header.${header}`);

  it("a traceparent that breaks the grammar, with the reason in words", () => {
    const [first] = findings(
      repeat(withHeader("traceparent=00-ABCDEF0123456789abcdef0123456789-00f067aa0ba902b7-01"), 3),
    );
    expect(say(first!)).toBe("error malformed-header at shop shop>bank http certain");
    expect(first!.evidence.join(" ")).toContain("lower-case");
  });

  it("a valid one that was not used", () => {
    expect(alarms(repeat(withHeader("traceparent=00-{n:16}{n:16}-00f067aa0ba902b7-01"), 3))).toEqual([
      "error no-extract at bank shop>bank http certain",
    ]);
  });

  it("another format instead", () => {
    expect(alarms(repeat(withHeader("b3={n:16}{n:16}-00f067aa0ba902b7-1"), 3))).toEqual([
      "error format-mismatch at shop shop>bank http certain",
    ]);
  });

  it("a trace id cut to 64 bits, where both halves of a call share one span id: the other half is the call", () => {
    const halves = `
      web: GET / | server {t}..{t+80} trace=463ac35c9f6413ad{n:16} id=1{n}
        web: POST /pay | client {t+5}..{t+60} trace=463ac35c9f6413ad{n:16} id=2{n} | http.request.method=POST
      bank: POST /pay | server {t+7}..{t+58} trace={n:16} id=2{n} parent=1{n} | http.request.method=POST`;
    const text = repeat(halves, 30);
    expect(alarms(text)).toEqual(["error id-truncated at web web>bank http certain"]);
    expect(diagnose(spansFromText(text)).verdicts.map(({ kind }) => kind)).toEqual(["external-caller"]);
  });
});
