import { describe, expect, it } from "vitest";
import type { TraceListView } from "../../analysis/trace-list.ts";
import { ShownRows } from "./shown-rows.ts";

/** Requests of the traces 0+1, 2, 3+4+5, 6. */
const view = {
  length: 4,
  trace: Int32Array.of(0, 2, 3, 6),
  requests: {
    traces: 7,
    islands: Int32Array.of(2, 1, 3, 1),
    first: Uint32Array.of(0, 2, 2, 5, 5),
    members: { trace: Int32Array.of(0, 1, 3, 4, 5) },
  },
} as unknown as TraceListView;

const drawn = (open: readonly number[]) => {
  const rows = new ShownRows(view, new Set(open));
  return Array.from({ length: rows.length }, (_, place) => {
    const { view: of, row, isMember, headRow } = rows.at(place);
    return isMember ? `  ${of.trace[row]} under ${headRow}` : String(of.trace[row]);
  });
};

describe("ShownRows", () => {
  it("shows the traces of open requests under them", () => {
    expect(drawn([])).toEqual(["0", "2", "3", "6"]);
    expect(drawn([0])).toEqual(["0", "  0 under 0", "  1 under 0", "2", "3", "6"]);
    expect(drawn([3, 0])).toEqual([
      "0",
      "  0 under 0",
      "  1 under 0",
      "2",
      "3",
      "  3 under 2",
      "  4 under 2",
      "  5 under 2",
      "6",
    ]);
    expect(drawn([2, 6])).toEqual(["0", "2", "3", "6"]);
  });

  it("knows where each trace stands", () => {
    const rows = new ShownRows(view, new Set([3]));
    expect([0, 2, 3, 6].map((trace) => rows.placeOfTrace(trace, false))).toEqual([0, 1, 2, 6]);
    expect([0, 1, 3, 5].map((trace) => rows.placeOfTrace(trace, true))).toEqual([0, 0, 3, 5]);
    expect([rows.placeOfTrace(4, false), rows.placeOfTrace(9, false), rows.placeOfTrace(2, true)]).toEqual([4, -1, -1]);
    expect([0, 1, 2, 3].map((row) => rows.placeOfRow(row))).toEqual([0, 1, 2, 6]);
    expect([0, 1, 2, 3].map((row) => rows.isOpen(row))).toEqual([false, false, true, false]);
  });

  it("is the list itself where nothing is grouped", () => {
    const rows = new ShownRows({ ...view, requests: undefined } as unknown as TraceListView, new Set([0]));
    expect([rows.length, rows.memberCount(0), rows.at(3).row, rows.placeOfTrace(6, false)]).toEqual([4, 0, 3, 3]);
  });
});
