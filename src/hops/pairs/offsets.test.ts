import { expect, test } from "vitest";
import { buildCallTypes } from "./groups.ts";
import type { BridgeInput, CallColumns } from "./input.ts";
import { defaultOptions } from "./matcher.ts";
import { type Trial, uncontested } from "./offset-trials.ts";
import { estimateOffsets, offsetLookup } from "./offsets.ts";
import { createRandom } from "./random.ts";

interface Row {
  readonly host: number;
  readonly from: number;
  readonly to: number;
}

/** Nameless calls; every host has its own clock and service. Times in milliseconds. */
function columns(rows: readonly Row[], clocks: readonly number[]): CallColumns {
  const fill = (value: number) => new Int32Array(rows.length).fill(value);
  const host = Int32Array.from(rows, (row) => row.host);
  return {
    count: rows.length,
    span: Int32Array.from(rows.keys()),
    startNano: Float64Array.from(rows, (row) => Math.round((row.from + clocks[row.host]!) * 1e6)),
    durationNano: Float64Array.from(rows, (row) => Math.round((row.to - row.from) * 1e6)),
    service: host,
    host,
    name: fill(0),
    role: fill(-1),
    operation: fill(-1),
    method: fill(-1),
    peerService: fill(-1),
    island: Int32Array.from(rows.keys(), (row) => row + 10_000 * (rows[row]!.host + 1)),
    linked: fill(-1),
    style: new Uint8Array(rows.length),
    tokens: [],
  };
}

/** Requests of host 0 to host 1, which asks host 2 in turn. */
function chain(clocks: readonly number[], seed: number): BridgeInput {
  const random = createRandom(seed);
  const gap = () => 0.5 + 0.5 * random();
  const callers: Row[] = [];
  const callees: Row[] = [];
  for (let i = 0; i < 200; i++) {
    const outer = 4 * i + 3 * random();
    const served = outer + gap();
    const asked = served + 0.2 + 2 * random() ** 3;
    const innerFrom = asked + gap();
    const innerTo = innerFrom + 1 + 12 * random();
    const answered = innerTo + gap();
    const done = answered + 0.2 + 0.1 * random();
    callers.push({ host: 0, from: outer, to: done + gap() }, { host: 1, from: asked, to: answered });
    callees.push({ host: 1, from: served, to: done }, { host: 2, from: innerFrom, to: innerTo });
  }
  return { callers: columns(callers, clocks), callees: columns(callees, clocks), resolutionNano: 1000 };
}

function clocksOf(input: BridgeInput) {
  const search = estimateOffsets(input, buildCallTypes(input), defaultOptions);
  let step = search.next();
  while (!step.done) step = search.next();
  return offsetLookup(step.value);
}

test.each([[[0, 1.5, 1.5]], [[0, 40, -20]], [[0, 0, 0]]])(
  "clocks %j: what a callee calls in turn does not stand in for it",
  (clocks) => {
    for (const seed of [3, 4]) {
      const offsetOf = clocksOf(chain(clocks, seed));
      expect(Math.abs(offsetOf(0, 1) / 1e6 - clocks[1]!)).toBeLessThan(0.3);
      expect(Math.abs(offsetOf(1, 2) / 1e6 - (clocks[2]! - clocks[1]!))).toBeLessThan(0.3);
    }
  },
);

test("a callee speaks for the trial that explains it best, and for no other", () => {
  const trial = (values: readonly (readonly [number, number])[]): Trial => ({
    offsetNano: 0,
    value: 0,
    drawn: 0,

    byCallee: new Map(values),
  });
  const strengths = uncontested([
    trial([
      [1, 5],
      [2, 4],
      [3, -2],
    ]),
    trial([
      [2, 6],
      [4, 1],
    ]),
  ]);
  expect(strengths).toEqual([5, 7]);
});
