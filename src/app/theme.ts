/** Which theme is drawn: what the link says, else what the reader chose, else what the system wants. */
import { useSyncExternalStore } from "react";
import type { ThemeChoice } from "./preferences.ts";

export type Theme = "light" | "dark";

const WANTS_DARK = "(prefers-color-scheme: dark)";

export function useTheme(fromLink: Theme | undefined, choice: ThemeChoice): Theme {
  const system = useSyncExternalStore(subscribeToSystem, systemTheme);
  return fromLink ?? (choice === "system" ? system : choice);
}

function subscribeToSystem(listener: () => void): () => void {
  const query = matchMedia(WANTS_DARK);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

function systemTheme(): Theme {
  return matchMedia(WANTS_DARK).matches ? "dark" : "light";
}
