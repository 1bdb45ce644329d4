/**
 * npm run bench:collector: how much slower taking spans in durably is than only reading and unpacking the same requests. Each server is a
 * process of its own; the same sender asks both in turn, once to warm up. Two ratios a round, and their medians:
 *
 *   acknowledged   requests acknowledged in the time of sending
 *   sustained      the same requests, over the time until all of them can be found as well
 *
 * `--minutes N` instead goes on for so long, with new trace ids all the time, so that a store at its size limit deletes old ones, and
 * prints memory, size and backlog minute by minute.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  drain,
  type RunningServer,
  send,
  serveBare,
  serveCollector,
  startServer,
  stateOf,
} from "./collector-servers.ts";
import { exportBodies, inTurn, type NextBody, SPANS_A_BODY, withFreshIds } from "./export-bodies.ts";

/** Enough for the time that threads wait for each other and for the disk not to count; few are also tried. */
const IN_FLIGHT = 64;
const FEW_IN_FLIGHT = 16;
const isQuick = process.argv.includes("--quick");
const ROUNDS = isQuick ? 3 : 7;
const FEW_ROUNDS = isQuick ? 1 : 3;
const ROUND_MS = isQuick ? 2_000 : 4_000;
const WARM_UP_MS = 3 * ROUND_MS;
const MINUTE_MS = 60_000;

interface Servers {
  readonly bare: RunningServer;
  readonly collector: RunningServer;
}

async function main(): Promise<void> {
  const bodies = await exportBodies(32);
  const bytes = bodies.reduce((sum, { length }) => sum + length, 0) / bodies.length;
  console.log(`${SPANS_A_BODY} spans a request, ${(bytes / 1024).toFixed(0)} kB packed`);
  const folder = mkdtempSync(join(tmpdir(), "causeway-bench-"));
  const program = fileURLToPath(import.meta.url);
  const bare = await startServer(program, "bare", folder);
  const collector = await startServer(program, "collector", folder);
  const minutes = Number(/\d+/.exec(process.argv.find((argument) => argument.startsWith("--minutes")) ?? "")?.[0] ?? 0);
  if (minutes > 0) await measureMinutes({ bare, collector }, withFreshIds(bodies), folder, minutes);
  else {
    const next = inTurn(bodies);
    // Code that is not compiled yet is slow in both, and in the larger program for longer.
    for (const server of [bare, collector]) await send(server, next, IN_FLIGHT, WARM_UP_MS);
    await drain(collector);
    await measureRounds({ bare, collector }, next, FEW_IN_FLIGHT, FEW_ROUNDS);
    await measureRounds({ bare, collector }, next, IN_FLIGHT, ROUNDS);
  }
  bare.child.kill();
  collector.child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
}

async function measureRounds(
  { bare, collector }: Servers,
  bodies: NextBody,
  inFlight: number,
  rounds: number,
): Promise<void> {
  console.log(`${inFlight} requests in flight:`);
  const ratios: number[] = [];
  const sustained: number[] = [];
  const processor: number[] = [];
  const waits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const plain = await send(bare, bodies, inFlight, ROUND_MS);
    const durable = await send(collector, bodies, inFlight, ROUND_MS);
    const drained = await drain(collector);
    const plainRate = plain.waits.length / plain.seconds;
    ratios.push(durable.waits.length / durable.seconds / plainRate);
    sustained.push(durable.waits.length / (durable.seconds + drained) / plainRate);
    processor.push(durable.cpuMs / plain.cpuMs);
    waits.push(...durable.waits);
    console.log(
      `  round ${round + 1}: ${two(ratios.at(-1)!)} of the bare server acknowledged, ${two(sustained.at(-1)!)} sustained;`,
      `${rateOf(durable)}, processor time ${two(processor.at(-1)!)} times, ${(await stateOf(collector)).rssMB} MB,`,
      `${durable.others} not taken`,
    );
  }
  console.log(
    `  median: ${two(median(ratios))} acknowledged, ${two(median(sustained))} sustained, processor time ${two(median(processor))} times;`,
    waitsOf(waits),
  );
}

async function measureMinutes(
  { bare, collector }: Servers,
  bodies: NextBody,
  folder: string,
  minutes: number,
): Promise<void> {
  const ratios: number[] = [];
  for (let minute = 1; minute <= minutes; minute++) {
    // The bare server beside it each minute, since machines do other things as well.
    const plain = await send(bare, bodies, IN_FLIGHT, ROUND_MS);
    const durable = await send(collector, bodies, IN_FLIGHT, MINUTE_MS - ROUND_MS);
    const { rssMB, backlog } = await stateOf(collector);
    ratios.push(durable.waits.length / durable.seconds / (plain.waits.length / plain.seconds));
    console.log(
      `minute ${minute}: ${two(ratios.at(-1)!)} of the bare server, ${rateOf(durable)}, ${rssMB} MB, ${backlog} spans behind,`,
      `${durable.others} not taken, ${waitsOf(durable.waits)}, ${sizeOf(folder)} MB on disk`,
    );
  }
  console.log(`median ${two(median(ratios))}; ${two(await drain(collector))} s until all could be found`);
}

function sizeOf(folder: string): number {
  const sizes = readdirSync(folder, { recursive: true, encoding: "utf8" }).map(
    (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0,
  );
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 2 ** 20);
}

const two = (value: number) => value.toFixed(2);
const rateOf = ({ waits, seconds }: { waits: readonly number[]; seconds: number }) =>
  `${Math.round((waits.length * SPANS_A_BODY) / seconds / 1_000)},000 spans/s`;

function waitsOf(waits: number[]): string {
  waits.sort((a, b) => a - b);
  const at = (share: number) => Math.round(waits[Math.floor(waits.length * share)] ?? 0);
  return `acknowledged after ${at(0.5)} ms (p50), ${at(0.99)} ms (p99)`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

const role = process.env.CAUSEWAY_BENCH_ROLE;
if (role === "bare") await serveBare();
else if (role === "collector") await serveCollector();
else await main();
