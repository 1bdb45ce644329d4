import { expect, it } from "vitest";
import { fromLocalField, toLocalField } from "../../views/backends/search-fields.ts";
import { validateBackendSearch, validateRootSearch } from "../url/view-search.ts";
import { toQuery } from "./search-query.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 12);
const nano = (ms: number) => BigInt(ms) * 1_000_000n;

it("counts back from now, and takes a little of what is to come, since clocks differ", () => {
  expect(toQuery({}, NOW_MS)).toEqual({
    service: undefined,
    operation: undefined,
    attributes: {},
    durationMinNano: undefined,
    durationMaxNano: undefined,
    startUnixNano: nano(NOW_MS - 3_600_000),
    endUnixNano: nano(NOW_MS + 60_000),
    limit: 20,
    traceql: undefined,
  });
  expect(toQuery({ last: "7d" }, NOW_MS).startUnixNano).toBe(nano(NOW_MS - 7 * 86_400_000));
});

it("takes a time between, durations, attributes and TraceQL as they were typed", () => {
  const between = { since: "2026-11-22T10:00:00Z", until: "2026-11-22T11:00:00Z" };
  expect(
    toQuery({ ...between, min: "100", max: "1.5 s", attributes: "a=1 b=2", limit: 50, traceql: " {} " }, NOW_MS),
  ).toMatchObject({
    startUnixNano: nano(NOW_MS - 7_200_000),
    endUnixNano: nano(NOW_MS - 3_600_000),
    durationMinNano: 100e6,
    durationMaxNano: 1.5e9,
    attributes: { a: "1", b: "2" },
    limit: 50,
    traceql: "{}",
  });
});

it("falls back to the last hour where a link's times make no sense", () => {
  const backwards = { since: "2026-11-22T11:00:00Z", until: "2026-11-22T10:00:00Z" };
  expect(toQuery(backwards, NOW_MS).startUnixNano).toBe(nano(NOW_MS - 3_600_000));
  expect(validateBackendSearch({ last: "2y", limit: "100000", since: "now", service: "a" })).toEqual({ service: "a" });
});

it("shows instants in the reader's time and reads them back", () => {
  const instant = "2026-11-22T10:00:30Z";
  expect(fromLocalField(toLocalField(instant))).toBe(instant);
  expect(toLocalField("x")).toBe("");
  expect(fromLocalField("")).toBeUndefined();
});

it("understands a trace by backend and id as an address", () => {
  const id = "4bf92f3577b34da6a3ce929d0e0e4736";
  expect(validateRootSearch({ backend: "prod", trace: id })).toEqual({ src: [`backend:prod/${id}`] });
  expect(validateRootSearch({ backend: "prod", trace: id, src: "a.json" })).toEqual({ src: ["a.json"] });
  expect(validateRootSearch({ backend: "../prod", trace: id })).toEqual({});
  expect(validateRootSearch({ backend: "prod", trace: "nothing" })).toEqual({});
});
