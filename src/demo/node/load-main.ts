import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { VisitKind } from "../faults/fault.ts";
import { planVisits, type Visit } from "../shop/traffic.ts";

/** What the supervisor tells the load generator (environment variable DEMO_LOAD, JSON). */
export interface LoadConfig {
  readonly doors: readonly number[];
  readonly requests: number | undefined;
  readonly durationS: number | undefined;
  readonly concurrency: number;
  /** Requests a second and side; undefined for as fast as the concurrency allows. */
  readonly rate: number | undefined;
  readonly seed: number;
  readonly kinds: readonly VisitKind[] | undefined;
}

export interface LoadResult {
  readonly type: "load";
  readonly done: boolean;
  readonly sent: number;
  readonly statuses: Record<string, number>;
}

const TIMEOUT_MS = 20_000;
const RESULT_EVERY_MS = 1000;
/** Visits planned at a time in a run without an end. */
const ROUND = 1000;

/** The public: visits the door of each side with the same seeded plan. Not instrumented, as the world outside is. */
const config = JSON.parse(process.env.DEMO_LOAD ?? "{}") as LoadConfig;
const statuses: Record<string, number> = {};
let sent = 0;
let stopping = false;

process.on("disconnect", () => process.exit(0));
// The supervisor may have gone before anyone listened.
if (!process.connected) process.exit(0);
process.on("SIGINT", () => {});
process.on("message", () => {
  stopping = true;
});

const agent = new http.Agent({ keepAlive: true });

function visit(port: number, { method, path, body }: Visit): Promise<string> {
  return new Promise((resolve) => {
    const text = body === undefined ? "" : JSON.stringify(body);
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    const request = http.request({ host: "127.0.0.1", port, method, path, headers, agent }, (response) => {
      response.resume();
      response.on("end", () => resolve(String(response.statusCode)));
    });
    request.setTimeout(TIMEOUT_MS, () => request.destroy());
    request.on("error", () => resolve("failed"));
    request.end(text);
  });
}

/** Workers take visits off one plan; with a rate, each visit waits for its turn on the clock. */
async function drive(port: number): Promise<void> {
  const startedAt = performance.now();
  const endsAt = config.durationS === undefined ? Infinity : startedAt + config.durationS * 1000;
  const total = config.requests ?? Infinity;
  let plan: Visit[] = [];
  let next = 0;
  const take = (): Visit | undefined => {
    if (stopping || next >= total || performance.now() >= endsAt) return undefined;
    const place = next++ % ROUND;
    if (place === 0)
      plan = planVisits(config.seed + Math.floor((next - 1) / ROUND), Math.min(ROUND, total - next + 1), config.kinds);
    return plan[place];
  };
  const work = async () => {
    for (let todo = take(); todo; todo = take()) {
      const turn = startedAt + ((next - 1) * 1000) / (config.rate ?? Infinity);
      if (turn > performance.now()) await sleep(turn - performance.now());
      sent++;
      const status = await visit(port, todo);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: config.concurrency }, work));
}

const send = (done: boolean) => {
  const result: LoadResult = { type: "load", done, sent, statuses };
  // A supervisor that is gone needs no result.
  if (process.connected) process.send?.(result, undefined, {}, () => {});
};
const ticking = setInterval(() => send(false), RESULT_EVERY_MS);
await Promise.all(config.doors.map(drive));
clearInterval(ticking);
send(true);
