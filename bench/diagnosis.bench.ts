/**
 * How often the diagnosis names the injected fault: runs the demo shop (the real one), diagnoses what it sent, compares with the
 * truth beside it. Prints the confusion matrix of docs/accuracy.md, section "Diagnosis", and writes it there when all was run.
 *
 *   npm run bench:diagnosis [-- --seeds 1-20 --concurrency 1,20,100 --requests 48 --fault ID,ID --keep DIR --minutes 5 --shops 6
 *                               --write --quick --in-page]
 *
 * `--keep DIR` reads runs that are there already and keeps new ones; with `--minutes N` it makes as many as begin in that time, so
 * that the whole can be made in slices; it scores those that are there, and `--write` writes them down, saying which they are.
 * `--in-page` runs the same services without processes (diagnosis-in-page.ts). Counts and shares only, no times.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FAULTS } from "../src/demo/faults/table.ts";
import { diagnose } from "../src/diagnosis/report.ts";
import { memorySource } from "../src/formats/memory-source.ts";
import { decodeFiles } from "../src/formats/open-files.ts";
import { writeSection } from "./accuracy-section.ts";
import { runInPage } from "./diagnosis-in-page.ts";
import { makeRuns, type WantedRun } from "./diagnosis-runs.ts";
import { scoreRun, type Truth } from "./diagnosis-score.ts";
import { type ScoredRun, tableOf } from "./diagnosis-table.ts";

const has = (name: string) => process.argv.includes(`--${name}`);
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
const quick = has("quick");
const inPage = has("in-page");
const seeds = numbers(option("seeds", quick ? "1" : "1-20"));
const concurrencies = numbers(option("concurrency", quick ? "8" : "1,20,100"));
const faults = option("fault", FAULTS.map(({ id }) => id).join(",")).split(",");
const kept = option("keep", "");
const folder = kept || mkdtempSync(join(tmpdir(), "causeway-diagnosis-"));

/** At so many at once, visits enough that the shop is full for a while. */
const visitsFor = (concurrency: number) => Math.max(Number(option("requests", "48")), Math.ceil(1.2 * concurrency));

const wanted = faults.flatMap((fault) =>
  seeds.flatMap((seed) =>
    concurrencies.map((concurrency): WantedRun => {
      const out = join(folder, `${seed}-${concurrency}`, `${fault}.jsonl`);
      const requests = visitsFor(concurrency);
      return { fault, seed, concurrency, requests, out, truth: out.replace(/\.jsonl$/, ".truth.json") };
    }),
  ),
);
if (!inPage) await makeRuns(wanted, { shops: Number(option("shops", "6")), minutes: Number(option("minutes", "600")) });

const scored: ScoredRun[] = [];
for (const run of wanted) {
  const score = inPage ? await runInPage(run) : await scoreKept(run);
  if (score === undefined) continue;
  scored.push(score);
  const wrong = score.faults.filter(({ right }) => !right).map(({ edge, found }) => `${edge}: ${found}`);
  const alarms = score.falseAlarms.map(({ title, environment }) => `false alarm, ${environment}: ${title}`);
  if (wrong.length + alarms.length > 0)
    console.log(`${run.fault} ${run.concurrency} ${run.seed}: ${[...wrong, ...alarms].join("; ")}`);
}
if (!kept) rmSync(folder, { recursive: true });

async function scoreKept(run: WantedRun): Promise<ScoredRun | undefined> {
  if (!existsSync(run.truth)) return undefined;
  const { dataSet } = await decodeFiles([memorySource(run.out, readFileSync(run.out))], {});
  const truth = JSON.parse(readFileSync(run.truth, "utf8")) as Truth;
  return { ...run, ...scoreRun(diagnose(dataSet).findings, truth) };
}

const command = `npm run bench:diagnosis${inPage ? " -- --in-page" : ""}`;
const shop = inPage ? "the demo shop without processes and sockets, in a time that does not wait" : "the demo shop";
const lines = tableOf(scored, { command, shop, seeds, concurrencies, faults });
for (const line of lines) console.log(line);
if (scored.length < wanted.length)
  console.log(`${wanted.length - scored.length} of ${wanted.length} runs are not made yet.`);
// A part of the faults is no measure of the whole.
const whole = !quick && faults.length === FAULTS.length && scored.length === wanted.length;
if (whole || has("write")) writeSection(inPage ? "Diagnosis in a page" : "Diagnosis", lines.join("\n"));
