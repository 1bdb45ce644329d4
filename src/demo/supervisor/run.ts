import { writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { chooseFaults } from "../faults/choose.ts";
import type { Side } from "../process/config.ts";
import { createTruthCollector, type TruthFile } from "../truth-file.ts";
import { createEndpointNews } from "./endpoint-news.ts";
import { type Fleet, startFleet } from "./fleet.ts";
import type { DemoOptions } from "./options.ts";
import { startReceiver } from "./receiver.ts";
import { startTraffic, type TrafficOptions } from "./traffic.ts";
import { untilStill } from "./until-still.ts";

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

/** One run of many on the same processes: its traffic, and the files that it leaves. */
export interface SeriesRun extends TrafficOptions {
  readonly out: string;
  readonly truth: string;
}

const SIDES: readonly Side[] = ["intact", "broken"];
const EXPORT_DELAY_MS = 1000;
/** What an exit forgets: the SDK's own delay is five seconds. */
const LONG_DELAY_MS = 3000;
/** How often payment is redeployed in a run about that, when the run has no end. */
const CHARGES_PER_LIFE = 200;

/** One run of the demo: both sides, the traffic, and what comes out of it. */
export async function startRun(
  options: DemoOptions,
  places: RunPlaces,
  say: (line: string) => void,
): Promise<RunHandle> {
  const shop = await startShop(options, places, say);
  const { fleets } = shop;
  const traffic = startTraffic(options, fleets, places.loadProgram);

  const finish = async (): Promise<RunResult> => {
    const { sent, statuses } = await traffic.done;
    await untilStill(fleets);
    const truth = await shop.stop();
    if (truth && options.truth !== undefined) writeTruth(truth, options.truth);
    return { sent, statuses, truth, counts: fleets.map((fleet) => ({ side: fleet.side, services: fleet.counts() })) };
  };
  return { fleets, stop: traffic.stop, done: finish() };
}

export interface Series {
  /** Resolves when the run's files are whole; `visited` hears when the last visit was answered. */
  run(run: SeriesRun, visited: () => void): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Many runs on one shop whose processes live on, each with files of its own. Starting the processes costs more than a
 * hundred visits do.
 */
export async function startSeries(
  options: DemoOptions,
  places: RunPlaces,
  say: (line: string) => void,
): Promise<Series> {
  const shop = await startShop({ ...options, out: devNull, truth: devNull }, places, say);
  return {
    async run(run, visited) {
      await shop.turnTo(run.out);
      await startTraffic(run, shop.fleets, places.loadProgram).done;
      visited();
      await untilStill(shop.fleets);
      await Promise.all(shop.fleets.map((fleet) => fleet.flush()));
      const truth = shop.takeTruth();
      await shop.turnTo(devNull);
      // Last: where there is a truth, the run is whole.
      if (truth) writeTruth(truth, run.truth);
    },
    stop: async () => void (await shop.stop()),
  };
}

interface Shop {
  readonly fleets: readonly Fleet[];
  turnTo(out: string): Promise<void>;
  /** The truth since it was last taken. */
  takeTruth(): TruthFile | undefined;
  /** Ends all processes, whose last spans count. */
  stop(): Promise<TruthFile | undefined>;
}

async function startShop(options: DemoOptions, places: RunPlaces, say: (line: string) => void): Promise<Shop> {
  const { switches, rows } = chooseFaults(options.faults, options.seed);
  const receiver = options.out === undefined ? undefined : await startReceiver(options.out);
  const endpoint = receiver?.endpoint ?? options.endpoint;
  const wanted = options.truth !== undefined;
  let truth = createTruthCollector(rows);
  const news = createEndpointNews(endpoint, say);
  const takeTruth = () => {
    const taken = truth;
    truth = createTruthCollector(rows);
    return wanted ? taken.build() : undefined;
  };
  const fleets = await Promise.all(
    SIDES.map((side) =>
      startFleet({
        side,
        faults: switches,
        endpoint,
        truth: wanted,
        capturedHeaders: [...new Set(rows.flatMap((row) => row.capturedHeaders ?? []))],
        exportDelayMs: switches.includes("exit-without-flush") ? LONG_DELAY_MS : EXPORT_DELAY_MS,
        chargesPerLife: options.requests === undefined ? CHARGES_PER_LIFE : Math.ceil(options.requests / 6),
        program: places.serviceProgram,
        say,
        onSpans: (service, batch) => wanted && truth.add(service, batch),
        onEndpoint: news.heard,
      }),
    ),
  );
  return {
    fleets,
    turnTo: async (out) => receiver?.turnTo(out),
    takeTruth,
    async stop() {
      await Promise.all(fleets.map((fleet) => fleet.stop()));
      await receiver?.close();
      return takeTruth();
    },
  };
}

function writeTruth(truth: TruthFile, file: string): void {
  writeFileSync(file, `${JSON.stringify(truth)}\n`);
}
