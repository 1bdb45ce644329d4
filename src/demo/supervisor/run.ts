import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { chooseFaults } from "../faults/choose.ts";
import type { LoadConfig, LoadResult } from "../node/load-main.ts";
import type { Side } from "../process/config.ts";
import { createTruthCollector, type TruthFile } from "../truth-file.ts";
import { createEndpointNews } from "./endpoint-news.ts";
import { type Fleet, startFleet } from "./fleet.ts";
import type { DemoOptions } from "./options.ts";
import { startReceiver } from "./receiver.ts";

export interface RunPlaces {
  /** Built programs, one for services and the gateway, one for the load. */
  readonly serviceProgram: string;
  readonly loadProgram: string;
}

export interface RunHandle {
  readonly fleets: readonly Fleet[];
  /** Stops the traffic; the run ends as if it had come to its end. */
  stop(): void;
  /** When the traffic is over and everything is stopped and written. */
  readonly done: Promise<RunResult>;
}

export interface RunResult {
  readonly sent: number;
  readonly statuses: Record<string, number>;
  readonly truth: TruthFile | undefined;
  readonly counts: readonly { side: Side; services: ReturnType<Fleet["counts"]> }[];
}

const SIDES: readonly Side[] = ["intact", "broken"];
/** Queued messages and slow cards finish after the last visit: the shop is still when no count has moved for a while. */
const STILL_MS = 4000;
const LOOK_EVERY_MS = 250;
const LONGEST_WAIT_MS = 20_000;
/** How often payment is redeployed in a run about that, when the run has no end. */
const CHARGES_PER_LIFE = 200;

/** One run of the demo: both sides, the traffic, and what comes out of it. */
export async function startRun(
  options: DemoOptions,
  places: RunPlaces,
  say: (line: string) => void,
): Promise<RunHandle> {
  const { switches, rows } = chooseFaults(options.faults, options.seed);
  const receiver = options.out === undefined ? undefined : await startReceiver(options.out);
  const truth = options.truth === undefined ? undefined : createTruthCollector(rows);
  const news = createEndpointNews(receiver?.endpoint ?? options.endpoint, say);
  const fleets = await Promise.all(
    SIDES.map((side) =>
      startFleet({
        side,
        faults: switches,
        endpoint: receiver?.endpoint ?? options.endpoint,
        truth: truth !== undefined,
        capturedHeaders: [...new Set(rows.flatMap((row) => row.capturedHeaders ?? []))],
        exportDelayMs: 1000,
        chargesPerLife: options.requests === undefined ? CHARGES_PER_LIFE : Math.ceil(options.requests / 6),
        program: places.serviceProgram,
        say,
        onSpans: (service, batch) => truth?.add(service, batch),
        onEndpoint: news.heard,
      }),
    ),
  );

  const load: LoadConfig = {
    doors: fleets.map((fleet) => fleet.door()),
    requests: options.requests,
    durationS: options.durationS,
    concurrency: options.concurrency,
    rate: options.rate,
    seed: options.seed,
    kinds: options.kinds,
  };
  const child = fork(places.loadProgram, [], {
    env: { ...process.env, DEMO_LOAD: JSON.stringify(load) },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let result: LoadResult = { type: "load", done: false, sent: 0, statuses: {} };
  const loaded = new Promise<void>((resolve) => {
    child.on("message", (message: LoadResult) => {
      result = message;
      if (message.done) resolve();
    });
    child.once("exit", () => resolve());
  });

  const finish = async (): Promise<RunResult> => {
    await loaded;
    if (child.connected) child.disconnect();
    await untilStill(fleets);
    await Promise.all(fleets.map((fleet) => fleet.stop()));
    await receiver?.close();
    return {
      sent: result.sent,
      statuses: result.statuses,
      truth: truth && options.truth !== undefined ? write(truth.build(), options.truth) : undefined,
      counts: fleets.map((fleet) => ({ side: fleet.side, services: fleet.counts() })),
    };
  };
  return { fleets, stop: () => void (child.connected && child.send("stop")), done: finish() };
}

function write(truth: TruthFile, file: string): TruthFile {
  writeFileSync(file, `${JSON.stringify(truth)}\n`);
  return truth;
}

async function untilStill(fleets: readonly Fleet[]): Promise<void> {
  let seen = "";
  let movedAt = performance.now();
  const giveUpAt = movedAt + LONGEST_WAIT_MS;
  while (performance.now() < giveUpAt && performance.now() - movedAt < STILL_MS) {
    const now = JSON.stringify(fleets.map((fleet) => fleet.counts()));
    if (now !== seen) movedAt = performance.now();
    seen = now;
    await sleep(LOOK_EVERY_MS);
  }
}
