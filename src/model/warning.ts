import type { Sentence } from "./sentence.ts";

/**
 * What was refused or mended while reading, as data. One entry stands for `count` like cases in one file; line and offset
 * are those of the first.
 */
export interface Warning {
  /** A word for machines: "not-json", "duplicate-span-id"… Stable, since messages are said in other languages too. */
  readonly code: string;
  /** refusal: something could not be read. repair: read, but mended. note: worth knowing, nothing lost. */
  readonly severity: "refusal" | "repair" | "note";
  readonly file: string;
  /** 1-based line of the first case, where the file is read line by line. */
  readonly line?: number;
  /** 0-based byte offset of the first case in the (decompressed) bytes. */
  readonly offset?: number;
  /** One sentence: what, where, what to do. */
  readonly message: string;
  /** What the message was made of, for another language. */
  readonly said?: Sentence;
  readonly count: number;
}

export type WarningCase = Omit<Warning, "count">;

/** Gathers warnings: like cases (same code, file and message) become one entry with a count. */
export class WarningCollector {
  readonly #byCase = new Map<string, Warning>();

  /** @param count how many like cases this one stands for */
  add(warning: WarningCase, count = 1): void {
    const key = `${warning.code}\n${warning.file}\n${warning.message}`;
    const known = this.#byCase.get(key);
    this.#byCase.set(key, known ? { ...known, count: known.count + count } : { ...warning, count });
  }

  /** All entries in the order of their first case. */
  list(): Warning[] {
    return [...this.#byCase.values()];
  }
}
