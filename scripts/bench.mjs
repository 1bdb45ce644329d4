// npm run bench [-- NAME… --quick]: builds and runs every bench/*.bench.ts, or those whose names are given. Each prints ratios.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { ensureInstalled, root } from "./ensure.mjs";

ensureInstalled();
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith("-"));
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
      ssr: `bench/${name}.bench.ts`,
      outDir,
      emptyOutDir: true,
      target: "node20",
      rolldownOptions: { output: { entryFileNames: "bench.mjs" } },
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
