// Checks that every room imports only downwards, that modules were really cruised, and that a planted upward import fails.
import { rmSync, writeFileSync } from "node:fs";
import { cruise } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

const LEAST_MODULES = 10;
const options = await extractDepcruiseOptions("./.dependency-cruiser.cjs");
const tsConfig = extractTSConfig("./tsconfig.json");

const check = async () => (await cruise(["src"], options, undefined, { tsConfig })).output;

const { summary } = await check();
for (const { rule, from, to } of summary.violations) console.log(`${rule.name}: ${from} -> ${to}`);
console.log(
  `${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports, ${summary.violations.length} breaches`,
);
let failed = summary.violations.length > 0;
if (summary.totalCruised < LEAST_MODULES) {
  console.log(`only ${summary.totalCruised} modules were cruised: the checker does not see the source`);
  failed = true;
}

// A checker that cannot fail proves nothing: an import from the ground floor up to the engine must be found.
const planted = "src/model/planted-breach.ts";
try {
  writeFileSync(planted, 'import type {} from "../views/planted-target.ts";\nexport {};\n');
  writeFileSync("src/views/planted-target.ts", "export type Planted = 1;\n");
  const { summary: withBreach } = await check();
  if (!withBreach.violations.some(({ from }) => from === planted)) {
    console.log("a planted upward import was not found");
    failed = true;
  }
} finally {
  rmSync(planted, { force: true });
  rmSync("src/views/planted-target.ts", { force: true });
}
process.exit(failed ? 1 : 0);
