/** The catalogues of one app: English is there, another language is loaded when it is first wanted. */
import { en, type Messages } from "../views/messages/en.ts";
import type { Language } from "./languages.ts";

export interface Catalogue {
  readonly language: Language;
  /** Undefined until the first wanted language is there: no sentence flashes in another one. */
  readonly messages: Messages | undefined;
}

const LOADERS: Readonly<Record<Exclude<Language, "en">, () => Promise<Messages>>> = {
  "zh-CN": async () => (await import("../views/messages/zh-cn.ts")).zhCn,
};

export class Catalogues {
  readonly #begin: () => () => void;
  readonly #listeners = new Set<() => void>();
  #wanted: Language | undefined;
  #shown: Catalogue = { language: "en", messages: undefined };

  /** @param begin tells the idle signal that something is under way; what it returns ends it */
  constructor(begin: () => () => void) {
    this.#begin = begin;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getShown = (): Catalogue => this.#shown;

  /** For sentences outside of the page: English while nothing is shown. */
  get current(): Messages {
    return this.#shown.messages ?? en;
  }

  /** What is shown stays until the other language is there; where it cannot be loaded, English is better than nothing. */
  want(language: Language): void {
    if (language === this.#wanted) return;
    this.#wanted = language;
    if (language === "en") {
      this.#show(language, en);
      return;
    }
    const end = this.#begin();
    LOADERS[language]()
      .then(
        (messages) => {
          if (this.#wanted === language) this.#show(language, messages);
        },
        () => {
          if (this.#wanted !== language) return;
          this.#wanted = undefined;
          if (!this.#shown.messages) this.#show("en", en);
        },
      )
      .finally(end);
  }

  #show(language: Language, messages: Messages): void {
    this.#shown = { language, messages };
    for (const listener of this.#listeners) listener();
  }
}
