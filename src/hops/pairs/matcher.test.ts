import { describe, expect, test } from "vitest";
import { scoreGuesses } from "../../../bench/bridges-score.ts";
import { buildWorld, plainKnobs, type WorldKnobs } from "../../../bench/bridges-world.ts";
import { findWireBridges, matchWires } from "./index.ts";
import type { BridgeInput, CallColumns } from "./input.ts";
import { MESSAGE } from "./input.ts";
import { createRandom } from "./random.ts";

function measure(knobs: Partial<WorldKnobs>) {
  const world = buildWorld({ ...plainKnobs, traces: 120, ...knobs });
  return scoreGuesses(findWireBridges(world.input), world.truth, world.input.callees.linked, world.isRoot);
}

describe("on made-up systems", () => {
  test("ten calls in flight: nearly all right, and certain means certain", () => {
    const score = measure({});
    expect(score.right).toBeGreaterThan(0.9);
    expect(score.certainCoverage).toBeGreaterThan(0.6);
    expect(score.certainPrecision).toBeGreaterThanOrEqual(0.99);
  });

  test("clocks seconds apart are found without any intact hop", () => {
    expect(measure({ skewNano: 2e9, traces: 250 }).right).toBeGreaterThan(0.85);
  });

  test("clocks apart under load, where every callee has many likely calls", () => {
    expect(measure({ skewNano: 5e7, delay: 4, seed: 41, traces: 300 }).right).toBeGreaterThan(0.65);
  });

  test("half the orphans are true roots: they stay roots", () => {
    const score = measure({ trueRoots: 0.5, seed: 3 });
    expect(score.rootsCertain).toBe(0);
    expect(score.falseLinks).toBeLessThan(0.02);
  });

  test("intact hops teach the rest", () => {
    expect(measure({ lostShare: 0.2, compress: 50 }).right).toBeGreaterThan(0.9);
  });

  test("same input, same bridges", () => {
    const { input } = buildWorld({ ...plainKnobs, traces: 60 });
    expect(findWireBridges(input)).toEqual(findWireBridges(input));
  });

  test("work grows with n, not faster", () => {
    const work = (traces: number) => {
      let sum = 0;
      for (const step of matchWires(buildWorld({ ...plainKnobs, traces, seed: 4 }).input)) sum += step.work;
      return sum;
    };
    expect(work(240)).toBeLessThan(5 * work(60));
  });

  test("stops when told to, without a bridge", () => {
    const { input } = buildWorld({ ...plainKnobs, traces: 40 });
    expect(findWireBridges(input, { shouldStop: () => true })).toEqual([]);
  });
});

interface Row {
  readonly start: number;
  readonly duration: number;
  readonly service: number;
  readonly style?: number;
}

function columns(rows: readonly Row[]): CallColumns {
  const fill = (value: number) => new Int32Array(rows.length).fill(value);
  const services = Int32Array.from(rows, (row) => row.service);
  return {
    count: rows.length,
    span: Int32Array.from(rows.keys()),
    startNano: Float64Array.from(rows, (row) => row.start * 1e6),
    durationNano: Float64Array.from(rows, (row) => row.duration * 1e6),
    service: services,
    host: services,
    name: fill(0),
    role: fill(-1),
    operation: fill(-1),
    method: fill(-1),
    peerService: fill(-1),
    island: Int32Array.from(rows.keys(), (row) => row + 1000 * (rows[row]!.service + 1)),
    linked: fill(-1),
    style: Uint8Array.from(rows, (row) => row.style ?? 0),
    tokens: [],
  };
}

const inputOf = (callers: readonly Row[], callees: readonly Row[]): BridgeInput => ({
  callers: columns(callers),
  callees: columns(callees),
  resolutionNano: 1000,
});

describe("drawn by hand", () => {
  const random = createRandom(8);
  const gap = () => 0.4 + 0.3 * random();
  const plain = Array.from({ length: 40 }, (_, i) => {
    const start = 100 * i + 20 * random();
    const before = gap();
    const inside = 4 + 20 * random();
    return {
      caller: { start, duration: before + inside + gap(), service: 0 },
      callee: { start: start + before, duration: inside, service: 1 },
    };
  });
  const callers = plain.map(({ caller }) => caller);
  const callees = plain.map(({ callee }) => callee);

  test("two calls at one moment are a tie, and called one", () => {
    const twin = {
      caller: { start: 5000, duration: 9, service: 0 },
      callee: { start: 5000.5, duration: 8, service: 1 },
    };
    const found = findWireBridges(
      inputOf([...callers, twin.caller, twin.caller], [...callees, twin.callee, twin.callee]),
    );
    for (const bridge of found.filter(({ callee }) => callee >= callees.length)) {
      expect(bridge.confidence).toBe("possible");
      expect(bridge.score).toBeGreaterThan(0.35);
      expect(bridge.score).toBeLessThan(0.65);
      expect(bridge.rivals).toHaveLength(1);
    }
  });

  test("a retry has two calls and one callee: the attempt that reached it is chosen, the other stays alone", () => {
    const first = { start: 6000, duration: 3, service: 0 };
    const second = { start: 6004, duration: 9, service: 0 };
    const found = findWireBridges(
      inputOf([...callers, first, second], [...callees, { start: 6004.5, duration: 8, service: 1 }]),
    );
    expect(found.find(({ callee }) => callee === callees.length)?.caller).toBe(callers.length + 1);
    expect(found.some(({ caller }) => caller === callers.length)).toBe(false);
  });

  test("a callee outside every call has no bridge", () => {
    const found = findWireBridges(inputOf(callers, [...callees, { start: 50.5, duration: 20, service: 1 }]));
    expect(found.some(({ callee }) => callee === callees.length)).toBe(false);
    expect(found.every(({ callee, caller }) => callee === caller)).toBe(true);
  });

  test("one message may have several consumers, each after it began", () => {
    const sent = Array.from({ length: 30 }, (_, i) => ({
      start: 200 * i + 50 * random(),
      duration: 0.5,
      service: 0,
      style: MESSAGE,
    }));
    const got = sent.flatMap(({ start }) =>
      [0, 1].map(() => ({ start: start + 3 + random(), duration: 30, service: 1, style: MESSAGE })),
    );
    const found = findWireBridges(inputOf(sent, got));
    expect(found.length).toBeGreaterThan(50);
    expect(found.every(({ callee, caller }) => Math.floor(callee / 2) === caller)).toBe(true);
    expect(found.every(({ responseNano }) => Number.isNaN(responseNano))).toBe(true);
  });
});
