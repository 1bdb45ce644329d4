import { expect, test } from "vitest";
import { normaliseOperation } from "./normalise-operation.ts";

test("one operation however the transport spells it", () => {
  const spelt = [
    "/geo.Geo/Nearby",
    "geo.Geo/Nearby",
    "grpc.geo.Geo/Nearby",
    "Sent.geo.Geo.Nearby",
    "Recv.geo.Geo.Nearby",
  ];
  expect(new Set(spelt.map(normaliseOperation))).toEqual(new Set(["geo/geo/nearby"]));
  expect(normaliseOperation("HTTP GET /users/{id}")).toBe(normaliseOperation("GET /users/{id}"));
});

test("names that say nothing of the callee are empty", () => {
  for (const name of ["HTTP POST", "GET", "http.request", "request", "HTTP", "GET /", "", "fetch", "HTTP GET"]) {
    expect(normaliseOperation(name)).toBe("");
  }
  expect(normaliseOperation("ComposeReview")).toBe("composereview");
});
