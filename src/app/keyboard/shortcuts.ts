/** The keyboard map: the one place that says which key does what. The help sheet is made from it. */
import type { Messages } from "../../views/messages/en.ts";

export type ShortcutId = keyof Messages["frame"]["shortcuts"];

export interface Shortcut {
  readonly id: ShortcutId;
  /** Keys as KeyboardEvent.key has them; a space stands between keys pressed one after another. */
  readonly keys: string;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { id: "open", keys: "o" },
  { id: "paste", keys: "v" },
  { id: "connect", keys: "c" },
  { id: "find", keys: "q" },
  { id: "goStart", keys: "g h" },
  { id: "goTraces", keys: "g t" },
  { id: "goServices", keys: "g s" },
  { id: "goHeaders", keys: "g c" },
  { id: "goDemo", keys: "g d" },
  { id: "theme", keys: "t" },
  { id: "back", keys: "Escape" },
  { id: "help", keys: "?" },
];

/** The key cap of a shortcut: "O", "G T", "Esc". */
export function keyCapsOf(keys: string): readonly string[] {
  return keys.split(" ").map(capOf);
}

const NAMED_CAPS: Readonly<Record<string, string>> = {
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** A capital stands for itself with Shift; a small letter for the key that bears it. */
function capOf(key: string): string {
  if (/^[A-Z]$/.test(key)) return `⇧${key}`;
  return NAMED_CAPS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

export type Match = { readonly id: ShortcutId } | { readonly pending: string } | undefined;

/**
 * @param pending keys pressed before that began a sequence, "" = none
 * @returns the shortcut that is complete, the sequence so far, or undefined
 */
export function matchShortcut(pending: string, key: string): Match {
  const typed = key.length === 1 ? key.toLowerCase() : key;
  for (const keys of pending === "" ? [typed] : [`${pending} ${typed}`, typed]) {
    const complete = SHORTCUTS.find((shortcut) => shortcut.keys === keys);
    if (complete) return { id: complete.id };
    if (SHORTCUTS.some((shortcut) => shortcut.keys.startsWith(`${keys} `))) return { pending: keys };
  }
  return undefined;
}
