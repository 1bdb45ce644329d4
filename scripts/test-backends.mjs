// npm run test:backends [-- jaeger]: real Jaeger, Tempo and Zipkin, loaded with the demo's traces and asked; see backends/README.md.
import { join } from "node:path";
import { ensureInstalled, root, run } from "./ensure.mjs";

ensureInstalled();
const vitest = join(root, "node_modules", ".bin", "vitest");
run(vitest, ["run", "--config", "backends/vitest.config.ts", ...process.argv.slice(2)]);
