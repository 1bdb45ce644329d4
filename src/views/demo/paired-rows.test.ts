import { describe, expect, it } from "vitest";
import type { DemoSide, DemoSpan } from "./demo-types.ts";
import { countSide, firstBlamedVisit, pairRows, timesOf } from "./paired-rows.ts";

const span = (key: string, name: string, change: Partial<DemoSpan> = {}): DemoSpan => ({
  key,
  service: name.split(" ")[0] ?? "",
  name,
  kind: 0,
  startMs: 0,
  endMs: 10,
  exported: true,
  failed: false,
  parent: undefined,
  links: [],
  trueParent: undefined,
  visits: [0],
  blamed: false,
  ...change,
});
const under = (parent: string) => ({ parent, trueParent: parent });
const side = (...spans: DemoSpan[]): DemoSide => ({ spans, logs: [] });
/** "depth name" of both sides, "-" for nothing. */
const drawn = (rows: ReturnType<typeof pairRows>) =>
  rows.map(({ left, right }) =>
    [left, right].map((cell) => (cell ? `${cell.depth} ${cell.span.name}` : "-")).join(" | "),
  );

const intact = side(
  span("a-1", "door"),
  span("a-2", "call", under("a-1")),
  span("a-3", "pay", under("a-2")),
  span("a-4", "book", under("a-3")),
);

describe("pairing", () => {
  it("puts a lost root on the line of its twin, with a depth of its own", () => {
    const broken = side(
      span("b-1", "door"),
      span("b-2", "call", under("b-1")),
      span("c-3", "pay", { trueParent: "b-2", blamed: true }),
      span("c-4", "book", under("c-3")),
    );
    const rows = pairRows(intact, broken, 0);
    expect(drawn(rows)).toEqual(["0 door | 0 door", "1 call | 1 call", "2 pay | 0 pay", "3 book | 1 book"]);
    expect(rows.map(({ right }) => right?.top)).toEqual([true, false, true, false]);
    expect(countSide(broken, 0)).toEqual({ spans: 4, traces: 2, blamed: 1 });
  });

  it("keeps the place of a span that was never exported, and makes its child a top", () => {
    const broken = side(
      span("b-1", "door"),
      span("b-2", "call", { ...under("b-1"), exported: false, parent: undefined, endMs: undefined }),
      span("b-3", "pay", { ...under("b-2"), endMs: 40 }),
      span("b-4", "book", under("b-3")),
    );
    const rows = pairRows(intact, broken, 0);
    expect(drawn(rows)).toEqual(["0 door | 0 door", "1 call | 1 call", "2 pay | 0 pay", "3 book | 1 book"]);
    expect(rows[1]?.right?.untilMs).toBe(40);
    expect(timesOf(rows)).toEqual([0, 40]);
  });

  it("leaves room for work that only one side did", () => {
    const broken = side(
      span("b-1", "door"),
      span("b-2", "door twice", under("b-1")),
      span("b-3", "call", under("b-2")),
      span("b-4", "pay", under("b-3")),
    );
    expect(drawn(pairRows(intact, broken, 0))).toEqual([
      "0 door | 0 door",
      "- | 1 door twice",
      "1 call | 2 call",
      "2 pay | 3 pay",
      "3 book | -",
    ]);
  });

  it("knows a twin of another name by its service and kind", () => {
    const renamed = side(span("b-1", "door of hand"));
    expect(drawn(pairRows(side(span("a-1", "door")), renamed, 0))).toEqual(["0 door | 0 door of hand"]);
  });

  it("hangs a deliberate restart where its link points", () => {
    const broken = side(span("b-1", "door"), span("c-2", "call", { links: ["b-1"] }));
    expect(drawn(pairRows(side(span("a-1", "door"), span("a-2", "call", under("a-1"))), broken, 0))).toEqual([
      "0 door | 0 door",
      "1 call | 0 call",
    ]);
  });

  it("survives parents in a loop, and an empty visit", () => {
    const loop = side(span("a-1", "x", { parent: "a-2" }), span("a-2", "y", { parent: "a-1" }));
    expect(pairRows(loop, side(), 0)).toHaveLength(2);
    expect(pairRows(loop, side(), 1)).toEqual([]);
    expect(timesOf([])).toEqual([0, 1]);
  });
});

it("shows the first visit that the fault hit", () => {
  expect(firstBlamedVisit(intact)).toBe(0);
  expect(firstBlamedVisit(side(span("a", "x"), span("b", "y", { visits: [3, 2], blamed: true })))).toBe(2);
});
