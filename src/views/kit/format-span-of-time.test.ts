import { expect, it } from "vitest";
import { formatSpanOfTime } from "./format-span-of-time.ts";

it("is as short as it can be", () => {
  const epoch = BigInt(new Date(2026, 10, 22, 14, 0, 5).getTime()) * 1_000_000n;
  expect(formatSpanOfTime(epoch, 0, 12e6)).toBe("2026-11-22 14:00:05");
  expect(formatSpanOfTime(epoch, 0, 600e9)).toBe("2026-11-22 14:00:05–14:10:05");
  expect(formatSpanOfTime(epoch, 0, 86_400e9)).toBe("2026-11-22 14:00:05 – 2026-11-23 14:00:05");
  expect(formatSpanOfTime(epoch, 0, Number.NaN)).toBe("2026-11-22 14:00:05");
});
