import { expect, test } from "vitest";
import { findWireBridges } from "./index.ts";
import { CALL, type CallColumns } from "./input.ts";
import { positionClasses, rankOf } from "./positions.ts";
import { createRandom } from "./random.ts";

test("calls of one name under one parent are counted by start", () => {
  const classes = positionClasses([7, 7, 7, 8, -1], [1, 1, 2, 1, 1], [30, 10, 20, 5, 1]);
  expect([...classes].map(rankOf)).toEqual([2, 1, 1, 1, 0]);
  // The only call is not the first of two.
  expect(classes[3]).not.toBe(classes[1]);
  expect(classes[3]).toBe(classes[2]);
});

/** Each request calls two services, one after the other, by spans of one name; many requests at once. */
test("nameless calls find their callee by their place", () => {
  const random = createRandom(3);
  const parent: number[] = [];
  const calls: { start: number; duration: number }[] = [];
  const served: { start: number; duration: number; service: number }[] = [];
  for (let i = 0; i < 150; i++) {
    let at = 4 * i * random() + 4 * i;
    for (const service of [1, 2]) {
      const before = 0.4 + 0.8 * random();
      const inside = 5 + 10 * random();
      served.push({ start: at + before, duration: inside, service });
      const duration = before + inside + 0.4 + 0.8 * random();
      calls.push({ start: at, duration });
      parent.push(i);
      at += duration + 0.2 + random();
    }
  }
  const columns = (rows: readonly { start: number; duration: number; service?: number }[]): CallColumns => {
    const fill = (value: number) => new Int32Array(rows.length).fill(value);
    const service = Int32Array.from(rows, (row) => row.service ?? 0);
    return {
      count: rows.length,
      span: Int32Array.from(rows.keys()),
      startNano: Float64Array.from(rows, (row) => row.start * 1e6),
      durationNano: Float64Array.from(rows, (row) => row.duration * 1e6),
      service,
      host: service,
      name: fill(0),
      role: fill(-1),
      operation: fill(-1),
      method: fill(-1),
      peerService: fill(-1),
      island: Int32Array.from(rows.keys(), (row) => row + (rows[row]!.service ?? 0) * 1000 + 1000),
      linked: fill(-1),
      style: new Uint8Array(rows.length).fill(CALL),
      tokens: [],
    };
  };
  const callers = columns(calls);
  const starts = callers.startNano;
  const input = { callers, callees: columns(served), resolutionNano: 1000 };
  const rightOf = (position: Uint8Array | undefined) => {
    const found = findWireBridges({ ...input, callers: { ...callers, position } });
    return found.filter(({ callee, caller }) => callee === caller).length;
  };
  const placed = rightOf(positionClasses(parent, callers.name, starts));
  expect(placed).toBeGreaterThan(rightOf(undefined));
  expect(placed).toBeGreaterThan(0.8 * served.length);
});
