// npm run test:backends [-- jaeger]: real Jaeger, Tempo and Zipkin, loaded with the demo's traces and asked, then the app in Chromium before
// them; see backends/README.md.
import { join } from "node:path";
import { ensureInstalled, root, run } from "./ensure.mjs";

ensureInstalled();
const { ensureChromium } = await import("./chromium.mjs");
const names = process.argv.slice(2);
const bin = (name) => join(root, "node_modules", ".bin", name);
run(bin("vitest"), ["run", "--config", "backends/vitest.config.ts", ...names]);
const only = names.length === 0 ? [] : ["--grep", `(?i)${names.join("|")}`];
run(bin("playwright"), ["test", "--config", "backends/playwright.config.ts", ...only], {
  env: { ...process.env, CHROMIUM_PATH: ensureChromium() },
});
