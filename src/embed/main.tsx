/** The entry of embed.html. */
import "../app/page.css";
import { createMemoryHistory } from "@tanstack/react-router";
import { createCausewayApp } from "../app/create-app.tsx";

const element = document.getElementById("causeway");
if (element === null) throw new Error("embed.html has no #causeway");

const { idle } = createCausewayApp({ element, history: createMemoryHistory(), embedded: true });
window.causeway = { idle };
