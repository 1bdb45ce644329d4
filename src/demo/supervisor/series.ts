import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseOptions } from "./options.ts";
import { type SeriesRun, startSeries } from "./run.ts";

/**
 * For benchmarks: node series.js --fault ID --requests N, started with an IPC channel. Each message is a run to do on the
 * same living shop; each is answered with "visited" when the traffic is over and "done" when the files are whole. Ends with the channel.
 */
const here = dirname(fileURLToPath(import.meta.url));
const places = { serviceProgram: join(here, "service.js"), loadProgram: join(here, "load.js") };

const say = (word: "ready" | "visited" | "done") => void process.send?.(word, undefined, {}, () => {});
const series = await startSeries(parseOptions(process.argv.slice(2)), places, () => {});
let last = Promise.resolve();
process.on("message", (run: SeriesRun) => {
  last = last.then(() => series.run(run, () => say("visited"))).then(() => say("done"));
});
process.on("disconnect", () => void series.stop().finally(() => process.exit(0)));
process.on("SIGINT", () => {});
say("ready");
