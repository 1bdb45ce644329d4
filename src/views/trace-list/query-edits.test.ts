import { describe, expect, it } from "vitest";
import { clearFilters, editQuery, hasFilters, toggleSort } from "./query-edits.ts";

describe("changes to the question", () => {
  it("leave out what says nothing", () => {
    const query = editQuery({ services: ["a"], text: "x" }, { services: [], errorsOnly: false, minDurationNano: 0 });
    expect(query).toEqual({ text: "x", minDurationNano: 0 });
    expect(editQuery(query, { text: "", minDurationNano: undefined })).toEqual({});
  });

  it("clear all conditions and keep the order", () => {
    const query = { sortBy: "spans", descending: true, edge: { from: "a", to: "b" }, traceql: "{}" } as const;
    expect(hasFilters(query)).toBe(true);
    expect(clearFilters(query)).toEqual({ sortBy: "spans", descending: true });
    expect(hasFilters(clearFilters(query))).toBe(false);
    expect(hasFilters({ text: "", errorsOnly: false, services: [] })).toBe(false);
  });

  it("sort from the largest first, but names and starts from the first", () => {
    expect(toggleSort({}, "duration")).toEqual({ sortBy: "duration", descending: true });
    expect(toggleSort({ sortBy: "duration", descending: true }, "duration")).toEqual({ sortBy: "duration" });
    expect(toggleSort({ sortBy: "duration", descending: true }, "name")).toEqual({ sortBy: "name" });
    expect(toggleSort({}, "start")).toEqual({ sortBy: "start", descending: true });
  });
});
