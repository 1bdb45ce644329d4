import { expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { buildTraceView } from "./build-trace-view.ts";
import { computeSelfTime } from "./self-time.ts";

it("takes off the time of children once, cut to the parent", () => {
  const { rows } = buildTraceView(
    spansFromText(`
      a: parent | server 10..28
        a: one | internal 12..16
          a: below one | internal 12..13
        a: two | internal 14..18
        a: before and after | internal 27..40
        a: never ended | internal 20..?
    `),
    0,
  );
  expect(computeSelfTime(rows, 0)).toBe(11e6);
  expect(computeSelfTime(rows, 1)).toBe(3e6);
  expect(computeSelfTime(rows, rows.length - 2)).toBeNaN();
  expect(computeSelfTime(rows, rows.length - 1)).toBe(13e6);
});
