// Builds and runs the bridge benchmark: npm run bench:bridges [-- --quick]

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";

const outDir = "node_modules/.cache/bench-bridges";
await build({
  configFile: false,
  logLevel: "error",
  build: {
    ssr: "bench/bridges.bench.ts",
    outDir,
    target: "node20",
    rolldownOptions: { output: { entryFileNames: "bench.mjs" } },
  },
});
await import(pathToFileURL(resolve(outDir, "bench.mjs")).href);
