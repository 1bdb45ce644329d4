/** npm run bench -- kill: 50 times SIGKILL under load; prints acknowledged requests and lost ones. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { killAgainAndAgain } from "./kill-collector.ts";

const rounds = process.argv.includes("--quick") ? 5 : 50;
const folder = mkdtempSync(join(tmpdir(), "causeway-kill-"));
const outDir = join(process.cwd(), "node_modules/.cache/bench/kill-program");
await build({ mode: "node", logLevel: "error", build: { outDir, emptyOutDir: true } });
const { acknowledged, lost, extra } = await killAgainAndAgain({
  program: join(outDir, "causeway.js"),
  folder,
  rounds,
});
console.log(`${rounds} kills: ${acknowledged} requests acknowledged, ${lost} lost, ${extra} there without an answer`);
rmSync(folder, { recursive: true });
process.exit(lost === 0 && acknowledged > 0 ? 0 : 1);
