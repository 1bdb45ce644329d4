import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { findContext } from "./find-context.ts";

const dataSet = spansFromText(`
  storefront: GET /cart | server 0..100 id=a1 trace=00000000000000aa00000000000000bb
    cart: GetCart       | server 10..90 id=b2 trace=00000000000000aa00000000000000bb

  ledger: POST /entries | server 5..50 id=c3 parent=ee trace=cc
`);
const id = (text: string) => text.padStart(16, "0");
const trace = "00000000000000aa00000000000000bb";

describe("findContext", () => {
  it("finds the span, and how many continue it", () => {
    expect(findContext(dataSet, trace, id("a1"))).toEqual({
      how: "same",
      traceId: trace,
      spansOfTrace: 2,
      spanId: id("a1"),
      name: "GET /cart",
      service: "storefront",
      children: 1,
    });
  });

  it("says that the trace is here and the span is not", () => {
    expect(findContext(dataSet, id("0") + id("cc"), id("ee"))).toMatchObject({ how: "same", spanId: "", children: 1 });
  });

  it("finds a trace whose id was cut", () => {
    expect(findContext(dataSet, id("0") + id("bb"), id("b2"))).toMatchObject({ how: "cut", traceId: trace });
    expect(findContext(dataSet, id("77") + id("bb"), id("99"))).toBeUndefined();
  });

  it("finds a span under another trace, and nothing where nothing is", () => {
    expect(findContext(dataSet, id("1") + id("2"), id("c3"))).toMatchObject({ how: "elsewhere", service: "ledger" });
    expect(findContext(dataSet, id("1") + id("2"), id("4"))).toBeUndefined();
    expect(findContext(dataSet, "no id", "")).toBeUndefined();
    expect(findContext(dataSet, trace, "")).toMatchObject({ how: "same", spanId: "", children: 0 });
  });
});
