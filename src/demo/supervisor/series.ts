import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseOptions } from "./options.ts";
import { type SeriesRun, startSeries } from "./run.ts";

/**
 * For benchmarks: node series.js --fault ID --requests N, started with an IPC channel. Each message is a run to do on the
 * same living shop; each is answered with "done". Ends with the channel.
 */
const here = dirname(fileURLToPath(import.meta.url));
const places = { serviceProgram: join(here, "service.js"), loadProgram: join(here, "load.js") };

const series = await startSeries(parseOptions(process.argv.slice(2)), places, () => {});
let last = Promise.resolve();
process.on("message", (run: SeriesRun) => {
  last = last.then(() => series.run(run)).then(() => void process.send?.("done", undefined, {}, () => {}));
});
process.on("disconnect", () => void series.stop().finally(() => process.exit(0)));
process.on("SIGINT", () => {});
process.send?.("ready");
