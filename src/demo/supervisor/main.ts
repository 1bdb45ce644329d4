import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chooseFaults } from "../faults/choose.ts";
import { FAULTS } from "../faults/table.ts";
import { type DemoOptions, parseOptions, USAGE } from "./options.ts";
import { type RunResult, startRun } from "./run.ts";

const here = dirname(fileURLToPath(import.meta.url));
const places = { serviceProgram: join(here, "service.js"), loadProgram: join(here, "load.js") };
const say = (line: string) => console.log(line);

let options: DemoOptions;
try {
  options = parseOptions(process.argv.slice(2));
  if (!options.help && !options.list) chooseFaults(options.faults, options.seed);
} catch (error) {
  console.error((error as Error).message);
  console.error("npm run demo -- --help tells the options.");
  process.exit(2);
}
if (options.help) say(USAGE);
else if (options.list) list();
else await run(options);

function list(): void {
  for (const { id, kind, title, variants } of FAULTS) {
    say(`${id.padEnd(26)} ${kind === "innocent" ? "innocent: " : ""}${title}`);
    for (const variant of variants ?? []) say(`  ${id}:${variant}`);
  }
}

async function run(demo: DemoOptions): Promise<void> {
  say(`Broken side: ${chooseFaults(demo.faults, demo.seed).switches.join(", ")}`);
  say(`Starting the shop twice …`);
  const handle = await startRun(demo, places, say);
  const target = demo.out === undefined ? demo.endpoint : demo.out;
  say(`Traffic runs; telemetry goes to ${target}. Ctrl-C stops.`);
  let asked = 0;
  const stop = () => {
    if (++asked > 1) process.exit(130);
    say("Stopping …");
    handle.stop();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  report(await handle.done, demo);
  process.exit(0);
}

function report({ sent, statuses, counts, truth }: RunResult, demo: DemoOptions): void {
  const answers = Object.entries(statuses).map(([status, count]) => `${count} x ${status}`);
  say(`${sent} visits: ${answers.join(", ")}`);
  say("spans                    started    ended     open");
  for (const { side, services } of counts) {
    for (const { service, started, ended, open } of services) {
      const still = Object.entries(open).map(([name, count]) => `${count} x ${name}`);
      const numbers = [started, ended, started - ended].map((value) => String(value).padStart(8)).join(" ");
      say(
        `${side.padEnd(8)}${service.padEnd(15)} ${numbers}${still.length > 0 ? `   still open: ${still.join(", ")}` : ""}`,
      );
    }
  }
  if (demo.out !== undefined) say(`Wrote ${demo.out}.`);
  if (truth)
    say(
      `Wrote ${demo.truth}: ${truth.faults.map(({ fault, edge, spans }) => `${fault} ${edge.from} -> ${edge.to} ${spans.length}`).join(", ")}`,
    );
}
