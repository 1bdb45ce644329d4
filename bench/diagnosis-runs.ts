/**
 * Makes the runs of the demo shop that bench:diagnosis scores. Starting a shop's processes costs more than a run's visits, so
 * one living shop a fault does all runs of that fault, and several shops live at once; but few of them are busy at a time:
 *
 *     shop http-no-inject   |start| 1 |  20 | 100 | 1 | 20 |  100 | …        seeds one after the other
 *     shop span-leak        |start| 1 | 20 |  (waits)  | 100 | 1 | …         a run waits for its share of the machine
 */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

export interface WantedRun {
  readonly fault: string;
  readonly seed: number;
  readonly concurrency: number;
  readonly requests: number;
  readonly out: string;
  /** Written last: where it is, the run is whole. */
  readonly truth: string;
}

export interface RunLimits {
  /** Shops alive at once. */
  readonly shops: number;
  /** No run is begun later than this. */
  readonly minutes: number;
}

const PROGRAM = "dist/demo/series.js";
const RUN_LIMIT_MS = 240_000;
/** Shares of the machine: visits one at a time mostly wait, a hundred at once need both hands. */
const CAPACITY = 6;
const shareOf = (concurrency: number) => (concurrency < 10 ? 1 : concurrency < 50 ? 2 : 4);

/** Makes those that are not there yet. */
export async function makeRuns(wanted: readonly WantedRun[], { shops, minutes }: RunLimits): Promise<void> {
  const missing = wanted.filter(({ truth }) => !existsSync(truth));
  const byFault = new Map<string, WantedRun[]>();
  for (const run of missing) byFault.set(run.fault, [...(byFault.get(run.fault) ?? []), run]);
  const endsAt = performance.now() + minutes * 60_000;
  const isOver = () => performance.now() >= endsAt;
  const machine = createShares(CAPACITY);
  const queue = [...byFault.values()];
  const keepShop = async () => {
    for (let runs = queue.shift(); runs !== undefined && !isOver(); runs = queue.shift())
      await serveFault(runs, machine, isOver);
  };
  await Promise.all(Array.from({ length: shops }, keepShop));
}

async function serveFault(runs: readonly WantedRun[], machine: Shares, isOver: () => boolean): Promise<void> {
  const [{ fault, requests }] = runs as [WantedRun, ...WantedRun[]];
  const shop = fork(PROGRAM, ["--fault", fault, "--requests", String(requests)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  try {
    await answerOf(shop);
    for (const run of runs) {
      const release = await machine.take(shareOf(run.concurrency));
      try {
        if (isOver()) return;
        mkdirSync(dirname(run.out), { recursive: true });
        shop.send(run);
        await answerOf(shop);
      } finally {
        release();
      }
      // What is still under way in the shop needs little.
      await answerOf(shop);
    }
  } catch (error) {
    console.log(`${fault}: ${(error as Error).message}`);
  } finally {
    await leave(shop);
  }
}

/** The shop's next word. */
function answerOf(shop: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error) => {
      clearTimeout(late);
      shop.off("message", heard);
      shop.off("exit", ended);
      if (error) reject(error);
      else resolve();
    };
    const heard = () => done();
    const ended = () => done(new Error("the shop ended"));
    const late = setTimeout(() => done(new Error("the run did not end")), RUN_LIMIT_MS);
    shop.on("message", heard);
    shop.on("exit", ended);
  });
}

function leave(shop: ChildProcess): Promise<void> {
  if (!shop.connected) return Promise.resolve();
  return new Promise((resolve) => {
    shop.once("exit", () => resolve());
    shop.disconnect();
  });
}

interface Shares {
  /** Resolves with what gives the share back. First come, first served. */
  take(share: number): Promise<() => void>;
}

function createShares(capacity: number): Shares {
  let free = capacity;
  const waiting: { share: number; go: () => void }[] = [];
  const serve = () => {
    for (let next = waiting[0]; next !== undefined && next.share <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.share;
      next.go();
    }
  };
  return {
    take: (share) =>
      new Promise((resolve) => {
        const release = () => {
          free += share;
          serve();
        };
        waiting.push({ share, go: () => resolve(release) });
        serve();
      }),
  };
}
