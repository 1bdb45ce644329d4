// npm run build: dist/web (the SPA) and dist/node (the command line), where they are out of date.
import { ensureBuilt, ensureInstalled } from "./ensure.mjs";

ensureInstalled();
ensureBuilt();
