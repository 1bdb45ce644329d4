// npm run causeway -- COMMAND …: the command line from this checkout.
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, root } from "./ensure.mjs";

ensureInstalled();
ensureBuilt(["node"]);
await import(join(root, "dist/node/causeway.js"));
