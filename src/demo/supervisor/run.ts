import { fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { chooseFaults } from "../faults/choose.ts";
import type { Side } from "../node/config.ts";
import type { LoadConfig, LoadResult } from "../node/load-main.ts";
import { createEndpointNews } from "./endpoint-news.ts";
import { type Fleet, startFleet } from "./fleet.ts";
import type { DemoOptions } from "./options.ts";
import { startReceiver } from "./receiver.ts";
import { createTruthCollector, type TruthFile } from "./truth-file.ts";

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
/** Queued messages and slow cards finish after the last visit. */
const SETTLE_MS = 1200;

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
        seed: options.seed,
        truth: truth !== undefined,
        capturedHeaders: [...new Set(rows.flatMap((row) => row.capturedHeaders ?? []))],
        exportDelayMs: 1000,
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
    await sleep(SETTLE_MS);
    await Promise.all(fleets.map((fleet) => fleet.stop()));
    await receiver?.close();
    return {
      sent: result.sent,
      statuses: result.statuses,
      truth: truth && options.truth !== undefined ? truth.write(options.truth) : undefined,
      counts: fleets.map((fleet) => ({ side: fleet.side, services: fleet.counts() })),
    };
  };
  return { fleets, stop: () => void (child.connected && child.send("stop")), done: finish() };
}
