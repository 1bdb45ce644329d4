/**
 * The panel's end of the conversation with its host. Only the window that frames the panel is heard, and only from the
 * origin that `origin=` names; without that parameter the first origin that sends data is the only one from then on. Nothing
 * about the data is said before an origin is known.
 */
import type { CausewayApp } from "../app/create-app.tsx";
import { type PanelMessage, PROTOCOL_VERSION, parseHostMessage } from "./protocol.ts";

export interface HostConnection {
  readonly app: CausewayApp;
  readonly host: Window;
  /** Of the host, where the panel's address names it. */
  readonly origin: string | undefined;
}

/** @returns ends the conversation */
export function connectHost({ app, host, origin }: HostConnection): () => void {
  let trusted = origin;
  const say = (message: PanelMessage) => {
    if (trusted !== undefined) host.postMessage(message, trusted);
  };

  const onMessage = (event: MessageEvent) => {
    if (event.source !== host || (trusted !== undefined && event.origin !== trusted)) return;
    const message = parseHostMessage(event.data);
    if (message === undefined) return;
    // A sandboxed or file host has the origin "null", which postMessage cannot aim at: it is answered nothing.
    if (trusted === undefined && event.origin !== "null") trusted = event.origin;
    if (message.type === "causeway:theme") {
      void app.router.navigate({
        to: ".",
        search: (present: object) => ({ ...present, theme: message.theme }),
        replace: true,
      });
      return;
    }
    const { name, data, trace, span } = message;
    const files = [{ name: name || "host", blob: data instanceof Blob ? data : new Blob([data]) }];
    void (async () => {
      if (trace !== undefined) {
        const search = { src: undefined, span };
        await app.router.navigate({
          to: "/trace/$traceId",
          params: { traceId: trace.padStart(32, "0") },
          search,
          replace: true,
        });
      }
      await app.opener.openFiles(files);
    })();
  };

  let generation = 0;
  let problems = app.controller.getState().problems;
  const tellChanges = () => {
    const state = app.controller.getState();
    const isWhole = !(state.loading && state.open?.isPartial);
    if (state.open && isWhole && state.open.generation !== generation) {
      generation = state.open.generation;
      const { spans, traces, warnings } = state.open.summary;
      say({ type: "causeway:opened", spans, traces, warnings: warnings.map(({ message }) => message) });
    }
    if (state.problems !== problems) {
      problems = state.problems;
      for (const problem of problems) say({ type: "causeway:error", message: app.describeProblem(problem) });
    }
  };

  let selected = "";
  const tellSelection = () => {
    const { pathname, search } = app.router.state.location;
    const traceId = /^\/trace\/([0-9a-f]+)/.exec(pathname)?.[1] ?? "";
    const spanId = (search as { span?: string }).span ?? "";
    const now = `${traceId} ${spanId}`;
    if (now === selected) return;
    selected = now;
    if (traceId !== "" && spanId !== "") say({ type: "causeway:span-selected", traceId, spanId });
  };

  window.addEventListener("message", onMessage);
  const stopState = app.controller.subscribe(tellChanges);
  const stopRouter = app.router.subscribe("onResolved", tellSelection);
  // Says nothing about the data, so anyone may hear it.
  host.postMessage({ type: "causeway:ready", version: PROTOCOL_VERSION } satisfies PanelMessage, origin ?? "*");
  return () => {
    window.removeEventListener("message", onMessage);
    stopState();
    stopRouter();
  };
}
