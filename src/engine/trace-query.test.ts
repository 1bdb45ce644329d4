import { expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { listQueriedTraces, queriedTraces } from "./trace-query.ts";

const shop = spansFromText(`
  storefront: GET /cart | server 0..100 error

  storefront: GET /cart | server 5..10

  payment: POST /charge | server 20..90 error
`);

it("asks for what holds in the filters, in the text, and in the TraceQL", () => {
  const rows = (query: Parameters<typeof queriedTraces>[1]) => [...listQueriedTraces(shop, query).trace];
  expect(rows({ traceql: "{ status = error }" })).toEqual([0, 2]);
  expect(rows({ traceql: "{ status = error }", services: ["storefront"] })).toEqual([0]);
  expect(rows({ traceql: "get", text: "storefront", minDurationNano: 50e6 })).toEqual([0]);
  expect(rows({ traceql: " " })).toEqual([0, 1, 2]);
  expect([...queriedTraces(shop, { traceql: "charge" })]).toEqual([0, 0, 1]);
});

it("says what cannot be read", () => {
  expect(() => queriedTraces(shop, { traceql: "{ status = }" })).toThrow("A status is one of ok, error and unset");
});
