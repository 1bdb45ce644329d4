/**
 * Measures the bridge matcher on made-up systems and prints the tables of docs/accuracy.md, section "Bridges".
 * Run by `npm run bench:bridges`; `--quick` takes one seed and the plain rows only. Gates that fail are said and fail the command.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { findWireBridges, matchWires } from "../src/hops/pairs/index.ts";
import type { CallColumns } from "../src/hops/pairs/input.ts";
import type { MatchOptions } from "../src/hops/pairs/matcher.ts";
import { BASELINES, runBaseline } from "./bridges-baselines.ts";
import { type Guess, type Score, scoreGuesses } from "./bridges-score.ts";
import { buildWorld, plainKnobs, type World, type WorldKnobs } from "./bridges-world.ts";

const quick = process.argv.includes("--quick");
const SEEDS = quick ? [11] : [11, 12];
/** Where nearly all is certain, two seeds leave a handful of bridges to judge "likely" by: a single swap of two decides. */
const SEEDS_IF_FEW = quick ? SEEDS : Array.from({ length: 10 }, (_, i) => 11 + i);
const TRACES = 300;

const SETTINGS: readonly (readonly [name: string, knobs: Partial<WorldKnobs>])[] = [
  ["starts as they were", { compress: 1 }],
  ["starts compressed 10 times", {}],
  ["starts compressed 50 times", { compress: 50 }],
  ["20 % lost, 10 times", { lostShare: 0.2 }],
  ["20 % lost, 50 times", { lostShare: 0.2, compress: 50 }],
  ["skew up to 5 ms", { skewNano: 5e6 }],
  ["skew up to 50 ms", { skewNano: 5e7 }],
  ["skew up to 2 s", { skewNano: 2e9 }],
  ["skew up to 2 s, 20 % lost", { skewNano: 2e9, lostShare: 0.2 }],
  ["skew up to 50 ms, 50 times", { skewNano: 5e7, compress: 50 }],
  ["skew up to 50 ms, generic names", { skewNano: 5e7, names: "generic" }],
  ["delays 4 times longer", { delay: 4 }],
  ["10 % of calls retried", { retries: 0.1 }],
  ["2 % of clients missing", { missingClients: 0.02 }],
  ["10 % of clients missing", { missingClients: 0.1 }],
  ["10 % of servers missing", { missingServers: 0.1 }],
  ["10 % of both missing", { missingClients: 0.1, missingServers: 0.1 }],
  ["10 % of both missing, 50 times", { missingClients: 0.1, missingServers: 0.1, compress: 50 }],
  ["names on callees only", { names: "callee" }],
  ["generic names, as they were", { names: "generic", compress: 1 }],
  ["generic names, 10 times", { names: "generic" }],
  ["generic names, 50 times", { names: "generic", compress: 50 }],
  ["nanoseconds", { resolutionNano: 1 }],
  ["milliseconds", { resolutionNano: 1e6 }],
  ["10 % true roots", { trueRoots: 0.1 }],
  ["50 % true roots", { trueRoots: 0.5 }],
  ["50 % true roots, 50 times", { trueRoots: 0.5, compress: 50 }],
];

interface Run {
  readonly guesses: readonly Guess[];
  readonly world: World;
}

const bands = [0.99, 0.95, 0.9, 0.8, 0.7, 0.5, 0];
const inBand = bands.map(() => ({ count: 0, right: 0 }));
const percent = (share: number) => (Number.isNaN(share) ? "" : (100 * share).toFixed(1));
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const meanOf = (scores: readonly Score[], key: keyof Score) => mean(scores.map((score) => score[key]));
const sumOf = (scores: readonly Score[], key: keyof Score) => scores.reduce((sum, score) => sum + score[key], 0);
const scoreOf = (run: Run) =>
  scoreGuesses(run.guesses, run.world.truth, run.world.input.callees.linked, run.world.isRoot);

function worlds(knobs: Partial<WorldKnobs>): World[] {
  const seeds = knobs.compress === 1 || (knobs.lostShare ?? 1) < 1 ? SEEDS_IF_FEW : SEEDS;
  return seeds.map((seed) => buildWorld({ ...plainKnobs, traces: TRACES, seed, ...knobs }));
}

const lines: string[] = [];
const print = (line: string) => {
  console.log(line);
  lines.push(line);
};
const row = (cells: readonly (string | number)[]) => print(`| ${cells.join(" | ")} |`);
const head = (cells: readonly string[]) => {
  row(cells);
  row(cells.map((_, i) => (i === 0 ? "---" : "---:")));
};

print(
  "Right: share of lost hops given their true caller. 99 %, 90 %: largest share covered at that cumulative precision.",
);
print("");
head([
  "one knob at a time",
  "in flight",
  "right",
  "99 %",
  "90 %",
  "certain: covered",
  "precision",
  "likely: bridges",
  "precision",
  "alone but bridged",
  "true roots called certain",
  "callees of missing calls called certain",
  ...BASELINES,
]);
let certainRight = 0;
let certainCount = 0;
let rootsCertain = 0;
let likelyRight = 0;
let likelyCount = 0;
const poorRows: string[] = [];
for (const [name, knobs] of quick ? SETTINGS.slice(0, 3) : SETTINGS) {
  const runs = worlds(knobs).map((world) => ({ world, guesses: findWireBridges(world.input) }));
  const scores = runs.map(scoreOf);
  for (const { guesses, world } of runs) {
    for (const g of guesses) {
      const band = inBand[bands.findIndex((from) => g.score >= from)]!;
      band.count++;
      if (world.truth[g.callee] === g.caller) band.right++;
    }
  }
  rootsCertain += sumOf(scores, "rootsCertain");
  for (const s of scores) {
    certainRight += s.certainPrecision * s.certainCount;
    certainCount += s.certainCount;
    likelyRight += s.likelyPrecision * s.likelyCount;
    likelyCount += s.likelyCount;
  }
  const counted = (key: "certain" | "likely") => {
    const weights = scores.map((s) => s[`${key}Count`]);
    const all = weights.reduce((a, b) => a + b, 0);
    return all === 0 ? Number.NaN : scores.reduce((sum, s, i) => sum + s[`${key}Precision`] * weights[i]!, 0) / all;
  };
  if (counted("certain") < 0.99 || counted("likely") < 0.9) poorRows.push(name);
  row([
    name,
    mean(runs.map((run) => run.world.inFlight)).toFixed(0),
    ...(["right", "coverage99", "coverage90", "certainCoverage"] as const).map((key) => percent(meanOf(scores, key))),
    percent(counted("certain")),
    sumOf(scores, "likelyCount"),
    percent(counted("likely")),
    percent(meanOf(scores, "falseLinks")),
    sumOf(scores, "rootsCertain"),
    sumOf(scores, "missingCertain"),
    ...BASELINES.map((baseline) =>
      percent(mean(runs.map(({ world }) => scoreOf({ world, guesses: runBaseline(baseline, world.input) }).right))),
    ),
  ]);
}

print("");
print("Reliability over all rows above: of the bridges with a score in the band, the share that is right.");
print("");
head(["score", "bridges", "right"]);
bands.forEach((from, i) => {
  const { count, right } = inBand[i]!;
  row([i === 0 ? `${from} and above` : `${from} to ${bands[i - 1]}`, count, percent(right / Math.max(count, 1))]);
});

print("");
print("Left out one at a time, one seed (right / certain: covered, precision).");
print("");
const ablations: readonly (readonly [string, Partial<MatchOptions>, Partial<CallColumns>?])[] = [
  ["nothing left out", {}],
  ["one gap: the request only", { ablation: "one-gap" }],
  ["Gaussian gaps", { ablation: "gaussian" }],
  ["no exclusivity: softmax", { ablation: "not-exclusive" }],
  ["one round", { rounds: 1 }],
  ["no offset search", { offsetOf: () => 0 }],
  ["the call's length not weighed", { ablation: "callee-durations" }],
  ["no place among siblings", {}, { position: undefined }],
  ["neither role nor place", {}, { position: undefined, role: new Int32Array(0) }],
];
const grounds: readonly (readonly [string, Partial<WorldKnobs>])[] = [
  ["10 times", {}],
  ["50 times", { compress: 50 }],
  ["skew 50 ms", { skewNano: 5e7 }],
  ["generic names", { names: "generic" }],
  ["50 % true roots", { trueRoots: 0.5 }],
];
head(["left out", ...grounds.map(([name]) => name)]);
for (const [name, options, columns] of quick ? [] : ablations) {
  row([
    name,
    ...grounds.map(([, knobs]) => {
      const world = buildWorld({ ...plainKnobs, traces: TRACES, seed: SEEDS[0]!, ...knobs });
      const role = columns?.role ? new Int32Array(world.input.callers.count).fill(-1) : world.input.callers.role;
      const callers = { ...world.input.callers, ...columns, role };
      const score = scoreOf({ world, guesses: findWireBridges({ ...world.input, callers }, options) });
      return `${percent(score.right)} / ${percent(score.certainCoverage)}, ${percent(score.certainPrecision)}`;
    }),
  ]);
}

print("");
print("Growth at constant load, all links lost: work and processor time of 4n over n (linear: 4), one thread.");
print("");
head(["n to 4n", "spans of 4n", "work", "time", "seconds for 4n"]);
const growths = (
  [
    ["10 times", { compress: 10 }],
    ["50 times", { compress: 50 }],
    ["generic names, 50 times", { compress: 50, names: "generic" }],
  ] as const
).map(([name, knobs]) => {
  const [small, large] = [300, 1200].map((traces) => {
    const { input } = buildWorld({ ...plainKnobs, traces, seed: 5, ...knobs });
    let work = 0;
    const begun = process.cpuUsage();
    for (const step of matchWires(input)) work += step.work;
    const { user, system } = process.cpuUsage(begun);
    return { work, seconds: (user + system) / 1e6, spans: input.callers.count + input.callees.count };
  }) as [Grown, Grown];
  const work = large.work / small.work;
  row([name, large.spans, work.toFixed(2), (large.seconds / small.seconds).toFixed(2), large.seconds.toFixed(1)]);
  return work;
});

interface Grown {
  readonly work: number;
  readonly seconds: number;
  readonly spans: number;
}

const fails = [
  certainRight / certainCount < 0.99 && `certain is right in ${percent(certainRight / certainCount)} % only`,
  likelyRight / likelyCount < 0.9 && `likely is right in ${percent(likelyRight / likelyCount)} % only`,
  poorRows.length > 0 && `certain below 99 % or likely below 90 % in: ${poorRows.join("; ")}`,
  rootsCertain > 0 && `${rootsCertain} true roots are called certain`,
  growths.some((work) => work > 5) && "work grows faster than n",
].filter((fail) => fail !== false);
print("");
print(
  `Gates: certain right in ${percent(certainRight / certainCount)} % of ${certainCount}, likely in ${percent(likelyRight / likelyCount)} % of ${likelyCount}; true roots called certain: ${rootsCertain}.`,
);
for (const fail of fails) console.error(`FAILED: ${fail}`);
if (fails.length > 0) process.exitCode = 1;
if (!quick) writeSection("docs/accuracy.md", "Bridges", lines.join("\n"));

/** Replaces one section of a Markdown file, or adds it. */
function writeSection(file: string, title: string, body: string): void {
  const text = readOr(file, "# Accuracy\n\nMeasured by the commands named in each section; shares in percent.\n");
  const section = `## ${title}\n\n\`npm run bench:bridges\`: made-up systems (bench/bridges-world.ts), ${SEEDS.length} seeds of ${TRACES} traces each (${SEEDS_IF_FEW.length} where starts are as they were or few links are lost), all links lost unless said.\n\n${body}\n`;
  const found = new RegExp(`^## ${title}\\n[\\s\\S]*?(?=^## |(?![\\s\\S]))`, "m");
  writeFileSync(
    file,
    found.test(text)
      ? text
          .replace(found, () => `${section}\n`)
          .trimEnd()
          .concat("\n")
      : `${text.trimEnd()}\n\n${section}`,
  );
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return otherwise;
  }
}
