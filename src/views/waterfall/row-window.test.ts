import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeRowWindow, contentHeight, MAX_CONTENT_CSS_PX, scrollTopToShow } from "./row-window.ts";

const space = { rowCount: 1000, rowHeightPx: 24, viewportPx: 480 };

describe("row window", () => {
  it("holds what is seen and a little more", () => {
    expect(computeRowWindow(space, 0, 4)).toEqual({ first: 0, last: 24, shiftPx: 0 });
    expect(computeRowWindow(space, 2412, 4)).toEqual({ first: 96, last: 125, shiftPx: 0 });
    expect(computeRowWindow({ ...space, rowCount: 3 }, 0, 4)).toEqual({ first: 0, last: 3, shiftPx: 0 });
    expect(computeRowWindow({ ...space, rowCount: 0 }, 0, 4)).toEqual({ first: 0, last: 0, shiftPx: 0 });
  });

  it("reaches the last of two million rows", () => {
    const many = { ...space, rowCount: 2_000_000 };
    expect(contentHeight(many)).toBe(MAX_CONTENT_CSS_PX);
    const scrollTopPx = MAX_CONTENT_CSS_PX - many.viewportPx;
    const { last, shiftPx } = computeRowWindow(many, scrollTopPx, 0);
    expect(last).toBe(many.rowCount);
    expect(last * many.rowHeightPx - shiftPx).toBeCloseTo(MAX_CONTENT_CSS_PX);
  });

  it("scrolls to a row only as far as needed", () => {
    expect(scrollTopToShow(space, 0, 5, "nearest")).toBe(0);
    expect(scrollTopToShow(space, 0, 20, "nearest")).toBe(24);
    expect(scrollTopToShow(space, 2400, 50, "nearest")).toBe(1200);
    expect(scrollTopToShow(space, 0, 500, "center")).toBe(500 * 24 - 228);
    expect(scrollTopToShow(space, 0, 999, "center")).toBe(24_000 - 480);
  });

  it("always shows the row it was sent to", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000_000 }),
        fc.nat(),
        fc.constantFrom("nearest", "center"),
        (rowCount, at, align) => {
          const any = { ...space, rowCount };
          const position = at % rowCount;
          const { first, last } = computeRowWindow(any, scrollTopToShow(any, 0, position, align as "nearest"), 0);
          expect(first <= position && position < last).toBe(true);
        },
      ),
    );
  });
});
