import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { buildRepairedView } from "./build-repaired-view.ts";
import { buildTraceView } from "./build-trace-view.ts";
import { JOIN_CONFIDENCES, type Join } from "./join.ts";
import { MissingRow, type TraceView } from "./trace-view.ts";

/** Rows as indented text: `~likely` is joined by a bridge, `@1` comes from the second trace. */
const drawn = ({ rows, names, services }: TraceView) =>
  Array.from({ length: rows.length }, (_, row) => {
    const name =
      rows.missing[row] === MissingRow.none
        ? `${services[rows.service[row]!]} ${names[rows.name[row]!]}`
        : `[${rows.missing[row] === MissingRow.extraRoot ? "no parent id" : "missing"}]`;
    const bridge = rows.bridge[row] === 0 ? "" : ` ~${JOIN_CONFIDENCES[rows.bridge[row]!]}`;
    return `${"  ".repeat(rows.depth[row]!)}${name}${bridge}${rows.originTrace[row] === 0 ? "" : ` @${rows.originTrace[row]}`}`;
  });

const dataSet = spansFromText(`
  shop: checkout | server 0..100
    shop: POST | client 10..90
    shop: POST /audit | client 91..99

  pay: charge | server 20..80 error
    pay: INSERT | client 30..70

  log: write | server 40..60

  other: idle | server 5..6
`);
/** Row of the span in the data set, whose traces are in the order of their starts. */
const spanNamed = (name: string) => {
  const { spans, strings } = dataSet;
  return Array.from({ length: spans.length }, (_, span) => span).find(
    (span) => strings.get(spans.name[span]!) === name,
  )!;
};
const traceOf = (name: string) => dataSet.spans.trace[spanNamed(name)]!;
const join = (child: string, parent: string, confidence: Join["confidence"] = "certain"): Join => ({
  child: spanNamed(child),
  parent: spanNamed(parent),
  confidence,
  family: "wire",
});
const joins = [join("charge", "POST", "likely"), join("write", "INSERT")];

describe("buildRepairedView", () => {
  it("joins islands of other traces under their callers, through several traces", () => {
    const view = buildRepairedView(dataSet, traceOf("checkout"), joins);
    expect(drawn(view)).toEqual([
      "shop checkout",
      "  shop POST",
      "    pay charge ~likely @1",
      "      pay INSERT @1",
      "        log write ~certain @2",
      "  shop POST /audit",
    ]);
    expect([view.spanCount, view.errorCount, view.rootCount, view.orphanCount, view.topRow]).toEqual([6, 1, 1, 0, 0]);
    expect([view.services, view.serviceSpans]).toEqual([
      ["shop", "pay", "log"],
      [3, 2, 1],
    ]);
    expect([view.durationNano, view.rows.start[2], view.rows.subtreeEnd[1]]).toEqual([100e6, 20e6, 5]);
    expect(view.bridges).toMatchObject([
      { row: 2, confidence: "likely", family: "wire" },
      { row: 4, confidence: "certain" },
    ]);
  });

  it("shows the whole request from where it began, whichever island is the open trace", () => {
    const view = buildRepairedView(dataSet, traceOf("write"), joins);
    expect(drawn(view)).toEqual([
      "shop checkout @1",
      "  shop POST @1",
      "    pay charge ~likely @2",
      "      pay INSERT @2",
      "        log write ~certain",
      "  shop POST /audit @1",
    ]);
    expect([view.trace, view.traceId]).toEqual([traceOf("write"), view.traceIds[0]]);
    expect(view.traces).toEqual([traceOf("write"), traceOf("checkout"), traceOf("charge")]);
  });

  it("is the trace as it was recorded where nothing joins it", () => {
    const trace = traceOf("idle");
    expect(buildRepairedView(dataSet, trace, joins)).toEqual(buildTraceView(dataSet, trace));
    const checkout = traceOf("checkout");
    expect(buildRepairedView(dataSet, checkout, [])).toEqual(buildTraceView(dataSet, checkout));
  });

  it("places orphans and further roots of one trace, and leaves those without a bridge where they were", () => {
    const broken = spansFromText(`
      a: root | server 0..90
        a: call | client 5..80
      b: orphan | server 10..20 parent=beef
      c: orphan | server 12..14 parent=cafe
      d: root | internal 30..40
    `);
    const view = buildRepairedView(broken, 0, [
      { child: 2, parent: 1, confidence: "certain", family: "missing-parent" },
      { child: 4, parent: 0, confidence: "likely", family: "in-process" },
    ]);
    expect(drawn(view)).toEqual([
      "a root",
      "  a call",
      "    b orphan ~certain",
      "  d root ~likely",
      "[missing]",
      "  c orphan",
    ]);
    expect([view.rootCount, view.orphanCount]).toEqual([1, 1]);
  });

  it("cuts joins that go round in a circle", () => {
    const circle = [join("charge", "POST"), join("checkout", "INSERT")];
    const view = buildRepairedView(dataSet, traceOf("checkout"), circle);
    expect(drawn(view)).toEqual([
      "shop checkout",
      "  shop POST",
      "    pay charge ~certain @1",
      "      pay INSERT @1",
      "  shop POST /audit",
    ]);
  });
});
