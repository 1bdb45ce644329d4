/** One log record of OTLP/JSON into columns. */
import { LOG_BODY_LIMIT } from "../../model/raw-columns.ts";
import type { FileContext } from "../decode-session.ts";
import { IdForm, IdReader } from "../id-reader.ts";
import { skipSpace } from "../json/json-scan.ts";
import { JsonTextReader } from "../json/json-text.ts";
import { TimeReader } from "../time-reader.ts";
import { Key } from "./otlp-keys.ts";
import { ValueTextReader } from "./read-attributes.ts";
import { readObject } from "./read-object.ts";
import { readSeverity } from "./read-scalars.ts";
import { readTime } from "./span-reader.ts";

export class LogReader {
  readonly #context: FileContext;
  readonly #ids = new IdReader();
  readonly #time = new TimeReader();
  readonly #texts: JsonTextReader;
  readonly #values: ValueTextReader;

  constructor(context: FileContext) {
    this.#context = context;
    this.#texts = new JsonTextReader(context.builder.strings);
    this.#values = new ValueTextReader(this.#texts);
  }

  /** Adds the record whose object begins at `at`. Throws ScanStop, with nothing added, where the bytes end or are no JSON. */
  read(bytes: Uint8Array, at: number, offset: number, resource: number, scope: number): number {
    const { builder, file } = this.#context;
    const row = builder.beginLog();
    try {
      const end = this.#readMembers(bytes, at, row);
      const { columns } = builder.logs;
      columns.resource[row] = resource;
      columns.scope[row] = scope;
      columns.sourceFile[row] = file;
      columns.sourceOffset[row] = offset;
      columns.sourceLength[row] = end - at;
      return end;
    } catch (thrown) {
      builder.logs.truncate(row);
      throw thrown;
    }
  }

  #readMembers(bytes: Uint8Array, at: number, row: number): number {
    const { builder } = this.#context;
    const { columns } = builder.logs;
    const { words } = this.#ids;
    return readObject(bytes, at, (key, valueAt, end) => {
      switch (key) {
        case Key.time:
        case Key.observedTime:
          if (key === Key.observedTime && !Number.isNaN(columns.time[row]!)) break;
          if (readTime(this.#time, bytes, valueAt, end)) {
            columns.time[row] = builder.timeOffset(this.#time.seconds, this.#time.nanos);
          }
          break;
        case Key.traceId:
          if (this.#readId(bytes, valueAt, end, 4) && (words[0]! | words[1]! | words[2]! | words[3]!) !== 0) {
            columns.trace[row] = builder.traceIds.add(words[0]!, words[1]!, words[2]!, words[3]!);
          }
          break;
        case Key.spanId:
          if (!this.#readId(bytes, valueAt, end, 2)) break;
          columns.spanIdHigh[row] = words[0]!;
          columns.spanIdLow[row] = words[1]!;
          break;
        case Key.severityNumber:
          columns.severityNumber[row] = readSeverity(bytes, valueAt);
          break;
        case Key.severityText:
          if (bytes[valueAt] === 0x22) columns.severityText[row] = this.#texts.intern(bytes, valueAt + 1, end - 1);
          break;
        case Key.body:
          columns.body[row] = this.#readBody(bytes, valueAt, end);
          break;
      }
    });
  }

  #readId(bytes: Uint8Array, at: number, end: number, wordCount: 2 | 4): boolean {
    return bytes[at] === 0x22 && this.#ids.read(bytes, at + 1, end - 1, wordCount) !== IdForm.empty;
  }

  /** The text of a simple body; a structured one as it is written. */
  #readBody(bytes: Uint8Array, at: number, end: number): number {
    if (bytes[at] === 0x7b && bytes[skipSpace(bytes, at + 1)] === 0x7d) return 0;
    const text = this.#values.intern(bytes, at, LOG_BODY_LIMIT);
    return text === -1
      ? this.#context.builder.strings.internBytes(bytes, at, Math.min(end, at + LOG_BODY_LIMIT))
      : text;
  }
}
