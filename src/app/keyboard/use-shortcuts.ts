/** Listens for the keys of the map while the app is shown. */
import { useEffect, useRef } from "react";
import { matchShortcut, type ShortcutId } from "./shortcuts.ts";

export type ShortcutActions = Readonly<Partial<Record<ShortcutId, () => void>>>;

/** Views handle their own keys first and call preventDefault; what they leave comes here. */
export function useShortcuts(actions: ShortcutActions, enabled: boolean): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    if (!enabled) return;
    let pending = "";
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return;
      if (event.key === "Shift" || document.querySelector("dialog[open]") !== null) return;
      const match = matchShortcut(pending, event.key);
      pending = match !== undefined && "pending" in match ? match.pending : "";
      const action = match !== undefined && "id" in match ? latest.current[match.id] : undefined;
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [enabled]);
}

/** Fields where keys are letters, not commands. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
}
