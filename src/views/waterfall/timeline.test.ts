import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildTraceView } from "../../analysis/build-trace-view.ts";
import { spansFromText } from "../../model/spans-from-text.ts";
import { type Bar, estimateLabelPx, layoutBar } from "./bar-layout.ts";
import { layoutIndent } from "./indent.ts";
import { layoutMarks } from "./mark-layout.ts";
import { layoutDensity } from "./minimap-layout.ts";
import { layoutRulerTicks, roundStep } from "./ruler-ticks.ts";
import {
  clampRange,
  isWhole,
  LEAST_RANGE_NANO,
  nanoAt,
  panRange,
  pxOf,
  rangeToShow,
  type TimeRange,
  wholeRange,
  zoomRange,
} from "./time-range.ts";

const MS = 1e6;
const whole: TimeRange = [0, 1000 * MS];

describe("time range", () => {
  it("zooms about a point that stays where it is", () => {
    const range = zoomRange([200 * MS, 600 * MS], 0.5, 300 * MS, whole);
    expect(range).toEqual([250 * MS, 450 * MS]);
    const before = pxOf({ range: [200 * MS, 600 * MS], widthPx: 800 }, 300 * MS);
    expect(pxOf({ range, widthPx: 800 }, 300 * MS)).toBeCloseTo(before);
  });

  it("stops at the whole, and at the least", () => {
    expect(zoomRange([200 * MS, 600 * MS], 10, 300 * MS, whole)).toEqual(whole);
    const [from, to] = zoomRange([100, 110], 0.01, 105, whole);
    expect(to - from).toBeCloseTo(LEAST_RANGE_NANO);
    expect(panRange([900 * MS, 1000 * MS], 50 * MS, whole)).toEqual([900 * MS, 1000 * MS]);
    expect(panRange([100 * MS, 200 * MS], -500 * MS, whole)).toEqual([0, 100 * MS]);
  });

  it("stays inside and keeps its order whatever is asked", () => {
    const time = fc.double({ min: -2000 * MS, max: 3000 * MS, noNaN: true });
    fc.assert(
      fc.property(time, time, (a, b) => {
        const [from, to] = clampRange([a, b], whole);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(whole[1] + 1e-6);
        expect(to - from).toBeGreaterThanOrEqual(LEAST_RANGE_NANO - 1e-6);
      }),
    );
  });

  it("gives even a trace without length something to draw on", () => {
    expect(wholeRange(0)).toEqual([0, LEAST_RANGE_NANO]);
    expect(wholeRange(Number.NaN)).toEqual([0, LEAST_RANGE_NANO]);
    expect(isWhole(wholeRange(5e6), [0, 5e6])).toBe(true);
  });

  it("moves to what must be seen, and not otherwise", () => {
    const range: TimeRange = [100 * MS, 200 * MS];
    expect(rangeToShow(range, 150 * MS, 400 * MS, whole)).toBe(range);
    expect(rangeToShow(range, 500 * MS, 520 * MS, whole)).toEqual([460 * MS, 560 * MS]);
    expect(rangeToShow(range, Number.NaN, Number.NaN, whole)).toBe(range);
  });

  it("goes from time to pixels and back", () => {
    const scale = { range: [100, 300] as const, widthPx: 400 };
    expect(nanoAt(scale, pxOf(scale, 250))).toBe(250);
  });
});

describe("ruler", () => {
  const labels = (fromNano: number, toNano: number, widthPx = 800) =>
    layoutRulerTicks({ range: [fromNano, toNano], widthPx }, 90).map(({ label }) => label);

  it("marks round times in a fitting unit", () => {
    expect(labels(0, 812 * MS)).toEqual([
      "0 ms",
      "100 ms",
      "200 ms",
      "300 ms",
      "400 ms",
      "500 ms",
      "600 ms",
      "700 ms",
      "800 ms",
    ]);
    expect(labels(0, 1.7e9, 400)).toEqual(["0.0 s", "0.5 s", "1.0 s", "1.5 s"]);
    expect(labels(0, 7_300, 400)).toEqual(["0 µs", "2 µs", "4 µs", "6 µs"]);
    expect(labels(0, 20, 200)).toEqual(["0 ns", "10 ns", "20 ns"]);
  });

  it("says minutes and hours in words", () => {
    expect(labels(0, 100e9, 400)).toEqual(["0 ms", "30 s", "1 min", "1 min 30 s"]);
    expect(labels(0, 5 * 3600e9, 400)).toEqual(["0 ms", "2 h", "4 h"]);
  });

  it("says differences when times would need many digits", () => {
    expect(labels(500_001_000, 500_002_000, 400)).toEqual(["500.0010 ms", "+0.5 µs", "+1.0 µs"]);
    expect(labels(75e9, 75e9 + 100 * MS, 400)).toEqual(["75.00 s", "+50 ms", "+100 ms"]);
  });

  it("has no marks where there is no room", () => {
    expect(layoutRulerTicks({ range: [0, 100], widthPx: 0 }, 90)).toEqual([]);
  });

  it("keeps marks apart, in order and with different labels", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e14, noNaN: true }),
        fc.double({ min: LEAST_RANGE_NANO, max: 1e14, noNaN: true }),
        fc.integer({ min: 50, max: 3000 }),
        (from, size, widthPx) => {
          const ticks = layoutRulerTicks({ range: [from, from + size], widthPx }, 90);
          for (let at = 1; at < ticks.length; at++) {
            expect(ticks[at]!.px - ticks[at - 1]!.px).toBeGreaterThanOrEqual(89);
            expect(ticks[at]!.label).not.toBe(ticks[at - 1]!.label);
          }
        },
      ),
    );
  });

  it("steps over minutes and days", () => {
    expect([3e9, 16e9, 61e9, 80_000e9, 100_000e9].map((nano) => roundStep(nano) / 1e9)).toEqual([
      5, 30, 120, 86_400, 172_800,
    ]);
  });
});

describe("bars", () => {
  const scale = { range: [0, 1000] as const, widthPx: 1000 };

  it("put their label inside, right or left", () => {
    const side = (from: number, to: number) => (layoutBar(scale, from, to, estimateLabelPx("42 ms")) as Bar).labelSide;
    expect([side(0, 200), side(0, 10), side(980, 1000)]).toEqual(["inside", "right", "left"]);
  });

  it("are seen however short", () => {
    expect(layoutBar(scale, 500, 500, 40)).toMatchObject({ leftPx: 500, widthPx: 2 });
    expect(layoutBar(scale, 1000, 1000, 40)).toMatchObject({ leftPx: 998, widthPx: 2 });
  });

  it("are cut at the borders, and say on which side they are beyond", () => {
    const close = { range: [400, 600] as const, widthPx: 1000 };
    expect(layoutBar(close, 0, 1000, 40)).toMatchObject({
      leftPx: 0,
      widthPx: 1000,
      cutLeft: true,
      cutRight: true,
    });
    expect([layoutBar(close, 0, 100, 0), layoutBar(close, 700, 800, 0), layoutBar(close, Number.NaN, 3, 0)]).toEqual([
      "before",
      "after",
      "unknown",
    ]);
  });
});

describe("marks", () => {
  it("fall together when they are near", () => {
    const times = Float64Array.of(10, 11, 12, 500, Number.NaN, 2000);
    expect(layoutMarks({ range: [0, 1000], widthPx: 1000 }, times, 0, 6, 5)).toEqual([
      { px: 10, count: 3, first: 0 },
      { px: 500, count: 1, first: 3 },
    ]);
  });
});

describe("minimap", () => {
  it("counts what runs at the same time, and errors where they end", () => {
    const { rows, durationNano } = buildTraceView(
      spansFromText(`
        a: root | server 0..100
          a: one | internal 10..30
          a: two | internal 20..40 error
          a: open | internal 90..?
      `),
      0,
    );
    const { running, errors, most } = layoutDensity(rows, durationNano, 10);
    expect([...running]).toEqual([1, 2, 3, 3, 2, 1, 1, 1, 1, 2]);
    expect([errors.indexOf(1), most]).toEqual([4, 3]);
  });
});

describe("indentation", () => {
  it("narrows for deep traces and stops for very deep ones", () => {
    expect(layoutIndent(5, 400)).toEqual({ stepPx: 12, deepestLevel: 15 });
    expect(layoutIndent(25, 400).stepPx).toBe(7);
    expect(layoutIndent(200_000, 400)).toEqual({ stepPx: 4, deepestLevel: 45 });
  });
});
