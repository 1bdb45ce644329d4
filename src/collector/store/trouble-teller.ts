/** Says a trouble once, and its end, however often it is met in between. */
import { firstLine, isDiskFull } from "./open-database.ts";

export class TroubleTeller {
  readonly say: (sentence: string) => void;
  readonly #what: string;
  readonly #end: string;
  isOn = false;

  /** @param what without a stop; @param end a sentence */
  constructor(say: (sentence: string) => void, what: string, end: string) {
    this.say = say;
    this.#what = what;
    this.#end = end;
  }

  /** @returns whether the disk is full */
  tell({ message }: Error): boolean {
    const isFull = isDiskFull(message);
    const cause = isFull
      ? "the disk is full. Free some space; senders are told to try again until then."
      : firstLine(message);
    if (!this.isOn) this.say(`${this.#what}: ${cause}`);
    this.isOn = true;
    return isFull;
  }

  end(): void {
    if (this.isOn) this.say(this.#end);
    this.isOn = false;
  }
}
