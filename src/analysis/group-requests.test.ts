import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { groupRequests } from "./group-requests.ts";
import type { Join } from "./join.ts";
import { listRequests } from "./list-requests.ts";

/** Two requests that fell apart at their calls to payment, and one that is whole. */
const dataSet = spansFromText(`
  shop: GET /a   | server 0..100 id=a1
    shop: POST   | client 10..90 id=a2

  payment: POST  | server 20..80 id=b1
    ledger: PUT  | server 30..60 id=b2 error

  shop: GET /c   | server 200..300 id=c1

  shop: GET /d   | server 400..500 id=d1
    shop: POST   | client 410..490 id=d2

  payment: POST  | server 395..480 id=e1
`);
const rowOf = (id: number) => dataSet.spans.spanIdLow.indexOf(id);
const join = (child: number, parent: number): Join => ({
  child: rowOf(child),
  parent: rowOf(parent),
  confidence: "likely",
  family: "wire",
});
const joins = [join(0xb1, 0xa2), join(0xe1, 0xd2)];
const list = (query: object, given = joins) => listRequests(dataSet, query, undefined, groupRequests(dataSet, given));
const namesOf = ({ length, topName, strings }: ReturnType<typeof list>) =>
  Array.from({ length }, (_, row) => strings[topName[row]!]);

describe("a list of requests", () => {
  it("puts the islands of a request under one row, named after where it begins", () => {
    const view = list({});
    expect(namesOf(view)).toEqual(["GET /a", "GET /c", "GET /d"]);
    expect(view.total).toBe(5);
    expect(view.requests).toMatchObject({
      traces: 5,
      islands: Int32Array.of(2, 1, 2),
      first: Uint32Array.of(0, 2, 2, 4),
    });
    // By the clocks payment of the last request began first; it begins at the shop all the same.
    expect(namesOf(view.requests!.members)).toEqual(["GET /a", "POST", "GET /d", "POST"]);
    expect([...view.trace]).toEqual([0, 2, 4]);
  });

  it("adds up what lies in its traces", () => {
    const view = list({});
    expect([...view.spanCount]).toEqual([4, 1, 3]);
    expect([...view.errorCount]).toEqual([1, 0, 0]);
    expect([...view.rootCount]).toEqual([1, 1, 1]);
    expect([...view.orphanCount]).toEqual([0, 0, 0]);
    expect([...view.duration].map((nano) => nano / 1e6)).toEqual([100, 100, 105]);
    expect(view.serviceFirst[1]).toBe(3);
  });

  it("lists a request where one of its traces is asked for", () => {
    expect(namesOf(list({ services: ["ledger"] }))).toEqual(["GET /a"]);
    expect(namesOf(list({ sortBy: "spans", descending: true }))).toEqual(["GET /a", "GET /d", "GET /c"]);
    expect(list({ services: ["nobody"] })).toMatchObject({ length: 0, requests: { traces: 0 } });
  });

  it("leaves traces as they are where nothing joins them, and survives joins in a circle", () => {
    expect(list({}, []).requests).toMatchObject({ traces: 5, islands: Int32Array.of(1, 1, 1, 1, 1) });
    const circle = [join(0xb1, 0xa2), join(0xa1, 0xb2)];
    expect(list({}, circle).requests!.islands[0]).toBe(2);
    expect(list({}, circle).rootCount[0]).toBe(0);
  });
});
