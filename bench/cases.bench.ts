/** What is said of every case, against its truth: npm run bench:cases [-- --no-write]. Writes its section of docs/accuracy.md. */
import { writeSection } from "./accuracy-section.ts";
import { knownFailures, listCases, runCase } from "./case-book.ts";
import { type CaseScore, isGood } from "./case-score.ts";

const FOLDER = "cases";
const scored: { name: string; stack: string; score: CaseScore }[] = [];
for (const each of listCases(FOLDER)) {
  const score = await runCase(FOLDER, each);
  scored.push({ name: each.name, stack: each.stack, score });
  const fix = score.fits === undefined ? "" : score.fits ? "fix fits" : "fix does not fit";
  console.log(`${each.name.padEnd(44)} ${score.outcome.padEnd(20)} ${fix.padEnd(18)} ${score.wrongErrors.join("; ")}`);
}

const count = (some: readonly { score: CaseScore }[], test: (score: CaseScore) => boolean) =>
  some.filter(({ score }) => test(score)).length;
function row(title: string, some: typeof scored): string {
  const broken = some.filter(({ score }) => score.outcome !== "healthy" && score.outcome !== "false alarm");
  const whole = some.length - broken.length;
  const right = count(broken, ({ outcome }) => outcome === "right" || outcome === "right below the top");
  const cells = [
    title,
    `${right} of ${broken.length}`,
    count(broken, ({ outcome }) => outcome === "partly"),
    count(broken, ({ outcome }) => outcome === "wrong"),
    count(broken, ({ outcome }) => outcome === "silent"),
    `${count(broken, ({ fits }) => fits === true)} of ${count(broken, ({ fits }) => fits !== undefined)}`,
    `${count(some, ({ outcome }) => outcome === "false alarm")} of ${whole}`,
    some.reduce((sum, { score }) => sum + score.wrongErrors.length, 0),
  ];
  return `| ${cells.join(" | ")} |`;
}
const stacks = [...new Set(scored.map(({ stack }) => stack))].sort();
const table = [
  "| stack | right | partly | wrong | silent | fix fits | false alarms | wrong errors |",
  "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
  ...stacks.map((stack) =>
    row(
      stack,
      scored.filter((each) => each.stack === stack),
    ),
  ),
  row("all", scored),
].join("\n");
console.log(
  `\n${table}\n${count(scored, isGood)} good, ${knownFailures(FOLDER).length} listed in cases/known-failures.txt`,
);
if (!process.argv.includes("--no-write"))
  writeSection(
    "Cases",
    `\`npm run bench:cases\`: ${scored.length} recordings and rebuilt reports in cases/, each with its truth. A wrong error accuses somebody who is innocent.\n\n${table}`,
  );
