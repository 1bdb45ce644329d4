import { describe, expect, test } from "vitest";
import { spansFromText } from "../../model/spans-from-text.ts";
import type { DataSet } from "../../model/tables.ts";
import { bridgeSpans, findBridges } from "./from-spans.ts";
import { createRandom } from "./random.ts";

/** "child name <- parent name (family, confidence)" of every bridge. */
function told(dataSet: DataSet): string[] {
  const name = (span: number) => dataSet.strings.get(dataSet.spans.name[span]!);
  return findBridges(dataSet).map(
    ({ child, parent, family, confidence, reason }) =>
      `${name(child)} <- ${name(parent)} (${reason ?? family}, ${confidence})`,
  );
}

describe("exact ids", () => {
  test("a 64-bit trace id on the callee's side", () => {
    const data = spansFromText(`
      shop: GET /cart     | server 0..50 trace=1111111122222222aaaaaaaabbbbbbbb id=f000000000000001
        shop: call        | client 5..40 trace=1111111122222222aaaaaaaabbbbbbbb id=f000000000000002

      cart: serve         | server 6..39 trace=aaaaaaaabbbbbbbb parent=f000000000000002
    `);
    expect(told(data)).toEqual(["serve <- call (truncated-trace-id, certain)"]);
  });

  test("a parent id that is on a span of another trace", () => {
    const data = spansFromText(`
      shop: call    | client 5..40 id=f000000000000002

      cart: serve   | server 6..39 parent=f000000000000002
    `);
    expect(told(data)).toEqual(["serve <- call (foreign-parent, certain)"]);
  });

  test("a header the callee kept, even one it refused", () => {
    const data = spansFromText(`
      shop: call    | client 5..40 id=f000000000000002

      cart: serve   | server 6..39 | http.request.header.traceparent=00-4BF92F3577B34DA6A3CE929D0E0E4736-F000000000000002-01
    `);
    expect(told(data)).toEqual(["serve <- call (captured-header, certain)"]);
  });

  test("a message id; not when two producers bear it", () => {
    const sent = "shop: send | producer 0..1 | messaging.message.id=m1 messaging.destination.name=orders";
    const got = "mail: process | consumer 5..9 | messaging.message.id=m1 messaging.destination.name=orders";
    expect(told(spansFromText(`${sent}\n\n${got}`))).toEqual(["process <- send (message-id, certain)"]);
    expect(told(spansFromText(`${sent}\n\n${sent}\n\n${got}`)).some((line) => line.includes("certain"))).toBe(false);
  });

  test("a consumer with a link that resolves is healthy", () => {
    const data = spansFromText(`
      shop: send    | producer 0..1 trace=a1 id=b1

      mail: process | consumer 5..9 link=a1/b1
    `);
    expect(told(data)).toEqual([]);
  });
});

describe("orphans of one trace", () => {
  test("siblings of one missing parent go under the server span around them", () => {
    const data = spansFromText(`
      shop: GET /cart  | server 0..50 trace=1
      shop: SELECT a   | client 5..10 trace=1 parent=ff00
      shop: SELECT b   | client 12..20 trace=1 parent=ff00
    `);
    expect(told(data)).toEqual([
      "SELECT a <- GET /cart (missing-parent, possible)",
      "SELECT b <- GET /cart (missing-parent, possible)",
    ]);
  });
});

/** Requests of a shop that asks cart, then mail; `cut` links make traces of their own. */
function shop(requests: number, cut: "wire" | "inner" | "none", seed: number): DataSet {
  const random = createRandom(seed);
  const traces: string[] = [];
  let at = 0;
  for (let i = 0; i < requests; i++) {
    at += 30 * random();
    const line = (text: string, kind: string, from: number, to: number) =>
      `${text} | ${kind} ${(at + from).toFixed(3)}..${(at + to).toFixed(3)}`;
    const gap = () => 0.3 + 0.4 * random();
    let time = 0;
    const calls = ["cart", "mail"].map((service) => {
      const from = time + 0.5 + gap();
      const begun = from + gap();
      const ended = begun + 3 + 15 * random();
      time = ended + gap();
      return {
        client: line(`shop: POST /${service}`, "client", from, time),
        server: line(`${service}: POST /${service}`, "server", begun, ended),
      };
    });
    const root = line("shop: GET /buy", "server", 0, time + 1);
    if (cut === "none") traces.push([root, ...calls.flatMap((c) => [`  ${c.client}`, `    ${c.server}`])].join("\n"));
    if (cut === "wire")
      traces.push([root, ...calls.map((c) => `  ${c.client}`)].join("\n"), ...calls.map((c) => c.server));
    if (cut === "inner") traces.push(root, ...calls.map((c) => `${c.client}\n  ${c.server}`));
  }
  return spansFromText(traces.join("\n\n"));
}

describe("wire and in-process losses", () => {
  test("lost callees find their calls", () => {
    const data = shop(60, "wire", 1);
    const bridges = findBridges(data).filter(({ family }) => family === "wire");
    const name = (span: number) => data.strings.get(data.spans.name[span]!);
    expect(bridges.filter(({ confidence }) => confidence === "certain").length).toBeGreaterThan(90);
    expect(bridges.every(({ child, parent }) => name(child) === name(parent))).toBe(true);
    expect(bridges.every(({ evidence }) => evidence !== undefined && evidence.requestNano > 0)).toBe(true);
  });

  test("lost calls find the server span they were made for", () => {
    const data = shop(60, "inner", 2);
    const bridges = findBridges(data).filter(({ family }) => family === "in-process");
    const { spans } = data;
    expect(bridges.length).toBeGreaterThan(100);
    const inside = bridges.filter(
      ({ child, parent }) =>
        spans.start[child]! >= spans.start[parent]! &&
        spans.start[child]! + spans.duration[child]! <= spans.start[parent]! + spans.duration[parent]!,
    );
    expect(inside.length).toBe(bridges.length);
    // Two children a server, one of each call.
    const sure = bridges.filter(({ confidence }) => confidence === "certain");
    const taken = sure.map(({ child, parent }) => `${parent} ${data.strings.get(spans.name[child]!)}`);
    expect(new Set(taken).size).toBe(taken.length);
    expect(sure.length).toBeGreaterThan(50);
  });

  test("whole traces get no bridge", () => {
    expect(findBridges(shop(40, "none", 3))).toEqual([]);
  });

  test("progress rises to the end and a stop is obeyed", () => {
    const data = shop(30, "wire", 4);
    const shares = [...bridgeSpans(data)].map(({ doneShare }) => doneShare);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    let calls = 0;
    const stopped = [...bridgeSpans(data, { shouldStop: () => ++calls > 1 })];
    expect(stopped.length).toBeLessThan(shares.length);
  });
});

describe("links that are not what they seem", () => {
  test("an intact hop between names that do not agree is left alone", () => {
    const data = spansFromText(
      Array.from({ length: 12 }, (_, i) => {
        const at = 100 * i;
        return `shop: GET /buy | server ${at}..${at + 40}
  shop: ask cart | client ${at + 2}..${at + 30}
    cart: read | server ${at + 3}..${at + 29}

shop: read | client ${at + 1}..${at + 31}

cart: ask cart | server ${at + 4}..${at + 28}`;
      }).join("\n\n"),
    );
    const { parent } = data.spans;
    expect(findBridges(data).filter(({ child }) => parent[child]! >= 0)).toEqual([]);
  });

  test("callees that share one call by a header used again teach no clock", () => {
    const random = createRandom(6);
    const lines: string[] = [];
    for (let i = 0; i < 30; i++) {
      const at = 200 * i;
      const inside = 5 + 10 * random();
      lines.push(
        `shop: POST /pay | client ${at}..${at + inside + 1}`,
        `pay: POST /pay | server ${at + 0.5}..${at + 0.5 + inside}`,
      );
    }
    const reused = Array.from(
      { length: 8 },
      (_, i) => `  pay: POST /pay | server ${90_000 + 90 * i}..${90_004 + 90 * i}`,
    );
    const data = spansFromText(
      [...lines, [`shop: POST /pay | client 90000..90006`, ...reused].join("\n")].join("\n\n"),
    );
    const wires = findBridges(data).filter(({ family }) => family === "wire");
    expect(wires.filter(({ confidence }) => confidence === "certain").length).toBeGreaterThan(20);
    const { start } = data.spans;
    expect(
      wires.every(({ child, parent }) => start[child]! > start[parent]! && start[child]! - start[parent]! < 1e6),
    ).toBe(true);
  });
});
