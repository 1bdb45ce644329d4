import { expect, test } from "vitest";
import { spansFromText } from "../../model/spans-from-text.ts";
import { findBridges } from "./from-spans.ts";
import { createRandom } from "./random.ts";

/** Requests of a service to `callee`, all links cut, no kinds told: names and times are all there is. */
function cutRequests(callName: string, calleeName: string) {
  const random = createRandom(5);
  const traces: string[] = [];
  for (let i = 0; i < 60; i++) {
    const at = 40 * i + 20 * random();
    const from = at + 1 + random();
    const begun = from + 0.3 + 0.3 * random();
    const ended = begun + 3 + 10 * random();
    const to = ended + 0.3 + 0.3 * random();
    traces.push(`shop: buy | ${at.toFixed(3)}..${(to + 1).toFixed(3)}
  shop: render | ${(at + 0.1).toFixed(3)}..${(from - 0.1).toFixed(3)}
  shop: ${callName} | ${from.toFixed(3)}..${to.toFixed(3)}`);
    traces.push(`cart: ${calleeName} | ${begun.toFixed(3)}..${ended.toFixed(3)}`);
  }
  return spansFromText(traces.join("\n\n"));
}

function wires(callName: string, calleeName: string) {
  const data = cutRequests(callName, calleeName);
  const name = (span: number) => data.strings.get(data.spans.name[span]!);
  return findBridges(data)
    .filter(({ family }) => family === "wire")
    .map(({ child, parent, confidence }) => ({ child: name(child), parent: name(parent), confidence }));
}

test("a leaf with the operation of another service's root is a call", () => {
  const found = wires("/cart.Cart/Read", "/cart.Cart/Read");
  expect(found.filter(({ confidence }) => confidence === "certain").length).toBeGreaterThan(50);
  expect(found.every(({ parent }) => parent === "/cart.Cart/Read")).toBe(true);
});

test("so is one whose name names nothing, where no other does", () => {
  const found = wires("HTTP POST", "HTTP POST");
  expect(found.filter(({ confidence }) => confidence === "certain").length).toBeGreaterThan(50);
});

test("a leaf with a name of its own may be anything: no bridge to it is trusted", () => {
  expect(wires("fetch cart", "read").filter(({ confidence }) => confidence !== "possible")).toEqual([]);
});
