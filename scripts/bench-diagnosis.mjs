// Builds the demo shop and the diagnosis benchmark and runs it: npm run bench:diagnosis [-- --quick]

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { ensureBuilt, ensureInstalled, root } from "./ensure.mjs";

ensureInstalled();
ensureBuilt(["demo"]);
process.chdir(root);
const outDir = join("node_modules", ".cache", "bench-diagnosis");
await build({
  configFile: false,
  logLevel: "error",
  build: {
    ssr: "bench/diagnosis.bench.ts",
    outDir,
    target: "node20",
    rolldownOptions: { output: { entryFileNames: "bench.mjs" } },
  },
});
await import(pathToFileURL(resolve(outDir, "bench.mjs")).href);
