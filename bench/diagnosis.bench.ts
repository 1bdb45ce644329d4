/**
 * How often the diagnosis names the injected fault: runs the demo shop (the real one), diagnoses what it sent, compares with the
 * truth beside it. Prints the confusion matrix of docs/accuracy.md, section "Diagnosis", and writes it there when all faults were run.
 *
 *   npm run bench:diagnosis [-- --seeds 1-20 --concurrency 1,20,100 --requests 48 --fault ID,ID --keep DIR --minutes 5 --shops 6 --quick]
 *
 * `--keep DIR` reads runs that are there already and keeps new ones; with `--minutes N` it makes as many as begin in that time, so
 * that the whole can be made in slices; it scores those that are there. Counts and shares only, no times.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FAULTS } from "../src/demo/faults/table.ts";
import { memorySource } from "../src/formats/memory-source.ts";
import { decodeFiles } from "../src/formats/open-files.ts";
import { diagnose } from "../src/propagation/report.ts";
import { writeSection } from "./accuracy-section.ts";
import { makeRuns, type WantedRun } from "./diagnosis-runs.ts";
import { scoreRun, type Truth } from "./diagnosis-score.ts";
import { type ScoredRun, tableOf } from "./diagnosis-table.ts";

const option = (name: string, fallback: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : (process.argv[at + 1] ?? fallback);
};
/** "1-3,7" is 1, 2, 3 and 7. */
const numbers = (list: string) =>
  list.split(",").flatMap((part) => {
    const [from = 0, to = from] = part.split("-").map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
const quick = process.argv.includes("--quick");
const seeds = numbers(option("seeds", quick ? "1" : "1-20"));
const concurrencies = numbers(option("concurrency", quick ? "8" : "1,20,100"));
const chosen = option("fault", FAULTS.map(({ id }) => id).join(",")).split(",");
const kept = option("keep", "");
const folder = kept || mkdtempSync(join(tmpdir(), "causeway-diagnosis-"));

/** At so many at once, visits enough that the shop is full for a while. */
const visitsFor = (concurrency: number) => Math.max(Number(option("requests", "48")), Math.ceil(1.2 * concurrency));

const wanted = chosen.flatMap((fault) =>
  seeds.flatMap((seed) =>
    concurrencies.map((concurrency): WantedRun => {
      const out = join(folder, `${seed}-${concurrency}`, `${fault}.jsonl`);
      const requests = visitsFor(concurrency);
      return { fault, seed, concurrency, requests, out, truth: out.replace(/\.jsonl$/, ".truth.json") };
    }),
  ),
);
await makeRuns(wanted, { shops: Number(option("shops", "6")), minutes: Number(option("minutes", "600")) });

const scored: ScoredRun[] = [];
for (const run of wanted) {
  if (!existsSync(run.truth)) continue;
  const { dataSet } = await decodeFiles([memorySource(run.out, readFileSync(run.out))], {});
  const score = scoreRun(diagnose(dataSet).findings, JSON.parse(readFileSync(run.truth, "utf8")) as Truth);
  scored.push({ ...run, ...score });
  const wrong = score.faults.filter(({ right }) => !right).map(({ edge, found }) => `${edge}: ${found}`);
  const alarms = score.falseAlarms.map(({ title, environment }) => `false alarm, ${environment}: ${title}`);
  if (wrong.length + alarms.length > 0)
    console.log(`${run.fault} ${run.concurrency} ${run.seed}: ${[...wrong, ...alarms].join("; ")}`);
}
if (!kept) rmSync(folder, { recursive: true });

const lines = tableOf(scored, { seeds, concurrencies, faults: chosen });
for (const line of lines) console.log(line);
if (scored.length < wanted.length)
  console.log(`${wanted.length - scored.length} of ${wanted.length} runs are not made yet.`);
// A part of the faults is no measure of the whole.
if (!quick && chosen.length === FAULTS.length && scored.length === wanted.length) {
  writeSection("Diagnosis", lines.join("\n"));
}
