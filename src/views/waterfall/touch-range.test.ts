import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWhole, pxOf, type TimeRange } from "./time-range.ts";
import { TouchRange } from "./touch-range.ts";

const whole: TimeRange = [0, 1_000_000];
const scale = { range: [400_000, 600_000] as TimeRange, widthPx: 500 };

describe("fingers on a timeline", () => {
  it("one moves what is shown, and no further than the whole", () => {
    const touch = new TouchRange();
    touch.down(1, 100, scale);
    expect(touch.move(1, 150, 500, whole)).toEqual([380_000, 580_000]);
    expect(touch.move(1, 50_000, 500, whole)).toEqual([0, 200_000]);
    expect(touch.move(2, 150, 500, whole)).toBeUndefined();
  });

  it("what two fingers hold stays under them", () => {
    const px = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(px, px, px, px, (a, b, toA, toB) => {
        fc.pre(b - a >= 12 && toB - toA >= 12);
        const touch = new TouchRange();
        touch.down(7, a, scale);
        touch.down(9, b, scale);
        touch.move(7, toA, 500, whole);
        const range = touch.move(9, toB, 500, whole)!;
        const isAtEnd = range[0] <= whole[0] || range[1] >= whole[1] || isWhole(range, whole);
        fc.pre(!isAtEnd);
        const nano = (at: number) => 400_000 + at * 400;
        expect(pxOf({ range, widthPx: 500 }, nano(a))).toBeCloseTo(toA, 3);
        expect(pxOf({ range, widthPx: 500 }, nano(b))).toBeCloseTo(toB, 3);
      }),
    );
  });

  it("a lifted finger changes nothing for the other", () => {
    const touch = new TouchRange();
    touch.down(1, 100, scale);
    touch.down(2, 200, scale);
    touch.move(2, 300, 500, whole);
    const shown = touch.up(2, scale);
    expect(touch.move(1, 100, 500, whole)).toEqual(shown);
    expect(touch.count).toBe(1);
  });

  it("fingers that cross do not turn time around", () => {
    const touch = new TouchRange();
    touch.down(1, 100, scale);
    touch.down(2, 200, scale);
    const [from, to] = touch.move(2, 50, 500, whole)!;
    expect(to).toBeGreaterThan(from);
  });
});
