// npm run bench [-- NAME… --quick --minutes 10]: builds and runs every bench/*.bench.ts, or those whose names are given. Each prints ratios.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { ensureInstalled, root } from "./ensure.mjs";

ensureInstalled();
// `--minutes 10` is a flag with its value.
const given = process.argv
  .slice(2)
  .join(" ")
  .replace(/(--\w+) (\d+)/g, "$1=$2")
  .split(" ")
  .filter(Boolean);
const wanted = given.filter((argument) => !argument.startsWith("-"));
const flags = given.filter((argument) => argument.startsWith("-"));
const names = readdirSync(join(root, "bench"))
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.replace(".bench.ts", ""))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
let failed = names.length === 0;
if (failed) console.error(`There is no benchmark called ${wanted.join(" ")}.`);
for (const name of names) {
  const outDir = join(root, "node_modules/.cache/bench", name);
  await build({
    configFile: false,
    root,
    logLevel: "error",
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: "node20",
      rolldownOptions: {
        input: { bench: `bench/${name}.bench.ts`, "ingest-worker": "src/collector/ingest/ingest-worker.ts" },
        output: { entryFileNames: "[name].mjs" },
      },
    },
  });
  // Each in its own process: one benchmark's heap and compiled code must not colour the next.
  const { status } = spawnSync(process.execPath, ["--expose-gc", join(outDir, "bench.mjs"), ...flags], {
    cwd: root,
    stdio: "inherit",
  });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
