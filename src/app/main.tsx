/** The entry of index.html. */
import "./page.css";
import { createHashHistory } from "@tanstack/react-router";
import { createCausewayApp } from "./create-app.tsx";
import { takeFiles } from "./handover.ts";
import { hashWithQuery } from "./url/hash-with-query.ts";

declare global {
  interface Window {
    /** For tests and screenshots: `await causeway.idle()`. */
    causeway?: { idle(): Promise<void> };
  }
}

const element = document.getElementById("causeway");
if (element === null) throw new Error("index.html has no #causeway");

// `?src=` may stand in the page's own query too; the app knows only the hash.
const moved = hashWithQuery(location.search, location.hash);
if (moved !== undefined) history.replaceState(history.state, "", `${location.pathname}${moved}`);

const { idle, opener } = createCausewayApp({ element, history: createHashHistory(), embedded: false, ownsPage: true });
window.causeway = { idle };
takeFiles((files) => void opener.openFiles(files));
