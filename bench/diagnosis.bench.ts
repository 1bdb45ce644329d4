/**
 * How often the diagnosis names the injected fault: runs the demo shop (the real one), diagnoses what it sent, compares with the
 * truth beside it. Prints the confusion matrix of docs/accuracy.md, section "Diagnosis", and writes it there when all faults were run.
 *
 *   npm run bench:diagnosis [-- --seeds 1,2 --concurrency 1,20,100 --requests 100 --fault ID,ID --keep DIR --quick]
 *
 * `--keep DIR` reads runs that are there already and keeps new ones. Counts and shares only, no times.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FAULTS } from "../src/demo/faults/table.ts";
import { memorySource } from "../src/formats/memory-source.ts";
import { decodeFiles } from "../src/formats/open-files.ts";
import { diagnose } from "../src/propagation/report.ts";
import type { Finding } from "../src/propagation/report-types.ts";
import { writeSection } from "./accuracy-section.ts";
import { type FaultScore, scoreRun, type Truth } from "./diagnosis-score.ts";

const option = (name: string, fallback: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : (process.argv[at + 1] ?? fallback);
};
const numbers = (list: string) => list.split(",").map(Number);
const quick = process.argv.includes("--quick");
const seeds = numbers(option("seeds", "1"));
const concurrencies = numbers(option("concurrency", quick ? "8" : "1,20,100"));
const requests = option("requests", "100");
const chosen = option("fault", FAULTS.map(({ id }) => id).join(",")).split(",");
const folder = option("keep", "") || mkdtempSync(join(tmpdir(), "causeway-diagnosis-"));
const DEMO = "dist/demo/demo.js";
const RUN_LIMIT_MS = 240_000;

interface Alarm {
  readonly run: string;
  readonly finding: Finding;
}

const scores: (FaultScore & { readonly concurrency: number })[] = [];
const alarms: Alarm[] = [];
let innocentRuns = 0;
let runs = 0;

for (const seed of seeds) {
  for (const concurrency of concurrencies) {
    for (const fault of chosen) {
      const file = runDemo(fault, seed, concurrency);
      if (file === undefined) continue;
      runs++;
      const { dataSet } = await decodeFiles([memorySource(file, readFileSync(file))], {});
      const truth = JSON.parse(readFileSync(truthOf(file), "utf8")) as Truth;
      const score = scoreRun(diagnose(dataSet).findings, truth);
      if (truth.faults.length === 0) innocentRuns++;
      scores.push(...score.faults.map((each) => ({ ...each, concurrency })));
      alarms.push(
        ...score.falseAlarms.map((finding) => ({ run: `${fault}, ${concurrency} at once, seed ${seed}`, finding })),
      );
      const wrong = score.faults.filter(({ right }) => !right).map(({ edge, found }) => `${edge}: ${found}`);
      console.log(`${fault} ${concurrency} ${seed}: ${wrong.length === 0 ? "right" : wrong.join("; ")}`);
    }
  }
}

function truthOf(file: string): string {
  return file.replace(/\.jsonl$/, ".truth.json");
}

function runDemo(fault: string, seed: number, concurrency: number): string | undefined {
  const own = join(folder, `${seed}-${concurrency}`);
  const file = join(own, `${fault}.jsonl`);
  if (existsSync(truthOf(file))) return file;
  mkdirSync(own, { recursive: true });
  const visits = String(Math.max(Number(requests), 2 * concurrency));
  const asked = ["--fault", fault, "--requests", visits, "--concurrency", String(concurrency), "--seed", String(seed)];
  try {
    execFileSync(process.execPath, [DEMO, ...asked, "--out", file, "--truth", truthOf(file)], {
      timeout: RUN_LIMIT_MS,
      stdio: "ignore",
    });
    return file;
  } catch (error) {
    console.log(
      `${fault} ${concurrency} ${seed}: the demo did not finish (${(error as Error).message.split("\n", 1)[0]})`,
    );
    return undefined;
  }
}

const lines: string[] = [];
const print = (line: string) => {
  console.log(line);
  lines.push(line);
};
const right = scores.filter((score) => score.right).length;
print(
  `\`npm run bench:diagnosis\`: ${runs} runs of the demo shop (seeds ${seeds.join(", ")}; ${concurrencies.join(", ")} visits at once), each an intact and a broken side`,
);
print(
  `in one file. ${right} of ${scores.length} injected faults (${((100 * right) / scores.length).toFixed(1)} %) have their own cause as the first finding on the right edge.`,
);
print(
  `${innocentRuns} runs hold no fault but an innocent or none that struck; with the intact sides of the others they gave ${alarms.length} findings at or above warning.`,
);
print("");
print(`| fault | cause | ${concurrencies.map((each) => `${each} at once`).join(" | ")} | taken for |`);
print(`|---|---|${concurrencies.map(() => "---").join("|")}|---|`);
for (const fault of chosen) {
  const own = scores.filter((score) => score.fault === fault);
  if (own.length === 0) continue;
  const cells = concurrencies.map((concurrency) => {
    const at = own.filter((score) => score.concurrency === concurrency);
    return at.length === 0 ? "" : `${at.filter((score) => score.right).length} / ${at.length}`;
  });
  const taken = new Map<string, number>();
  for (const score of own) if (!score.right) taken.set(score.found, (taken.get(score.found) ?? 0) + 1);
  print(
    `| ${fault} | ${own[0]!.expected} | ${cells.join(" | ")} | ${[...taken].map(([cause, count]) => `${cause} ${count}`).join(", ")} |`,
  );
}
if (alarms.length > 0) {
  print("");
  print(
    "Findings at or above warning where nothing was injected. (A machine that cannot keep up with so many visits makes faults of its own,",
  );
  print("on both sides: calls that time out, and streams that are cancelled and whose spans the SDK then never ends.)");
  print("");
  for (const { run, finding } of alarms)
    print(
      `- ${run}, ${finding.environment} side: ${finding.cause}, ${finding.confidence}, ${finding.count} spans. ${finding.title}.`,
    );
}
// A part of the faults is no measure of the whole.
if (!quick && chosen.length === FAULTS.length) writeSection("Diagnosis", lines.join("\n"));
