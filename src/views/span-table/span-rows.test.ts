import { describe, expect, it } from "vitest";
import { buildTraceView } from "../../analysis/build-trace-view.ts";
import { spansFromText } from "../../model/spans-from-text.ts";
import { computeSpanTimes, type SpanColumn, sortSpanRows } from "./span-rows.ts";

const view = buildTraceView(
  spansFromText(`
    b: root | server 0..100
      A: get | client 10..40
      b: Get | client 50..90 error
      c: open | internal 60..?
    c: orphan | server 20..25 parent=beef
  `),
  0,
);
const times = computeSpanTimes(view);
const nameOf = (row: number) => view.names[view.rows.name[row]!]!;
const sorted = (column: SpanColumn, descending = false) =>
  [...sortSpanRows(view, times, { column, descending })].map(nameOf).join(" ");

describe("the order of the span table", () => {
  it("is by any column, without the parents that are missing", () => {
    expect(sorted("start")).toBe("root get orphan Get open");
    expect(sorted("start", true)).toBe("open Get orphan get root");
    expect(sorted("service")).toBe("get root Get open orphan");
    expect(sorted("status", true)).toBe("Get root get open orphan");
    expect(sorted("self")).toBe("orphan root get Get open");
    expect(sorted("critical", true)).toBe("Get root get open orphan");
  });

  it("does not tell capital letters apart, and keeps the waterfall's order among equals", () => {
    expect(sorted("name")).toBe("get Get open orphan root");
    expect(sorted("name", true)).toBe("root orphan open get Get");
  });

  it("puts what is unknown last in both directions", () => {
    expect(sorted("duration")).toBe("orphan get Get root open");
    expect(sorted("duration", true)).toBe("root Get get orphan open");
  });

  it("knows self time and the part on the critical path", () => {
    const row = (name: string) => [...view.rows.name].findIndex((index) => view.names[index] === name);
    expect([times.self[row("root")], times.critical[row("root")], times.critical[row("Get")]]).toEqual([
      30e6, 30e6, 40e6,
    ]);
    expect([times.self[row("open")], times.critical[row("orphan")]]).toEqual([Number.NaN, 0]);
  });
});
