/**
 * What the span readers of Jaeger and Zipkin share: how a row begins and ends, ids as text, times in microseconds, tags. An id or a
 * time may stand in quotes or not; positions are those of the JSON value.
 */
import { Repair } from "../../model/enums.ts";
import type { FileContext } from "../decode-session.ts";
import { IdForm, IdReader } from "../id-reader.ts";
import { dropIfNoSpan } from "../ids-and-times.ts";
import { JsonTextReader } from "../json/json-text.ts";
import { ValueTextReader } from "../otlp-json/read-attributes.ts";
import { TimeReader } from "../time-reader.ts";
import { TagReader } from "./tag-reader.ts";

/** Decimal places of a second. */
const MICROSECONDS = 6;
const QUOTE = 0x22;
/** Of null. */
const LETTER_N = 0x6e;

export class MicrosecondSpan {
  readonly #context: FileContext;
  readonly #ids = new IdReader();
  readonly #time = new TimeReader();
  readonly texts: JsonTextReader;
  readonly values: ValueTextReader;
  readonly tags: TagReader;
  /** The words of the id read last. */
  readonly words = this.#ids.words;

  /** @param errorByPresence whether an error tag counts by being there */
  constructor(context: FileContext, errorByPresence: boolean) {
    this.#context = context;
    this.texts = new JsonTextReader(context.builder.strings);
    this.values = new ValueTextReader(this.texts);
    this.tags = new TagReader(context, errorByPresence);
  }

  /**
   * Adds a row and fills in what was not exported. Where `readMembers` throws, nothing is added.
   * @param at where the span begins in the window @param offset where in the stream
   * @param readMembers reads the span into the row and gives its end
   * @returns the end
   */
  add(at: number, offset: number, readMembers: (row: number) => number): number {
    const { builder, file } = this.#context;
    const row = builder.beginSpan();
    const { columns } = builder.spans;
    columns.trace[row] = -1;
    this.tags.begin();
    try {
      const end = readMembers(row);
      this.tags.finish(row);
      if (columns.trace[row] === -1) columns.trace[row] = builder.traceIds.add(0, 0, 0, 0);
      if (Number.isNaN(columns.start[row]!)) columns.repairs[row]! |= Repair.startUnknown;
      if (Number.isNaN(columns.duration[row]!)) columns.repairs[row]! |= Repair.endUnknown;
      columns.sourceFile[row] = file;
      columns.sourceOffset[row] = offset;
      columns.sourceLength[row] = end - at;
      dropIfNoSpan(this.#context, row, offset);
      return end;
    } catch (thrown) {
      builder.dropSpan(row);
      throw thrown;
    }
  }

  /** @returns number of the trace id in traceIds */
  readTraceId(bytes: Uint8Array, at: number, end: number, row: number): number {
    this.#readId(bytes, at, end, row, 4);
    return this.#context.builder.traceIds.add(this.words[0]!, this.words[1]!, this.words[2]!, this.words[3]!);
  }

  /** Reads a span id into the first two words. */
  readSpanId(bytes: Uint8Array, at: number, end: number, row: number): void {
    this.#readId(bytes, at, end, row, 2);
  }

  readStart(bytes: Uint8Array, at: number, end: number, row: number): void {
    const time = this.readTime(bytes, at, end);
    if (!Number.isNaN(time)) this.#context.builder.spans.columns.start[row] = time;
  }

  readDuration(bytes: Uint8Array, at: number, end: number, row: number): void {
    const [from, to] = withoutQuotes(bytes, at, end);
    this.#context.builder.spans.columns.duration[row] = this.#time.readAmount(bytes, from, to, MICROSECONDS);
  }

  /** @returns nanoseconds since the epoch, NaN where it is no time */
  readTime(bytes: Uint8Array, at: number, end: number): number {
    const [from, to] = withoutQuotes(bytes, at, end);
    if (!this.#time.read(bytes, from, to, MICROSECONDS)) return Number.NaN;
    return this.#context.builder.timeOffset(this.#time.seconds, this.#time.nanos);
  }

  #readId(bytes: Uint8Array, at: number, end: number, row: number, wordCount: 2 | 4): void {
    if (bytes[at] === LETTER_N) {
      this.words.fill(0);
      return;
    }
    const [from, to] = withoutQuotes(bytes, at, end);
    if (this.#ids.read(bytes, from, to, wordCount) === IdForm.invalid) {
      this.#context.builder.spans.columns.repairs[row]! |= Repair.idInvalid;
    }
  }
}

const withoutQuotes = (bytes: Uint8Array, at: number, end: number): readonly [from: number, to: number] =>
  bytes[at] === QUOTE ? [at + 1, end - 1] : [at, end];
