/** The entry of embed.html. */
import "../app/page.css";
import { createMemoryHistory } from "@tanstack/react-router";
import { createCausewayApp } from "../app/create-app.tsx";
import { connectHost } from "./connect-host.ts";
import { parseHostOrigin } from "./protocol.ts";
import { seedPlace } from "./seed.ts";

const element = document.getElementById("causeway");
if (element === null) throw new Error("embed.html has no #causeway");

const query = new URLSearchParams(location.search);
const history = createMemoryHistory({ initialEntries: [seedPlace(query)] });
const app = createCausewayApp({ element, history, embedded: true, ownsPage: true });
if (window.parent !== window) {
  connectHost({ app, host: window.parent, origin: parseHostOrigin(query.get("origin")) });
}
window.causeway = { idle: app.idle };
