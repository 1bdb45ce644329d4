/** What was refused or mended in one file, with byte offsets; line numbers are found afterwards, only where there is a note. */
import { type Said, say } from "../model/sentence.ts";
import type { Warning } from "../model/warning.ts";

/** Said of the file as a whole, by both OTLP decoders. */
export const METRICS_SKIPPED = say`OTLP metrics are not read: only spans and logs are.`;

export interface FileNote {
  readonly code: string;
  readonly severity: Warning["severity"];
  /** Offset of the first case in the decompressed bytes; undefined: the note is about the whole file. */
  readonly offset: number | undefined;
  readonly message: Said;
  count: number;
}

export class FileNotes {
  readonly #byMessage = new Map<string, FileNote>();

  /** Counts a case; like cases (same code and message) are one note. */
  add(code: string, severity: Warning["severity"], message: Said, offset?: number): void {
    const key = `${code}\n${message.text}`;
    const known = this.#byMessage.get(key);
    if (known) known.count++;
    else this.#byMessage.set(key, { code, severity, offset, message, count: 1 });
  }

  /** Like add, for what is said about the file as a whole, however often it is met. */
  addOnce(code: string, severity: Warning["severity"], message: Said): void {
    if (!this.has(code)) this.add(code, severity, message);
  }

  /** Takes back what was said of places from `offset` on, which turned out to be something else. */
  takeBack(code: string, offset: number): void {
    for (const [key, note] of this.#byMessage) {
      if (note.code === code && note.offset !== undefined && note.offset >= offset) this.#byMessage.delete(key);
    }
  }

  addCounted(note: FileNote): void {
    this.#byMessage.set(`${note.code}\n${note.message.text}`, note);
  }

  get length(): number {
    return this.#byMessage.size;
  }

  has(code: string): boolean {
    return this.list().some((note) => note.code === code);
  }

  list(): FileNote[] {
    return [...this.#byMessage.values()];
  }
}
