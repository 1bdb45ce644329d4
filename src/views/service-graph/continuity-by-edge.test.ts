import { expect, it } from "vitest";
import { continuityByEdge } from "./continuity-by-edge.ts";
import { edgeKey } from "./graph-selection.ts";

it("adds up environments and protocols of one pair, and leaves out hops inside a service", () => {
  const edge = { from: "cart", to: "pay", protocol: "grpc", environment: "" };
  const sums = continuityByEdge([
    { ...edge, hops: 4, intact: 1 },
    { ...edge, environment: "staging", hops: 2, intact: 2 },
    { ...edge, from: "pay", protocol: "in-process", hops: 9, intact: 0 },
  ]);
  expect([...sums]).toEqual([[edgeKey("service:cart", "service:pay"), { hops: 6, intact: 3 }]]);
});
