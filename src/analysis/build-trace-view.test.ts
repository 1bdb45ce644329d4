import { describe, expect, it } from "vitest";
import { DataSetBuilder } from "../model/data-set-builder.ts";
import { Repair } from "../model/enums.ts";
import { spanIdToHex } from "../model/ids.ts";
import { spansFromText } from "../model/spans-from-text.ts";
import { buildTraceView } from "./build-trace-view.ts";
import { MissingRow, PROTOCOLS, type TraceView } from "./trace-view.ts";

/** The rows as indented text; a missing row in brackets. */
function drawn({ rows, names, services }: TraceView): string[] {
  return Array.from({ length: rows.length }, (_, row) => {
    const indent = "  ".repeat(rows.depth[row]!);
    if (rows.missing[row] === MissingRow.extraRoot) return `${indent}[no parent id]`;
    if (rows.missing[row] === MissingRow.parentNotInData) {
      return `${indent}[${spanIdToHex(rows.spanIdHigh[row]!, rows.spanIdLow[row]!).replace(/^0+/, "")}]`;
    }
    return `${indent}${services[rows.service[row]!]} ${names[rows.name[row]!]}`;
  });
}

describe("buildTraceView", () => {
  it("lays a trace out depth first, siblings in time order", () => {
    const view = buildTraceView(
      spansFromText(`
        shop: checkout | server 0..800
          shop: late | client 500..700
            pay: charge | server 510..690 error
          shop: early | client 10..400
      `),
      0,
    );
    expect(drawn(view)).toEqual(["shop checkout", "  shop early", "  shop late", "    pay charge"]);
    expect([...view.rows.subtreeEnd]).toEqual([4, 2, 4, 4]);
    expect([...view.rows.parentRow]).toEqual([-1, 0, 0, 2]);
    expect([...view.rows.start]).toEqual([0, 10e6, 500e6, 510e6]);
    expect([...view.rows.duration]).toEqual([800e6, 390e6, 200e6, 180e6]);
    expect([view.topRow, view.spanCount, view.errorCount, view.durationNano]).toEqual([0, 4, 1, 800e6]);
    expect([view.services, view.serviceSpans]).toEqual([
      ["shop", "pay"],
      [3, 1],
    ]);
  });

  it("groups the orphans of one missing parent under one row, in place, as wide as they are", () => {
    const view = buildTraceView(
      spansFromText(`
        a: root | server 0..90
        b: one | server 10..20 parent=beef
        c: other | server 12..14 parent=cafe
        b: two | server 30..50 parent=beef
          b: deep | internal 31..99
      `),
      0,
    );
    expect(drawn(view)).toEqual(["a root", "[beef]", "  b one", "  b two", "    b deep", "[cafe]", "  c other"]);
    expect([view.rows.start[1], view.rows.duration[1]]).toEqual([10e6, 40e6]);
    expect([view.rows.span[1], view.rows.service[1], view.rows.name[1]]).toEqual([-1, -1, -1]);
    expect([view.rootCount, view.orphanCount]).toEqual([1, 2 + 1]);
  });

  it("keeps orphans apart whose ids share a word", () => {
    const view = buildTraceView(
      spansFromText(`
        b: one | server 1..2 parent=100000001
        b: two | server 3..4 parent=200000001
        b: three | server 5..6 parent=100000002
      `),
      0,
    );
    expect(drawn(view).filter((line) => line.startsWith("["))).toEqual(["[100000001]", "[200000001]", "[100000002]"]);
  });

  it("draws orphans that come before the root above it", () => {
    const view = buildTraceView(
      spansFromText(`
        b: early | server 0..5 parent=beef
        a: root | server 3..9
      `),
      0,
    );
    expect(drawn(view)).toEqual(["[beef]", "  b early", "a root"]);
    expect(view.topRow).toBe(2);
  });

  it("puts a row above each further root, and none above the first", () => {
    const view = buildTraceView(
      spansFromText(`
        a: first | server 0..9
        a: second | server 1..2
        a: third | server 3..4
      `),
      0,
    );
    expect(drawn(view)).toEqual(["a first", "[no parent id]", "  a second", "[no parent id]", "  a third"]);
  });

  it("puts cut cycles and self parents at the top, without a missing row", () => {
    const view = buildTraceView(
      spansFromText(`
        a: first | internal 0..9 id=a parent=b
        a: second | internal 1..8 id=b parent=a
        a: own | internal 3..4 id=d parent=d
      `),
      0,
    );
    expect(drawn(view)).toEqual(["a first", "  a second", "a own"]);
    expect([...view.rows.repairs]).toEqual([Repair.cycleCut, 0, Repair.selfParent]);
  });

  it("takes only its own trace, with events, links, logs and protocols", () => {
    const set = spansFromText(`
      a: elsewhere | server 0..1 event=boot@0

      a: call | client 100..101 link=1/1 event=retry@100.5 | rpc.system=grpc
        b: bare | server 100.2..100.3
    `);
    const view = buildTraceView(set, 1);
    expect(drawn(view)).toEqual(["a call", "  b bare"]);
    expect([...view.rows.linkCount]).toEqual([1, 0]);
    expect([...view.rows.eventFirst]).toEqual([0, 1, 1]);
    expect([...view.eventTime]).toEqual([0.5e6]);
    expect(view.names[view.eventName[0]!]).toBe("retry");
    expect(Array.from(view.rows.protocol, (number) => PROTOCOLS[number])).toEqual(["grpc", ""]);
    expect(view.traceId).toBe(`${"0".repeat(31)}2`);
  });

  it("counts the logs of each span", () => {
    const builder = new DataSetBuilder();
    const span = builder.beginSpan();
    builder.spans.columns.trace[span] = builder.traceIds.add(0, 0, 0, 7);
    builder.spans.columns.spanIdLow[span] = 3;
    for (const spanIdLow of [3, 3, 4]) {
      const log = builder.beginLog();
      builder.logs.columns.trace[log] = builder.traceIds.add(0, 0, 0, 7);
      builder.logs.columns.spanIdLow[log] = spanIdLow;
    }
    expect([...buildTraceView(builder.finish(), 0).rows.logCount]).toEqual([2]);
  });

  it("keeps unknown times unknown", () => {
    const view = buildTraceView(spansFromText("a: never | internal ?..?"), 0);
    expect([view.startNano, view.rows.start[0], view.rows.duration[0]].every(Number.isNaN)).toBe(true);
    const open = buildTraceView(spansFromText("b: lost | server 5..? parent=beef"), 0);
    expect([...open.rows.start, ...open.rows.duration]).toEqual([0, 0, 0, Number.NaN]);
  });

  it("works on a chain 200,000 deep", () => {
    const depth = 200_000;
    const builder = new DataSetBuilder();
    for (let at = 0; at < depth; at++) {
      const row = builder.beginSpan();
      builder.spans.columns.trace[row] = builder.traceIds.add(0, 0, 0, 1);
      builder.spans.columns.spanIdLow[row] = at + 1;
      builder.spans.columns.parentSpanIdLow[row] = at;
      builder.spans.columns.start[row] = builder.timeOffset(1, at);
    }
    const { rows } = buildTraceView(builder.finish(), 0);
    expect(rows.length).toBe(depth);
    expect(rows.depth[depth - 1]).toBe(depth - 1);
    expect(rows.subtreeEnd.every((end) => end === depth)).toBe(true);
  });
});
