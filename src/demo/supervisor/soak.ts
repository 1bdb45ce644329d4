import http from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseOptions } from "./options.ts";
import { type RunHandle, startRun } from "./run.ts";

/**
 * npm run demo:soak: both sides at a steady rate into a receiver that counts and forgets, and the memory of every process
 * along the way. After a warm-up a process may grow a little and must not go on growing.
 */
/** MB by side and name of the process. */
type Memory = Map<string, number>;

const { values } = parseArgs({
  options: {
    duration: { type: "string", default: "600" },
    rate: { type: "string", default: "50" },
    fault: { type: "string", default: "mixed" },
  },
});
const here = dirname(fileURLToPath(import.meta.url));
const places = { serviceProgram: join(here, "service.js"), loadProgram: join(here, "load.js") };
const CONCURRENCY = 100;
const LOOKS = 5;
/** Until the processes have collected their garbage and told. */
const MEASURING_MS = 3_000;

let received = 0;
const sink = http.createServer((request, response) => {
  request.on("data", (chunk: Buffer) => {
    received += chunk.length;
  });
  request.on("end", () => response.end("{}"));
});
await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
const endpoint = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;

const durationS = Number(values.duration);
const options = parseOptions([
  ...["--fault", values.fault, "--endpoint", endpoint, "--duration", values.duration],
  ...["--rate", values.rate, "--concurrency", String(CONCURRENCY)],
]);
const handle = await startRun(options, places, (line) => console.log(line));
const resident: Memory[] = [];
const inUse: Memory[] = [];
console.log(`${values.rate} visits a second and side for ${durationS} s`);
for (let look = 0; look < LOOKS; look++) {
  await sleep((durationS * 1000) / LOOKS - MEASURING_MS);
  for (const fleet of handle.fleets) fleet.measure();
  await sleep(MEASURING_MS);
  resident.push(memoryOf(handle, "rssMB"));
  inUse.push(memoryOf(handle, "usedMB"));
  console.log(
    `look ${look + 1} of ${LOOKS}: ${resident.at(-1)?.size} processes, ${(received / 2 ** 20).toFixed(0)} MB of OTLP received`,
  );
}
const { sent, statuses, counts } = await handle.done;
console.log(`\n${sent} visits: ${JSON.stringify(statuses)}`);
print("resident MB", resident);
print("MB without garbage", inUse);
for (const { side, services } of counts) {
  const [started, ended] = [sum(services, "started"), sum(services, "ended")];
  console.log(`${side}: ${started} spans started, ${ended} ended, ${started - ended} still open`);
}
process.exit(0);

/** Every process that is alive, by side and name; the supervisor's resident memory too. */
function memoryOf({ fleets }: RunHandle, which: "rssMB" | "usedMB"): Memory {
  const found: Memory = new Map();
  if (which === "rssMB") found.set("supervisor", process.memoryUsage.rss() / 2 ** 20);
  for (const { side, processes } of fleets) {
    for (const each of processes()) found.set(`${side} ${each.name}`, each[which]);
  }
  return found;
}

function print(title: string, columns: readonly Memory[]): void {
  console.log(`${title.padEnd(22)}${columns.map((_, i) => `look ${i + 1}`.padStart(8)).join("")}   last / first`);
  for (const name of columns[0]?.keys() ?? []) {
    const row = columns.map((column) => column.get(name) ?? 0);
    const ratio = (row.at(-1) ?? 0) / (row[0] || 1);
    console.log(`${name.padEnd(22)}${row.map((value) => value.toFixed(0).padStart(8)).join("")}   ${ratio.toFixed(2)}`);
  }
}

function sum(services: readonly { started: number; ended: number }[], key: "started" | "ended"): number {
  return services.reduce((total, service) => total + service[key], 0);
}
