// npm run demo:soak [-- --duration S --rate R]: does the demo leak memory or processes? See src/demo/supervisor/soak.ts.
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, root } from "./ensure.mjs";

ensureInstalled();
ensureBuilt(["demo"]);
await import(join(root, "dist/demo/soak.js"));
