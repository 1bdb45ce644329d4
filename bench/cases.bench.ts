/** What is said of every case, against its truth: npm run bench:cases [-- --no-write]. Writes its section of docs/accuracy.md. */
import { writeSection } from "./accuracy-section.ts";
import { type CaseResult, isGood, knownFailures, listCases, runCase } from "./case-book.ts";
import type { Outcome } from "./case-score.ts";

const FOLDER = "cases";

interface Scored extends CaseResult {
  readonly stack: string;
  readonly isHealthy: boolean;
}

const scored: Scored[] = [];
for (const each of listCases(FOLDER)) {
  const { result } = await runCase(FOLDER, each);
  scored.push({ ...result, stack: each.stack, isHealthy: each.truth.healthy === true });
  console.log(lineOf(each.name, result));
}

function lineOf(name: string, { outcome, fits, wrongErrors, falseWarnings, forbidden, wrongBridges }: CaseResult) {
  const fix = fits === undefined ? "" : fits ? "fix fits" : "fix does not fit";
  const besides = [
    ...wrongErrors.map((title) => `error: ${title}`),
    ...falseWarnings.map((title) => `warning: ${title}`),
    ...forbidden.map((words) => `says "${words}"`),
    ...(wrongBridges.length > 0 ? [`${wrongBridges.length} wrong certain bridges, ${wrongBridges[0]}`] : []),
  ];
  return `${name.padEnd(44)} ${outcome.padEnd(20)} ${fix.padEnd(18)} ${besides.join("; ")}`.trimEnd();
}

function rowOf(title: string, some: readonly Scored[]): string {
  const broken = some.filter(({ isHealthy }) => !isHealthy);
  const healthy = some.filter(({ isHealthy }) => isHealthy);
  const those = (outcome: Outcome) => some.filter((each) => each.outcome === outcome).length;
  const sum = (of: (each: Scored) => number) => some.reduce((total, each) => total + of(each), 0);
  const cells = [
    title,
    `${those("right")} of ${broken.length}`,
    those("right below the top"),
    those("partly"),
    those("wrong"),
    those("silent"),
    `${broken.filter(({ fits }) => fits === true).length} of ${broken.filter(({ fits }) => fits !== undefined).length}`,
    `${those("false alarm")} of ${healthy.length}`,
    sum(({ wrongErrors }) => wrongErrors.length),
    sum(({ falseWarnings }) => falseWarnings.length),
    sum(({ wrongBridges }) => wrongBridges.length),
  ];
  return `| ${cells.join(" | ")} |`;
}

const stacks = [...new Set(scored.map(({ stack }) => stack))].sort();
const table = [
  "| stack | right | below the top | partly | wrong | silent | fix fits | false alarms | wrong errors | false warnings | wrong certain bridges |",
  `| --- |${" ---: |".repeat(10)}`,
  ...stacks.map((stack) =>
    rowOf(
      stack,
      scored.filter((each) => each.stack === stack),
    ),
  ),
  rowOf("all", scored),
  rowOf(
    "all but our own shop",
    scored.filter(({ stack }) => stack !== "shop"),
  ),
].join("\n");
const listed = knownFailures(FOLDER).length;
console.log(`\n${table}\n${scored.filter(isGood).length} good, ${listed} listed in cases/known-failures.txt`);
if (!process.argv.includes("--no-write"))
  writeSection(
    "Cases",
    `\`npm run bench:cases\`: ${scored.length} recordings and rebuilt systems in cases/, each with its truth. Of broken ones: right, right with another finding
above it, part of several, something else instead, nothing. Of healthy ones: false alarms, which are findings at warning or above. A wrong
error or false warning, in any case, accuses somebody who is innocent; a wrong certain bridge joins what the truth does not.

${table}`,
  );
