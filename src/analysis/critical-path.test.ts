import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { buildTraceView } from "./build-trace-view.ts";
import { computeCriticalPath } from "./critical-path.ts";
import { computeSelfTimes } from "./self-time.ts";

const viewOf = (text: string) => buildTraceView(spansFromText(text), 0);

/** "name from..to" of each piece, in milliseconds. */
function pathOf(text: string): string[] {
  const view = viewOf(text);
  const path = computeCriticalPath(view.rows, view.topRow);
  return Array.from(
    path.row,
    (row, at) => `${view.names[view.rows.name[row]!]} ${path.start[at]! / 1e6}..${path.end[at]! / 1e6}`,
  );
}

/** Self time of each span by name, in milliseconds. */
function selfOf(text: string): Record<string, number> {
  const view = viewOf(text);
  const self = computeSelfTimes(view.rows);
  return Object.fromEntries(
    Array.from(self, (nano, row) => [view.names[view.rows.name[row]!] ?? "missing", nano / 1e6]),
  );
}

describe("the critical path", () => {
  it("goes through calls one after another, down to the leaves", () => {
    expect(
      pathOf(`
        a: root | server 0..100
          a: first | client 10..40
            b: serve | server 15..35
          a: second | client 50..90
      `),
    ).toEqual([
      "root 0..10",
      "first 10..15",
      "serve 15..35",
      "first 35..40",
      "root 40..50",
      "second 50..90",
      "root 90..100",
    ]);
  });

  it("goes through the last to end of several at once", () => {
    expect(
      pathOf(`
        a: root | server 0..100
          a: short | client 10..40
          a: long | client 12..80
          a: after | client 85..95
      `),
    ).toEqual(["root 0..12", "long 12..80", "root 80..85", "after 85..95", "root 95..100"]);
  });

  it("does not wait for consumers of a message, but for what a consumer does itself", () => {
    expect(
      pathOf(`
        a: root | server 0..100
          a: send | producer 10..20
            b: work | consumer 15..90
              b: query | client 20..80
      `),
    ).toEqual(["root 0..10", "send 10..20", "root 20..100"]);
    expect(
      pathOf(`
        b: receive | consumer 0..100
          b: process | consumer 10..90
      `),
    ).toEqual(["receive 0..10", "process 10..90", "receive 90..100"]);
  });

  it("cuts children that outlive or precede their parent, and leaves out those of unknown end", () => {
    expect(
      pathOf(`
        a: root | server 10..100
          a: early | client 5..40
          a: open | client 50..?
          a: late | client 60..120
      `),
    ).toEqual(["early 5..35", "root 35..55", "late 55..95"]);
    expect(pathOf("a: root | server 0..?")).toEqual([]);
  });

  it("covers the root without gap or overlap, whatever the tree", () => {
    const span = fc.record({
      parent: fc.nat(30),
      start: fc.nat(100),
      length: fc.nat(60),
      kind: fc.constantFrom("client", "consumer"),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 30 }), (spans) => {
        const lines = spans.map(
          ({ parent, start, length, kind }, at) =>
            `a: s${at} | ${kind} ${start}..${start + length} id=${(at + 2).toString(16)} parent=${((parent % (at + 1)) + 1).toString(16)}`,
        );
        const view = viewOf(["", "a: root | server 0..100 id=1", ...lines].join("\n"));
        const path = computeCriticalPath(view.rows, view.topRow);
        expect(path.start[0]).toBe(0);
        expect(path.end[path.length - 1]).toBe(100e6);
        for (let at = 1; at < path.length; at++) expect(path.start[at]).toBe(path.end[at - 1]);
      }),
    );
  });
});

describe("self time", () => {
  it("is what no child covers, however children overlap or outlive their parent", () => {
    expect(
      selfOf(`
        a: root | server 0..100
          a: first | client 10..40
            a: inner | internal 15..20
          a: second | client 30..60
          a: third | client 90..130
      `),
    ).toEqual({ root: 40, first: 25, inner: 5, second: 30, third: 40 });
  });

  it("is not taken away by consumers, nor by children of unknown time; unknown where the span's is", () => {
    expect(
      selfOf(`
        a: send | producer 0..10
          b: work | consumer 5..50
        c: orphan | server 20..30 parent=beef
          c: open | internal 22..?
      `),
    ).toEqual({ send: 10, work: 45, missing: Number.NaN, orphan: 10, open: Number.NaN });
  });
});
