// npm start [-- FILE...]: installs and builds what is missing, collects spans, serves the page, opens FILEs in it.
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, root } from "./ensure.mjs";

ensureInstalled();
const isHelp = process.argv.some((argument) => argument === "--help" || argument === "-h");
ensureBuilt(isHelp ? ["node"] : ["web", "node", ...(process.argv.includes("--demo") ? ["demo"] : [])]);
process.argv.splice(2, 0, "start");
await import(join(root, "dist/node/causeway.js"));
