/** Decodes any of the JSON formats: the walk is json/json-stream.ts, the meaning of keys the format's grammar. */
import { Said, say } from "../model/sentence.ts";
import type { ByteWindow } from "./byte-window.ts";
import type { FileContext, StreamDecoder } from "./decode-session.ts";
import { DEPTH_LIMIT } from "./json/json-scan.ts";
import { type JsonDamage, type JsonGrammar, JsonStream, TOO_DEEP } from "./json/json-stream.ts";

export class JsonDecoder implements StreamDecoder {
  readonly #context: FileContext;
  readonly #stream: JsonStream;
  readonly #grammar: JsonGrammar;

  /** @param isLog whether a logger wrote text before the values */
  constructor(context: FileContext, grammar: JsonGrammar, isLog = false) {
    this.#context = context;
    this.#grammar = grammar;
    this.#stream = new JsonStream(grammar, (damage) => this.#noteDamage(damage), isLog);
    if (isLog) {
      const message = say`Lines of a log: what stands before the JSON, and lines without any, are passed over.`;
      context.notes.addOnce("log-lines", "note", message);
    }
  }

  decode(window: ByteWindow, isLast: boolean): number {
    const keep = this.#stream.run(window, isLast);
    if (isLast) this.#grammar.finish?.();
    return keep;
  }

  #noteDamage({ valueOffset, offset, expected, isCut, resumedAt }: JsonDamage): void {
    const { notes } = this.#context;
    const wanted = new Said(expected, expected, []);
    if (expected === TOO_DEEP) {
      notes.add(
        "too-deep",
        "refusal",
        say`Values are nested more than ${DEPTH_LIMIT} levels deep here, which no exporter does: what comes before is shown.`,
        offset,
      );
    } else if (isCut && resumedAt === undefined) {
      notes.add(
        "truncated",
        "refusal",
        say`The file ends in the middle of a value: what comes before the cut is shown, the rest is missing. Export or download it again.`,
        valueOffset,
      );
    } else if (resumedAt === undefined) {
      notes.add(
        "not-json",
        "refusal",
        say`Not JSON here (expected ${wanted}): what comes before is shown, what comes after could not be read.`,
        offset,
      );
    } else {
      // A line cut short is noticed only in the next one.
      const place = resumedAt <= offset ? valueOffset : offset;
      notes.add("not-json", "refusal", say`Not JSON here (expected ${wanted}): read on at the next line.`, place);
    }
  }
}
