import { expect, it } from "vitest";
import { chooseLanding } from "./landing.ts";

const facts = { pathname: "/", traceHere: false, onlyTraceId: undefined, placeWasAskedFor: false };

it("a file of one trace opens that trace, a set opens its list", () => {
  expect(chooseLanding({ ...facts, onlyTraceId: "0a" })).toEqual({ to: "trace", traceId: "0a" });
  expect(chooseLanding(facts)).toEqual({ to: "traces" });
  expect(chooseLanding({ ...facts, pathname: "/trace/ff", onlyTraceId: "0a" })).toEqual({ to: "trace", traceId: "0a" });
  expect(chooseLanding({ ...facts, pathname: "/services" })).toEqual({ to: "traces" });
});

it("a place that a link asked for is kept, and so is a trace that the new data holds", () => {
  expect(chooseLanding({ ...facts, pathname: "/services", placeWasAskedFor: true })).toEqual({ to: "stay" });
  expect(chooseLanding({ ...facts, pathname: "/trace/ff", placeWasAskedFor: true })).toEqual({ to: "stay" });
  expect(chooseLanding({ ...facts, pathname: "/trace/ff", traceHere: true })).toEqual({ to: "stay" });
  expect(chooseLanding({ ...facts, placeWasAskedFor: true })).toEqual({ to: "traces" });
});
