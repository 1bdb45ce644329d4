// npm run build [-- MODE…]: dist/web (the SPA), dist/node (the command line), dist/demo where asked for; those that are out of date.
import { ensureBuilt, ensureInstalled } from "./ensure.mjs";

ensureInstalled();
const modes = process.argv.slice(2);
ensureBuilt(modes.length > 0 ? modes : undefined);
