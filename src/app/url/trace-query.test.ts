import { expect, it } from "vitest";
import type { TraceQuery } from "../../analysis/trace-list.ts";
import { parseSearch, stringifySearch } from "./search-codec.ts";
import { queryOfSearch, searchOfQuery } from "./trace-query.ts";
import { validateTraceSearch, validateTracesSearch } from "./view-search.ts";

const epoch = 1_700_000_000_000_000_000n;

it("a question survives its link", () => {
  const query: TraceQuery = {
    services: ["store front", "a&b=c"],
    spanName: "GET /cart?x=1",
    minDurationNano: 10e6,
    maxDurationNano: 1_234_567,
    startFromNano: 0,
    startToNano: 12_345_678_901,
    errorsOnly: true,
    incompleteOnly: undefined,
    edge: { from: "storefront", to: "#checkout" },
    text: "50% + more",
    traceql: '{ span.http.route = "/a?b&c" && duration > 10ms }',
    sortBy: "duration",
    descending: true,
  };
  const link = stringifySearch({ ...searchOfQuery(query, epoch) });
  expect(queryOfSearch(validateTracesSearch(parseSearch(link)), epoch)).toEqual(query);
});

it("values that are none are left out", () => {
  expect(validateTracesSearch(parseSearch("?min=soon&sort=colour&errors=0&service=&since=now"))).toEqual({});
  expect(validateTraceSearch(parseSearch("?view=cake&span=XYZ&range=3ms..1ms&only"))).toEqual({});
  expect(validateTraceSearch(parseSearch("?view=graph&span=00F067AA0BA902B7&range=1ms..3ms&only=1"))).toEqual({
    view: "graph",
    span: "00f067aa0ba902b7",
    range: "1ms..3ms",
    only: true,
  });
});
