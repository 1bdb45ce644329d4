import { context } from "@opentelemetry/api";
import { chooseFaults } from "../faults/choose.ts";
import type { Fault } from "../faults/fault.ts";
import type { Side } from "../process/config.ts";
import { createFaultSwitch } from "../process/fault-switch.ts";
import { TRUTH_HEADER } from "../process/truth.ts";
import { FEW_VISITS, planVisits, type Visit } from "../shop/traffic.ts";
import { SERVICES } from "../topology.ts";
import { createStackContextManager } from "./context-stack.ts";
import { createNetwork } from "./network.ts";
import { hash, startProcess } from "./page-process.ts";
import type { RunRequest, RunResult, SideResult } from "./run.ts";
import { createSideRecorder, VISIT } from "./side-recorder.ts";
import { createVirtualClock, installClock } from "./virtual-clock.ts";

/**
 * Runs the shop in this worker, intact and then broken, with the same visits from the same moment of its own time.
 * @throws Error with a sentence for the user: an unknown fault or variant
 */
export async function runShop(request: RunRequest): Promise<RunResult> {
  const { switches, rows } = chooseFaults([request.fault], request.seed);
  const visits = visitsOf(request, rows);
  const intact = await runSide("intact", request, switches, rows, visits);
  const broken = await runSide("broken", request, switches, rows, visits);
  return { request, visits: visits.map(({ method, path }) => ({ method, path })), intact, broken };
}

/** The load's mixture, or the visits that show the fault best, again and again until there are enough. */
function visitsOf({ seed, requests, traffic }: RunRequest, rows: readonly Fault[]): Visit[] {
  if (traffic === "mixed") return planVisits(seed, requests);
  const kinds = rows[0]?.visits ?? FEW_VISITS;
  const repeated = Array.from({ length: requests }, (_, at) => kinds[at % kinds.length] as (typeof kinds)[number]);
  return planVisits(seed, requests, repeated);
}

async function runSide(
  side: Side,
  request: RunRequest,
  faults: readonly string[],
  rows: readonly Fault[],
  visits: readonly Visit[],
): Promise<SideResult> {
  const { seed, requests, concurrency, epochUnixMs } = request;
  const clock = createVirtualClock();
  const recorder = createSideRecorder(side, rows, clock, epochUnixMs);
  const network = createNetwork(clock, createFaultSwitch({ faults, side }), hash(`network ${seed}`), (headers) => {
    const truth = headers.get(TRUTH_HEADER);
    if (truth !== null) headers.set(TRUTH_HEADER, `${truth};gateway-strips`);
  });
  const shop = {
    side,
    faults,
    capturedHeaders: rows.flatMap((row) => row.capturedHeaders ?? []),
    chargesPerLife: Math.ceil(requests / 6),
    seed,
    clock,
    network,
    sinkOf: recorder.sinkOf,
  };

  context.setGlobalContextManager(createStackContextManager());
  const restoreClock = installClock(clock, epochUnixMs);
  try {
    const processes = SERVICES.map(({ name }) => startProcess(shop, name));
    let next = 0;
    const visitor = async () => {
      for (let at = next++; at < visits.length; at = next++) {
        const { method, path, body } = visits[at] as Visit;
        const headers = new Headers({ "content-type": "application/json", [TRUTH_HEADER]: `${VISIT}-${at}` });
        await network.http("storefront", false, {
          method,
          path,
          headers,
          body: body === undefined ? "" : JSON.stringify(body),
        });
      }
    };
    for (let i = 0; i < concurrency; i++) void visitor();
    await clock.runOut();
    await Promise.all(processes.map((process) => process.shutdown()));
  } finally {
    restoreClock();
    context.disable();
  }
  return recorder.result();
}
