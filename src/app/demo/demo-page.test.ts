/** The page's own tables against the demo's: nothing of the shop is left undrawn or unsaid. */
import { describe, expect, it } from "vitest";
import { FAULTS } from "../../demo/faults/table.ts";
import { EDGES, SERVICES } from "../../demo/topology.ts";
import { groupFaults, strikes } from "../../views/demo/fault-groups.ts";
import { drawEdge, placeOf, SHOP_SIZE } from "../../views/demo/shop-layout.ts";
import { demo } from "../../views/messages/en/demo.ts";
import { validateDemoSearch } from "../url/view-search.ts";

describe("the drawing", () => {
  it.each(SERVICES.map(({ name }) => name))("has a place for %s", (name) => {
    const place = placeOf(name);
    expect(place?.x).toBeLessThan(SHOP_SIZE.widthPx);
    expect(place?.y).toBeLessThan(SHOP_SIZE.heightPx);
  });

  it.each(EDGES.map((edge) => [`${edge.from} ${edge.to}`, edge] as const))("draws %s", (_name, edge) => {
    expect(drawEdge(edge)?.path).toMatch(/^M[\d. ]+Q[-\d. ]+$/);
    expect(demo.protocols[edge.protocol]).toBeDefined();
  });

  it("marks each place once: no two middles lie on one another", () => {
    const inside = SERVICES.map(({ name }) => ({ from: name, to: name, protocol: "in-process" as const }));
    const hit = [...EDGES, ...inside].filter((edge) =>
      FAULTS.some((fault) => strikes(fault, `${edge.from} ${edge.to} ${edge.protocol}`)),
    );
    const middles = hit.map((edge) => drawEdge(edge)?.middle ?? { x: 0, y: 0 });
    for (const [at, { x, y }] of middles.entries()) {
      for (const other of middles.slice(at + 1)) expect(Math.hypot(other.x - x, other.y - y)).toBeGreaterThan(24);
    }
  });
});

describe("the faults", () => {
  it("stand in one group each, and each strikes an edge of the drawing", () => {
    const grouped = groupFaults(FAULTS).flatMap(({ faults }) => faults.map(({ id }) => id));
    expect(grouped.toSorted()).toEqual(FAULTS.map(({ id }) => id).toSorted());
    for (const { edges } of FAULTS) for (const edge of edges) expect(drawEdge(edge)).toBeDefined();
  });

  it.each(FAULTS.map((fault) => [fault.id, fault] as const))("%s has words for what it shows", (_id, fault) => {
    expect(demo.signs[fault.signature]).toBeDefined();
    if (fault.kind === "fault") expect(demo.marked[fault.signature]).toBeDefined();
    expect(demo.findingOf(fault.cause)).toContain(fault.cause ?? "nothing");
  });
});

it("keeps sensible settings in the link and drops the rest", () => {
  expect(
    validateDemoSearch({ seed: "7", requests: "60", atOnce: "61", visit: "0", code: "ts", variant: "b3" }),
  ).toEqual({
    seed: 7,
    requests: 60,
    code: "ts",
    variant: "b3",
  });
  expect(validateDemoSearch({ seed: "1.5", requests: "many", code: "java" })).toEqual({});
});
