/** What the waterfall can be told, and the keys that tell it. Buttons and keys give the same commands. */

export type WaterfallCommand =
  | "up"
  | "down"
  | "page-up"
  | "page-down"
  | "first"
  | "last"
  | "into"
  | "out"
  | "select"
  | "back"
  | "fold-level"
  | "unfold-level"
  | "fold-all"
  | "unfold-all"
  | "zoom-in"
  | "zoom-out"
  | "zoom-fit"
  | "zoom-span"
  | "pan-left"
  | "pan-right"
  | "next-match"
  | "previous-match"
  | "next-error"
  | "previous-error"
  | "focus-search"
  | "focus-rows";

/** By KeyboardEvent.key. */
const KEYS: Readonly<Record<string, WaterfallCommand>> = {
  ArrowUp: "up",
  k: "up",
  ArrowDown: "down",
  j: "down",
  PageUp: "page-up",
  PageDown: "page-down",
  Home: "first",
  End: "last",
  ArrowRight: "into",
  ArrowLeft: "out",
  Enter: "select",
  " ": "select",
  Escape: "back",
  "[": "fold-level",
  "]": "unfold-level",
  "{": "fold-all",
  "}": "unfold-all",
  "+": "zoom-in",
  "=": "zoom-in",
  "-": "zoom-out",
  "0": "zoom-fit",
  f: "zoom-span",
  a: "pan-left",
  d: "pan-right",
  n: "next-match",
  N: "previous-match",
  e: "next-error",
  E: "previous-error",
  "/": "focus-search",
};

const SHIFTED: Readonly<Record<string, WaterfallCommand>> = { ArrowLeft: "pan-left", ArrowRight: "pan-right" };

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** @param on what has the focus: typing goes to fields, Enter and blank to buttons */
export function commandOfKey(key: Key, on: "rows" | "button" | "field"): WaterfallCommand | undefined {
  if (on === "field" || key.ctrlKey || key.metaKey || key.altKey) return undefined;
  const command =
    (key.shiftKey ? SHIFTED[key.key] : undefined) ?? (Object.hasOwn(KEYS, key.key) ? KEYS[key.key] : undefined);
  return on === "button" && command === "select" ? undefined : command;
}
