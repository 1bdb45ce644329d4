/** Keys that views handle themselves, for the help sheet. A test holds the waterfall's against what it does. */
import type { Messages } from "../../views/messages/en.ts";
import type { WaterfallCommand } from "../../views/waterfall/commands.ts";

type Words = Messages["frame"]["viewKeys"];

export interface ViewKey {
  readonly id: keyof Words;
  /** As KeyboardEvent.key has them, each a way of its own. */
  readonly keys: readonly string[];
  /** What the waterfall does on each of the keys. */
  readonly commands?: readonly WaterfallCommand[];
}

export const VIEW_KEYS: Readonly<Record<"trace" | "list" | "graph", readonly ViewKey[]>> = {
  trace: [
    { id: "move", keys: ["ArrowUp", "ArrowDown"], commands: ["up", "down"] },
    { id: "unfold", keys: ["ArrowRight", "ArrowLeft"], commands: ["into", "out"] },
    { id: "select", keys: ["Enter"], commands: ["select"] },
    { id: "foldLevel", keys: ["[", "]"], commands: ["fold-level", "unfold-level"] },
    { id: "foldAll", keys: ["{", "}"], commands: ["fold-all", "unfold-all"] },
    { id: "zoom", keys: ["+", "-"], commands: ["zoom-in", "zoom-out"] },
    { id: "zoomSpan", keys: ["f"], commands: ["zoom-span"] },
    { id: "zoomFit", keys: ["0"], commands: ["zoom-fit"] },
    { id: "pan", keys: ["a", "d"], commands: ["pan-left", "pan-right"] },
    { id: "errors", keys: ["e", "E"], commands: ["next-error", "previous-error"] },
    { id: "search", keys: ["/"], commands: ["focus-search"] },
    { id: "matches", keys: ["n", "N"], commands: ["next-match", "previous-match"] },
    { id: "back", keys: ["Escape"], commands: ["back"] },
  ],
  list: [
    { id: "move", keys: ["ArrowUp", "ArrowDown"] },
    { id: "openTrace", keys: ["Enter"] },
    { id: "search", keys: ["/"] },
  ],
  graph: [
    { id: "moveNode", keys: ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] },
    { id: "selectNode", keys: ["Enter"] },
    { id: "zoom", keys: ["+", "-"] },
    { id: "zoomFit", keys: ["0"] },
    { id: "back", keys: ["Escape"] },
  ],
};
