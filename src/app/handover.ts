/**
 * Gives data that came without an address to a new window of the same origin: a panel's "Open in Causeway".
 *
 *   panel ── window.open(index.html, HANDOVER_NAME) ──► page
 *   panel ◄──────────── causeway:handover ───────────── page    the page is up
 *   panel ── { files } ───────────────────────────────► page
 */
import type { NamedBytes } from "../sources/named-bytes.ts";

/** The new window's name: a reload does not ask again, since the name is taken away. */
const HANDOVER_NAME = "causeway-handover";
const ASK = "causeway:handover";
const GIVE = "causeway:handover-files";

/** Opens the page and gives it the files once it asks. */
export function offerFiles(address: string, files: readonly NamedBytes[]): void {
  const page = window.open(address, HANDOVER_NAME);
  if (page === null) return;
  const onMessage = (event: MessageEvent) => {
    if (event.source !== page || event.origin !== location.origin || event.data !== ASK) return;
    window.removeEventListener("message", onMessage);
    page.postMessage({ type: GIVE, files }, location.origin);
  };
  window.addEventListener("message", onMessage);
}

/** Asks the window that opened this one for its files, where it is a panel that offers some. */
export function takeFiles(onFiles: (files: readonly NamedBytes[]) => void): void {
  const opener: Window | null = window.opener;
  if (window.name !== HANDOVER_NAME || opener === null) return;
  window.name = "";
  window.addEventListener("message", function onMessage(event: MessageEvent) {
    if (event.source !== opener || event.origin !== location.origin || event.data?.type !== GIVE) return;
    window.removeEventListener("message", onMessage);
    onFiles(event.data.files);
  });
  opener.postMessage(ASK, location.origin);
}
