// npm run demo:record [-- ID …]: records public/demo/*.jsonl and their truth anew. See src/demo/README.md.
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, root } from "./ensure.mjs";

ensureInstalled();
ensureBuilt(["demo"]);
await import(join(root, "dist/demo/record.js"));
