import { expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { summariseDataSet } from "./summarise-data-set.ts";

it("counts roots, orphans, the parents they miss, errors and services", () => {
  const totals = summariseDataSet(
    spansFromText(`
      shop: GET / | server 0..10 error
        shop: query | client 1..2
      cart: one | server 3..4 parent=aa
      cart: two | server 4..5 parent=aa
      cart: three | server 5..20 parent=bb

      cart: own | server 30..31 parent=9 id=9
    `),
  );
  expect(totals).toMatchObject({
    spans: 6,
    traces: 2,
    roots: 1,
    orphans: 3,
    missingParents: 2,
    errors: 1,
    services: [
      { name: "cart", spans: 4 },
      { name: "shop", spans: 2 },
    ],
  });
  expect(totals.endNano - totals.startNano).toBe(31e6);
});

it("knows no times where there are none", () => {
  expect(summariseDataSet(spansFromText("a: b | internal ?..?"))).toMatchObject({ startNano: Number.NaN, spans: 1 });
});
