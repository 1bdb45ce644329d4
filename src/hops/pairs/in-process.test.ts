import { expect, test } from "vitest";
import { type InProcessInput, placeChildren } from "./in-process.ts";
import { createRandom } from "./random.ts";

/** Servers of one instance that each do A, sometimes B, then A again; `inFlight` overlap. Plus background work that is nobody's. */
function instance(servers: number, inFlight: number, background: number, seed: number) {
  const random = createRandom(seed);
  const serverStart: number[] = [];
  const serverEnd: number[] = [];
  const children: { start: number; end: number; operation: number; server: number }[] = [];
  let arrival = 0;
  for (let server = 0; server < servers; server++) {
    arrival += (2 * random() * 20e6) / inFlight;
    let time = arrival;
    for (const operation of random() < 0.5 ? [0, 1, 0] : [0, 0]) {
      const start = time + 1e5 + 2e5 * random();
      const end = start + 1e6 + 6e6 * random();
      children.push({ start, end, operation, server });
      time = end;
    }
    serverStart.push(arrival);
    serverEnd.push(time + 2e5 + 3e5 * random());
  }
  for (let i = 0; i < background; i++) {
    const start = random() * arrival;
    children.push({ start, end: start + 2e6 * random(), operation: 2, server: -1 });
  }
  const input: InProcessInput = {
    serverStart: Float64Array.from(serverStart),
    serverEnd: Float64Array.from(serverEnd),
    serverGroup: new Int32Array(servers),
    childStart: Float64Array.from(children, (c) => c.start),
    childEnd: Float64Array.from(children, (c) => c.end),
    childOperation: Int32Array.from(children, (c) => c.operation),
    childServer: new Int32Array(children.length).fill(-1),
    resolutionNano: 1,
  };
  return { input, children };
}

function place(input: InProcessInput) {
  const placing = placeChildren(input, { seed: 1, sweeps: 60 });
  let step = placing.next();
  while (!step.done) step = placing.next();
  return step.value;
}

test("serial, optional and repeated children find their server, and certain is certain", () => {
  const { input, children } = instance(150, 4, 0, 1);
  const bridges = place(input);
  const right = bridges.filter((b) => children[b.child]!.server === b.server);
  const certain = bridges.filter((b) => b.score >= 0.99);
  expect(right.length / children.length).toBeGreaterThan(0.85);
  expect(certain.length / children.length).toBeGreaterThan(0.4);
  expect(certain.filter((b) => children[b.child]!.server === b.server).length / certain.length).toBeGreaterThanOrEqual(
    0.99,
  );
});

test("known children stay where they are and are not reported", () => {
  const { input, children } = instance(60, 3, 0, 2);
  const childServer = Int32Array.from(children, (c, i) => (i % 2 === 0 ? c.server : -1));
  const bridges = place({ ...input, childServer });
  expect(bridges.every((b) => b.child % 2 === 1)).toBe(true);
  expect(bridges.filter((b) => children[b.child]!.server === b.server).length / bridges.length).toBeGreaterThan(0.9);
});

test("a child while no server was open belongs to none", () => {
  const { input } = instance(20, 0.2, 0, 3);
  const late = Math.max(...input.serverEnd) + 1e9;
  const more = (column: Float64Array, value: number) => Float64Array.from([...column, value]);
  const bridges = place({
    ...input,
    childStart: more(input.childStart, late),
    childEnd: more(input.childEnd, late + 1e6),
    childOperation: Int32Array.from([...input.childOperation, 0]),
    childServer: Int32Array.from([...input.childServer, -1]),
  });
  expect(bridges.some((b) => b.child === input.childStart.length)).toBe(false);
});
