import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listTraces } from "../../analysis/list-traces.ts";
import { spansFromText } from "../../model/spans-from-text.ts";
import { brushOf, rangeOfBrush } from "./scatter-brush.ts";
import { countDensity, findPoint, layoutScatterPoints } from "./scatter-points.ts";
import { computeScatterScale, durationAt, type ScatterScale, startAt, xOf, yOf } from "./scatter-scale.ts";
import { layoutDurationTicks, layoutTimeTicks } from "./scatter-ticks.ts";

const area = { leftPx: 56, rightPx: 956, topPx: 8, bottomPx: 108 };
const shop = spansFromText(`
  a: quick | server 0..1

  a: slow | server 1000..1100 error

  a: slower | server 10000..20000 parent=dead

  a: instant | server 5000..5000

  a: unknown | server ?..?
`);
const view = listTraces(shop, {});
const data = { startNano: view.start[0]!, endNano: view.start[0]! + 20e9 };
const scaleOf = (kind: "log" | "linear", query = {}) => computeScatterScale(view, query, data, area, kind);

describe("scatter scale", () => {
  it("shows all the data, or the range asked for", () => {
    expect(scaleOf("log")).toMatchObject({
      fromNano: data.startNano,
      toNano: data.endNano,
      leastNano: 1e6,
      mostNano: 10e9,
    });
    expect(scaleOf("linear", { startFromNano: 5, startToNano: 9 })).toMatchObject({
      fromNano: 5,
      toNano: 9,
      leastNano: 0,
    });
  });

  it("leads from time and duration to pixels and back", () => {
    for (const kind of ["log", "linear"] as const) {
      const scale = scaleOf(kind);
      fc.assert(
        fc.property(fc.double({ min: 1, max: 10_000, noNaN: true }), (ms) => {
          expect(durationAt(scale, yOf(scale, ms * 1e6)) / 1e6).toBeCloseTo(ms, 3);
          expect((startAt(scale, xOf(scale, data.startNano + ms * 1e6)) - data.startNano) / 1e6).toBeCloseTo(ms, 1);
        }),
      );
      expect(yOf(scale, 10e9)).toBe(area.topPx);
      expect(yOf(scale, 0)).toBe(area.bottomPx);
    }
  });

  it("stays finite for one trace, one instant, no trace", () => {
    for (const text of ["a: one | server 5..6", "a: point | server 5..5", "a: none | server ?..?", ""]) {
      const one = listTraces(spansFromText(text), {});
      const startNano = one.start[0] ?? Number.NaN;
      for (const kind of ["log", "linear"] as const) {
        const scale = computeScatterScale(one, {}, { startNano, endNano: startNano }, area, kind);
        expect(scale.toNano).toBeGreaterThan(scale.fromNano);
        expect(scale.mostNano).toBeGreaterThan(scale.leastNano);
        expect(layoutDurationTicks(scale).every(({ px }) => px >= area.topPx - 1 && px <= area.bottomPx + 1)).toBe(
          true,
        );
      }
    }
  });
});

describe("scatter ticks", () => {
  const ticksOf = (range: Partial<ScatterScale>) => layoutTimeTicks({ ...scaleOf("log"), ...range }, 0n);

  it("are round durations", () => {
    expect(layoutDurationTicks(scaleOf("log")).map(({ label }) => label)).toEqual(
      ["1 ms", "10 ms", "100 ms", "1 s", "10 s"].slice(0, 5),
    );
    expect(layoutDurationTicks({ ...scaleOf("linear"), mostNano: 812e6 }).map(({ label }) => label)).toEqual([
      "0 ms",
      "500 ms",
    ]);
    expect(
      layoutDurationTicks({ ...scaleOf("log"), leastNano: 30e6, mostNano: 300e6 }).map(({ label }) => label),
    ).toEqual(["50 ms", "100 ms", "200 ms"]);
  });

  it("are round clock times, as fine as needed", () => {
    const minute = ticksOf({ fromNano: 3, toNano: 60e9 });
    expect(minute.every(({ label }) => /^\d\d:\d\d:\d0$/.test(label))).toBe(true);
    expect(minute.length).toBeGreaterThan(4);
    expect(
      ticksOf({ fromNano: 0, toNano: 7200e9 }).every(({ label }) => /^\d\d:[0-5][05]$|^\d\d-\d\d$/.test(label)),
    ).toBe(true);
    expect(ticksOf({ fromNano: 0, toNano: 1e6 }).every(({ label }) => /\.\d{4}$/.test(label))).toBe(true);
    expect(ticksOf({ fromNano: 0, toNano: 30 * 86_400e9 }).every(({ label }) => /^\d\d-\d\d$/.test(label))).toBe(true);
  });

  it("say the year where the data is of years", () => {
    const years = ticksOf({ fromNano: 0, toNano: 4 * 365 * 86_400e9 }).map(({ label }) => label);
    expect(years.length).toBeGreaterThan(2);
    expect(years.every((label) => /^\d{4}-\d\d-\d\d$/.test(label))).toBe(true);
  });

  it("never come in crowds", () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e18, noNaN: true }), (nano) => {
        expect(layoutTimeTicks({ ...scaleOf("log"), fromNano: 0, toNano: nano * 10 }, 0n).length).toBeLessThan(12);
      }),
    );
  });
});

describe("scatter points", () => {
  it("draws what has a start and a duration, and finds the nearest", () => {
    const scale = scaleOf("log");
    const points = layoutScatterPoints(view, scale);
    expect(points.drawn).toBe(4);
    for (let row = 0; row < 4; row++) expect(findPoint(points, points.x[row]! + 3, points.y[row]! - 3)).toBe(row);
    expect(findPoint(points, 500, 20)).toBe(-1);
  });

  it("finds what looking at all of them finds", () => {
    const scale = scaleOf("linear");
    const place = fc.record({ at: fc.nat(20_000), long: fc.nat(10_000) });
    const pointer = fc.record({ x: fc.integer({ min: 0, max: 1000 }), y: fc.integer({ min: 0, max: 120 }) });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1 }), pointer, (places, { x, y }) => {
        const many = {
          ...view,
          length: places.length,
          start: Float64Array.from(places, ({ at }) => data.startNano + at * 1e6),
          duration: Float64Array.from(places, ({ long }) => long * 1e6),
        };
        const points = layoutScatterPoints(many, scale);
        const distances = places.map((_, row) => Math.hypot(points.x[row]! - x, points.y[row]! - y));
        const least = Math.min(...distances);
        const found = findPoint(points, x, y);
        if (least < 9.99) expect(distances[found]).toBeCloseTo(least);
        else if (least > 10.01) expect(found).toBe(-1);
      }),
    );
  });

  it("counts every drawn trace once", () => {
    const scale = scaleOf("log");
    const density = countDensity(view, layoutScatterPoints(view, scale), scale, 4);
    const sum = (column: Uint32Array) => column.reduce((a, b) => a + b, 0);
    expect([sum(density.count), sum(density.errors), sum(density.incomplete), density.most]).toEqual([4, 1, 1, 1]);
  });
});

describe("brush", () => {
  const scale = scaleOf("linear");

  it("asks for a time range, a duration range, or both", () => {
    const wide = brushOf(scale, { x: 506, y: 50 }, { x: 56, y: 52 })!;
    expect(rangeOfBrush(scale, wide)).toEqual({ startFromNano: data.startNano, startToNano: data.startNano + 10e9 });
    const high = brushOf(scale, { x: 200, y: 8 }, { x: 201, y: 58 })!;
    expect(rangeOfBrush(scale, high)).toEqual({ minDurationNano: 5e9 });
    const both = brushOf(scale, { x: 506, y: 33 }, { x: 2000, y: 83 })!;
    expect(rangeOfBrush(scale, both)).toMatchObject({
      minDurationNano: 2.5e9,
      maxDurationNano: 7.5e9,
      startFromNano: data.startNano + 10e9,
    });
    expect(brushOf(scale, { x: 5, y: 5 }, { x: 8, y: 7 })).toBeUndefined();
  });

  it("asks for every trace inside it", () => {
    const points = layoutScatterPoints(view, scale);
    const row = 1;
    const around = brushOf(
      scale,
      { x: points.x[row]! - 4, y: points.y[row]! - 4 },
      { x: points.x[row]! + 4, y: points.y[row]! + 4 },
    )!;
    expect([...listTraces(shop, rangeOfBrush(scale, around)).trace]).toContain(view.trace[row]);
  });
});
