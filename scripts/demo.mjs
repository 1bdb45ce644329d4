// npm run demo -- …: the demo shop from this checkout. See src/demo/README.md.
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, root } from "./ensure.mjs";

ensureInstalled();
ensureBuilt(["demo"]);
await import(join(root, "dist/demo/demo.js"));
