/** The catalogue that is shown, and the wish for another one where link, choice or browser ask for it. */
import { useLayoutEffect, useSyncExternalStore } from "react";
import { useApp } from "./app-context.ts";
import type { Catalogue } from "./catalogues.ts";
import { chooseLanguage, type Language } from "./languages.ts";

export function useCatalogue(ofLink: string | undefined, chosen: Language | undefined): Catalogue {
  const { catalogues } = useApp();
  const ofBrowser = useSyncExternalStore(subscribeToBrowser, browserLanguages);
  const wanted = chooseLanguage(ofLink, chosen, ofBrowser.split(","));
  const shown = useSyncExternalStore(catalogues.subscribe, catalogues.getShown);
  // Before paint: English is there at once.
  useLayoutEffect(() => catalogues.want(wanted), [catalogues, wanted]);
  return shown;
}

function subscribeToBrowser(listener: () => void): () => void {
  window.addEventListener("languagechange", listener);
  return () => window.removeEventListener("languagechange", listener);
}

function browserLanguages(): string {
  return navigator.languages.join(",");
}
