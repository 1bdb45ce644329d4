/** What a reader chose once and keeps: the one place that touches localStorage. It may be denied (iframes); then nothing is kept. */
import { isLanguage, type Language } from "./languages.ts";

export type ThemeChoice = "system" | "light" | "dark";

export interface PreferenceValues {
  readonly theme: ThemeChoice;
  /** Undefined: as the browser. */
  readonly language: Language | undefined;
  /** Single-key shortcuts can be turned off (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  readonly panelWidthCssPx: number;
  /** Of the waterfall's span column; undefined: a share of the room there is. */
  readonly treeWidthCssPx: number | undefined;
  /** Keys of attributes that stand first in the span panel. */
  readonly pinnedAttributes: readonly string[];
}

const DEFAULTS: PreferenceValues = {
  theme: "system",
  language: undefined,
  singleKeys: true,
  panelWidthCssPx: 380,
  treeWidthCssPx: undefined,
  pinnedAttributes: [],
};
const MOST_PINNED = 50;

/** Also read by public/theme.js, before the first paint. */
const KEY = "causeway.preferences";

export class Preferences {
  readonly #storage: Storage | undefined;
  readonly #listeners = new Set<() => void>();
  #values: PreferenceValues;

  constructor(openStorage: () => Storage) {
    try {
      this.#storage = openStorage();
    } catch {
      this.#storage = undefined;
    }
    this.#values = { ...DEFAULTS, ...this.#read() };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getValues = (): PreferenceValues => this.#values;

  set(change: Partial<PreferenceValues>): void {
    this.#values = { ...this.#values, ...change };
    try {
      this.#storage?.setItem(KEY, JSON.stringify(this.#values));
    } catch {
      // Full or denied: the choice holds for this visit.
    }
    for (const listener of this.#listeners) listener();
  }

  /** Only values of the right kind: others may have written there. */
  #read(): Partial<PreferenceValues> {
    try {
      const { theme, language, singleKeys, panelWidthCssPx, treeWidthCssPx, pinnedAttributes } = JSON.parse(
        this.#storage?.getItem(KEY) ?? "{}",
      ) as Record<string, unknown>;
      return {
        ...((theme === "light" || theme === "dark" || theme === "system") && { theme }),
        ...(isLanguage(language) && { language }),
        ...(typeof singleKeys === "boolean" && { singleKeys }),
        ...(Number.isFinite(panelWidthCssPx) && { panelWidthCssPx: Number(panelWidthCssPx) }),
        ...(Number.isFinite(treeWidthCssPx) && { treeWidthCssPx: Number(treeWidthCssPx) }),
        ...(Array.isArray(pinnedAttributes) && {
          pinnedAttributes: pinnedAttributes.filter((key) => typeof key === "string").slice(0, MOST_PINNED),
        }),
      };
    } catch {
      return {};
    }
  }
}
