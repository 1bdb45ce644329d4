import { expect, test } from "vitest";
import { keepsTrace, readOtelTracestate } from "./tracestate-ot.ts";

test.each([
  ["th:0", 1],
  ["th:8", 0.5],
  ["th:c", 0.25],
  ["rv:9b8233f7e3a151;th:fd70a", 0.01],
])("%s is sampled at %d", (value, probability) => {
  expect(readOtelTracestate(value).probability).toBeCloseTo(probability, 5);
});

test("the threshold decides with the explicit randomness, else with the trace id", () => {
  expect(keepsTrace(readOtelTracestate("th:8"), "00000000000000000080000000000000")).toBe(true);
  expect(keepsTrace(readOtelTracestate("th:8"), "0000000000000000007fffffffffffff")).toBe(false);
  expect(keepsTrace(readOtelTracestate("th:8;rv:90000000000000"), "0".repeat(32))).toBe(true);
  expect(keepsTrace(readOtelTracestate("k1:v1"), "0".repeat(32))).toBeUndefined();
});

test("entries that break the grammar are left out", () => {
  expect(readOtelTracestate("th:XYZ;rv:12")).toEqual({ abandonedScheme: false });
  expect(readOtelTracestate("p:8;r:62")).toEqual({ abandonedScheme: true });
});
