import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { buildReport, diagnose } from "./report.ts";
import type { Finding } from "./report-types.ts";

/** The drawing n times, irregularly apart; {t+5} is five milliseconds after its start, {n} its number, {n:16} as 16 hex digits. */
function repeat(drawn: string, n: number, every = 97): string {
  const drawing = dedent(drawn);
  return Array.from({ length: n }, (_, i) => {
    const t = i * every + ((i * i * 31) % 53);
    return drawing
      .replaceAll("{n}", String(i))
      .replaceAll("{n:16}", (0xa000 + i).toString(16).padStart(16, "1"))
      .replace(/\{t\+?(\d*)\}/g, (_, plus: string) => String(t + Number(plus)));
  }).join("\n\n");
}

/** Without the indentation of its first line, so that drawings can be put one after the other. */
function dedent(drawing: string): string {
  const lines = drawing.split("\n");
  const first = lines.find((line) => line.trim() !== "") ?? "";
  const indent = first.length - first.trimStart().length;
  return lines.map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length))).join("\n");
}

const findings = (text: string) => diagnose(spansFromText(text)).findings;
const say = ({ severity, cause, service, edge, confidence }: Finding) =>
  `${severity} ${cause} at ${service} ${edge ? `${edge.from}>${edge.to} ${edge.protocol}` : ""} ${confidence}`;
const alarms = (text: string) =>
  findings(text)
    .filter(({ severity }) => severity !== "info")
    .map(say);

/** A whole request of three services over HTTP, and one of two over gRPC. */
const WHOLE = `
  web: GET /cart | server {t}..{t+80} | http.request.method=GET http.route=/cart
    web: POST | client {t+5}..{t+60} | http.request.method=POST server.address=shop url.path=/items
      shop: POST /items | server {t+7}..{t+58} | http.request.method=POST http.route=/items
        shop: POST | client {t+10}..{t+40} | http.request.method=POST server.address=bank url.path=/pay
          bank: POST /pay | server {t+12}..{t+38} | http.request.method=POST http.route=/pay
    web: Quote | client {t+61}..{t+75} | rpc.system=grpc rpc.service=s.Quotes rpc.method=Get server.address=quotes
      quotes: Quote | server {t+63}..{t+73} | rpc.system=grpc rpc.service=s.Quotes rpc.method=Get`;

/** The same with one child cut off: its line moves to a trace of its own. */
function cut(...names: string[]): string {
  const lines = WHOLE.split("\n").slice(1);
  const traces: string[][] = [[]];
  const walk = (from: number, depth: number, into: string[]): number => {
    let at = from;
    while (at < lines.length) {
      const own = (lines[at]!.length - lines[at]!.trimStart().length) / 2 - 1;
      if (own < depth) return at;
      const lost = names.some((name) => lines[at]!.trim().startsWith(`${name} | server`));
      const target = lost ? [] : into;
      if (lost) traces.push(target);
      target.push(lines[at]!);
      at = walk(at + 1, own + 1, target);
    }
    return at;
  };
  walk(0, 0, traces[0]!);
  return traces
    .map((trace) => {
      const shallow = (trace[0]!.length - trace[0]!.trimStart().length) / 2 - 1;
      return trace.map((line) => line.slice(2 * shallow)).join("\n");
    })
    .join("\n\n");
}

describe("a healthy system", () => {
  it("of requests shorter than clocks are off: what a service calls last does not call it", () => {
    const short = `
      web: GET /cart | server {t}..{t}.9 | http.request.method=GET http.route=/cart
        web: GET | client {t}.3..{t}.8 | http.request.method=GET server.address=shop url.path=/items
          shop: GET /items | server {t}.4..{t}.7 | http.request.method=GET http.route=/items`;
    for (const every of [13, 97]) expect(findings(repeat(short, 60, every))).toEqual([]);
  });

  it("has no finding at all, whatever its size", () => {
    for (const n of [1, 5, 40]) expect(findings(repeat(WHOLE, n))).toEqual([]);
  });
});

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
    expect(causes(drawn("by-hand", ["otelhttp", "by-hand"]))).toEqual(["no-extract at shop"]);
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
      "error format-mismatch at bank shop>bank http certain",
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

describe("what is missing", () => {
  const leak = `
    shop: POST /items | server {t}..{t+60} | http.request.method=POST http.route=/items
      shop: charge | internal {t+5}..{t+50} id={n:16}
        shop: POST | client {t+10}..{t+40} flags=0x101 | http.request.method=POST server.address=api.example.com`;
  const leaked = leak
    .split("\n")
    .filter((line) => !line.includes("charge"))
    .join("\n")
    .replace("flags=0x101", "flags=0x101 parent={n:16}");

  it("local orphans: a span that was started and never ended, named after the traces that have it", () => {
    const [first, ...rest] = findings(`${repeat(leaked, 12, 200)}\n\n${repeat(leak, 12, 203)}`);
    expect(rest).toEqual([]);
    expect(say(first!)).toBe("error leaked-span at shop shop>shop in-process certain");
    expect(first!.title).toContain("charge");
  });

  it("an extract: lone orphans of many traces, and no service is blamed", () => {
    const { findings: none, verdicts } = diagnose(
      spansFromText(
        repeat("bank: POST /pay | server {t}..{t+9} parent={n:16} flags=0x301 | http.request.method=POST", 20),
      ),
    );
    expect(none).toEqual([]);
    expect(verdicts.map(({ kind, service }) => `${kind} ${service}`)).toEqual(["partial-file "]);
  });

  it("a service that is missing as a whole in half of the traces samples on its own", () => {
    const holed = WHOLE.split("\n")
      .filter((line) => !line.trim().startsWith("shop:"))
      .join("\n")
      .replace("bank: POST /pay | server", "bank: POST /pay | server parent={n:16} flags=0x301")
      .replace("          bank:", "      bank:");
    expect(alarms(`${repeat(WHOLE, 25)}\n\n${repeat(holed, 25, 103)}`)).toEqual([
      "warning sampling-mismatch at shop shop>bank http likely",
    ]);
  });

  it("a caller that said it was not sampled is no finding", () => {
    const text = repeat(
      "bank: POST /pay | server {t}..{t+9} parent={n:16} flags=0x300 | http.request.header.traceparent=00-{n:16}{n:16}-{n:16}-00",
      9,
    );
    const { findings: none, verdicts } = diagnose(spansFromText(text));
    expect(none).toEqual([]);
    expect(verdicts.map(({ kind }) => kind)).toEqual(["sampled-upstream"]);
  });
});

describe("times", () => {
  const late = (callee: number) => `
    web: GET | server {t}..{t+900} | http.request.method=GET
      web: POST | client {t+5}..{t+505} error | http.request.method=POST server.address=bank
        bank: POST | server {t+7}..{t+${7 + callee}} | http.request.method=POST`;

  it("a callee that goes on after its caller gave up, and one that does not", () => {
    expect(alarms(repeat(late(800), 12, 1000))).toEqual(["warning outlives-parent at bank web>bank http likely"]);
    expect(alarms(repeat(late(490), 12, 1000))).toEqual([]);
  });

  it("an overloaded callee, whose calls mostly only waited, is no warning", () => {
    const waits = `${late(800)}
          bank: POST | client {t+20}..{t+800} | http.request.method=POST server.address=vault`;
    expect(alarms(`${repeat(waits, 25, 1000)}\n\n${repeat(late(800), 10, 1700)}`)).toEqual([]);
    expect(alarms(`${repeat(waits, 12, 1000)}\n\n${repeat(late(800), 10, 1700)}`)).toHaveLength(1);
    // Read only when the caller was about to leave.
    expect(alarms(repeat(late(1200).replace("{t+7}..", "{t+450}.."), 12, 1500))).toEqual([]);
  });

  it("an error that the callee answered is no giving up, however late the callee's span ends", () => {
    const answered = (client: string, server: string) =>
      late(800).replace("server.address=bank", `server.address=bank ${client}`).replace(/POST$/, `POST ${server}`);
    const code = (value: number) => `http.response.status_code=${value}`;
    const grpc = (value: number) => `rpc.grpc.status_code=${value}`;
    expect(alarms(repeat(answered(code(402), code(402)), 12, 1000))).toEqual([]);
    expect(alarms(repeat(answered(grpc(9), ""), 12, 1000))).toEqual([]);
    // A proxy between gave up, or the caller's own deadline passed.
    for (const [client, server] of [
      [code(504), code(200)],
      [grpc(4), grpc(0)],
    ] as const)
      expect(alarms(repeat(answered(client, server), 12, 1000)), client).toHaveLength(1);
  });

  it("a clock that is ahead is worth knowing, and breaks nothing", () => {
    const skewed = `
      web: GET | server {t}..{t+60} host=a | http.request.method=GET
        web: POST | client {t+5}..{t+50} host=a | http.request.method=POST server.address=bank
          bank: POST | server {t+1507}..{t+1548} host=b | http.request.method=POST`;
    expect(findings(repeat(skewed, 25)).map(say)).toEqual(["info clock-skew at bank web>bank http certain"]);
  });

  it("a child that follows on another request's steps hangs in the wrong trace", () => {
    // Two requests overlap; the charge of the first hangs in the second, which has its own as well.
    const mixed = `
      shop: POST | server {t}..{t+90} instance=i1 | http.request.method=POST
        shop: reserve | internal {t+2}..{t+20} instance=i1

      shop: POST | server {t+10}..{t+99} instance=i1 | http.request.method=POST
        shop: reserve | internal {t+12}..{t+50} instance=i1
        shop: charge | internal {t+21}..{t+45} instance=i1
        shop: charge | internal {t+51}..{t+80} instance=i1`;
    const home = `
      shop: POST | server {t}..{t+90} instance=i1 | http.request.method=POST
        shop: reserve | internal {t+2}..{t+20} instance=i1
        shop: charge | internal {t+21}..{t+45} instance=i1`;
    expect(alarms(`${repeat(mixed, 10, 400)}\n\n${repeat(home, 30, 399)}`)).toEqual([
      "error mixed-context at shop shop>shop in-process likely",
    ]);
    expect(alarms(repeat(home, 40, 30))).toEqual([]);
  });

  it("requests that run in step: a child that outlasts its own request ends as another goes on", () => {
    const inStep = (settled: number) => `
      shop: POST | server {t}..{t+30} instance=i1 | http.request.method=POST
        shop: reserve | internal {t+2}..{t+20} instance=i1
        shop: charge | internal {t+20}..{t+28} instance=i1
        shop: charge | internal {t+20}..{t+75} instance=i1

      shop: POST | server {t}..{t+${settled + 70}} instance=i1 | http.request.method=POST
        shop: reserve | internal {t+2}..{t+20} instance=i1
        shop: settle | internal {t+${settled}}..{t+${settled + 69}} instance=i1`;
    expect(alarms(repeat(inStep(75), 10, 400))).toEqual(["error mixed-context at shop shop>shop in-process likely"]);
    // Work that goes on after the answer, beside requests that have none of it.
    expect(alarms(repeat(inStep(40), 10, 400))).toEqual([]);
  });
});

describe("the report", () => {
  it("does not change with the order of the traces or with the ids", () => {
    const drawing = cut("bank: POST /pay", "quotes: Quote");
    const plain = (text: string) => {
      const { findings: list, continuity } = buildReport(spansFromText(text));
      return [list.map(({ spans, ...finding }) => ({ ...finding, spans: spans.length })), continuity];
    };
    const text = repeat(drawing, 30);
    const shuffled = text
      .split("\n\n")
      .map((trace, at) => ({ trace, at: (at * 7919) % 101 }))
      .sort((a, b) => a.at - b.at)
      .map(({ trace }) => trace)
      .join("\n\n");
    expect(plain(shuffled)).toEqual(plain(text));
    let id = 0;
    const renamed = text.replace(
      /\| (server|client) /g,
      (_, kind: string) => `| ${kind} id=${(0xbeef0000 + ++id * 7).toString(16)} `,
    );
    expect(plain(renamed)).toEqual(plain(text));
  });

  it("names the cause of a bridge by its child's finding", () => {
    const dataSet = spansFromText(repeat(cut("shop: POST /items", "bank: POST /pay"), 25));
    const child = dataSet.spans.length - 1;
    const { bridges } = buildReport(dataSet, { bridges: [{ child, parent: 0, score: 0.99, confidence: "certain" }] });
    expect(bridges.map(({ cause, confidence }) => `${cause} ${confidence}`)).toEqual(["no-propagator certain"]);
  });
});
