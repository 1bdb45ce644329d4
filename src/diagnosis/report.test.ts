import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { alarms, cut, findings, repeat, say, WHOLE } from "./drawn-requests.test-support.ts";
import { buildReport } from "./report.ts";

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
