// npm test: every check, one after another, each with its own line; the last line counts them: "N passed, N failed".
// Single tests count one each; every other check counts one.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, root } from "./ensure.mjs";

ensureInstalled();
const { ensureChromium } = await import("./chromium.mjs");
const chromium = ensureChromium();
const results = join(root, "node_modules/.cache/causeway-tests");
mkdirSync(results, { recursive: true });

const bin = (name) => join(root, "node_modules", ".bin", name);
const unitReport = join(results, "unit.json");
const e2eReport = join(results, "e2e.json");

const checks = [
  { name: "format and lint", command: [bin("biome"), "check", "--error-on-warnings", "."] },
  { name: "types", command: [process.execPath, "scripts/types.mjs"] },
  { name: "layers", command: [process.execPath, "scripts/layers.mjs"] },
  { name: "dead code", command: [bin("knip")] },
  {
    name: "unit tests",
    command: [bin("vitest"), "run", "--reporter=dot", "--reporter=json", `--outputFile=${unitReport}`],
    count: () => {
      const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = read(unitReport);
      return { passed: numPassedTests, failed: numFailedTests || numFailedTestSuites, skipped: numPendingTests };
    },
  },
  { name: "build", work: () => ensureBuilt() },
  { name: "bundle size", command: [bin("size-limit")] },
  { name: "package", command: [process.execPath, "scripts/check-package.mjs"] },
  {
    name: "end to end",
    command: [bin("playwright"), "test", "--reporter=dot,json"],
    env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
    count: () => {
      const { expected, unexpected, flaky, skipped } = read(e2eReport).stats;
      return { passed: expected + flaky, failed: unexpected, skipped };
    },
  },
];

const read = (file) => JSON.parse(readFileSync(file, "utf8"));

/** Runs a check with its output kept back; shows the output where it fails. */
function runCheck({ command, env }) {
  return new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), { cwd: root, env: { ...process.env, ...env, FORCE_COLOR: "0" } });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("error", (error) => resolve({ status: 1, output: String(error) }));
    child.on("close", (status) => resolve({ status, output }));
  });
}

const total = { passed: 0, failed: 0, skipped: 0 };
for (const check of checks) {
  const began = Date.now();
  // A run that dies must not be counted by the report of the one before.
  for (const report of [unitReport, e2eReport])
    if (check.command?.some((part) => part.includes(report))) rmSync(report, { force: true });
  if (check.work) check.work();
  const { status, output } = check.work ? { status: 0, output: "" } : await runCheck(check);
  let counted;
  try {
    counted = check.count?.();
  } catch {
    counted = undefined;
  }
  const passed = counted?.passed ?? (status === 0 ? 1 : 0);
  const failed = Math.max(counted?.failed ?? 0, status === 0 ? 0 : 1);
  total.passed += passed;
  total.failed += failed;
  total.skipped += counted?.skipped ?? 0;
  const detail = counted ? `: ${passed} passed, ${failed} failed, ${counted.skipped} skipped` : "";
  console.log(
    `${failed === 0 ? "ok    " : "FAILED"} ${check.name}${detail} (${((Date.now() - began) / 1000).toFixed(1)} s)`,
  );
  if (failed > 0) console.log(output.trimEnd());
}
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
process.exit(total.failed === 0 ? 0 : 1);
