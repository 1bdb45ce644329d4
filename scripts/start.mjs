// npm start [-- FILE...]: installs and builds what is missing, serves the page, opens FILEs in it.
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, root } from "./ensure.mjs";

ensureInstalled();
ensureBuilt();
process.argv.splice(2, 0, "start");
await import(join(root, "dist/node/causeway.js"));
