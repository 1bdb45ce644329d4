/**
 * One span of OTLP/JSON into columns, in a single pass over its bytes: keys told by their words, ids from hex to words, times from
 * digits to seconds and nanoseconds, hot attributes interned straight from the buffer. All else is passed over.
 *
 * Each read… method takes the position of a value's first byte and returns the position after the value.
 */
import { Repair } from "../../model/enums.ts";
import type { ByteWindow } from "../byte-window.ts";
import type { FileContext } from "../decode-session.ts";
import { IdForm, IdReader } from "../id-reader.ts";
import { dropIfNoSpan } from "../ids-and-times.ts";
import { findStringEnd, skipColon, skipSpace, skipValue, stop } from "../json/json-scan.ts";
import { JsonTextReader } from "../json/json-text.ts";
import { findPlainEnd } from "../json/word-scan.ts";
import { TimeReader } from "../time-reader.ts";
import { readDumpedId, readDumpedTime } from "./javascript-dump.ts";
import { Key, keyOf } from "./otlp-keys.ts";
import { QuickAttributes } from "./quick-attributes.ts";
import { quickKeyAt, quickValueDistance } from "./quick-keys.ts";
import { readNumber, readSpanKind, readStatusCode } from "./read-scalars.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Which object's members are being read. */
const Owner = { span: 0, status: 1, event: 2, link: 3 } as const;

export class SpanReader {
  readonly #context: FileContext;
  readonly #ids = new IdReader();
  readonly #words = this.#ids.words;
  readonly #start = new TimeReader();
  readonly #end = new TimeReader();
  readonly #time = new TimeReader();
  readonly #texts: JsonTextReader;
  readonly #attributes: QuickAttributes;
  #view = new DataView(new ArrayBuffer(0));
  #bytes = new Uint8Array(0);
  #row = 0;
  /** Of the span being read: the table may grow between spans. */
  #columns: FileContext["builder"]["spans"]["columns"];
  #hasTraceId = false;
  #hasStart = false;
  #hasEnd = false;
  #isTime = false;
  // Of the event or link being read.
  #innerTime = Number.NaN;
  #innerName = 0;
  /** StringIndex of the last name that was written without escapes. */
  #lastName = 0;
  #innerTrace = -1;
  #innerHigh = 0;
  #innerLow = 0;
  #innerFlags = 0;

  constructor(context: FileContext) {
    this.#context = context;
    this.#columns = context.builder.spans.columns;
    this.#texts = new JsonTextReader(context.builder.strings);
    this.#attributes = new QuickAttributes(context.builder, context.session.hotKeys);
  }

  /**
   * Adds the span whose object begins at `at`. Throws ScanStop, with nothing added, where the bytes end or are no JSON.
   * @returns the position after the object
   */
  read(window: ByteWindow, at: number, resource: number, scope: number): number {
    const { builder, file } = this.#context;
    const row = builder.beginSpan();
    this.#view = window.view;
    this.#bytes = window.bytes;
    this.#row = row;
    this.#columns = builder.spans.columns;
    this.#hasTraceId = false;
    this.#hasStart = false;
    this.#hasEnd = false;
    let end: number;
    try {
      end = this.#readMembers(at, Owner.span);
    } catch (thrown) {
      builder.dropSpan(row);
      throw thrown;
    }
    const columns = this.#columns;
    if (!this.#hasTraceId) columns.trace[row] = builder.traceIds.add(0, 0, 0, 0);
    columns.resource[row] = resource;
    columns.scope[row] = scope;
    columns.sourceFile[row] = file;
    columns.sourceOffset[row] = window.base + at;
    columns.sourceLength[row] = end - at;
    this.#setTimes(row);
    dropIfNoSpan(this.#context, row, window.base + at);
    return end;
  }

  #readMembers(at: number, owner: number): number {
    const bytes = this.#bytes;
    const view = this.#view;
    at++;
    if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
    if (bytes[at] === CLOSE_OBJECT) return at + 1;
    for (;;) {
      let key = quickKeyAt(view, at);
      if (key !== Key.other && bytes[at] === QUOTE) {
        at += quickValueDistance(key);
        if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
      } else {
        if (bytes[at] !== QUOTE) stop(at, "a key in quotes");
        const keyTo = findStringEnd(bytes, at + 1);
        key = keyOf(bytes, at + 1, keyTo);
        at = skipColon(bytes, keyTo + 1);
      }
      at = owner === Owner.span ? this.#readSpanMember(key, at) : this.#readInnerMember(owner, key, at);
      let byte = bytes[at]!;
      if (byte <= 0x20) {
        at = skipSpace(bytes, at);
        byte = bytes[at]!;
      }
      if (byte === CLOSE_OBJECT) return at + 1;
      if (byte !== COMMA) stop(at, '"," or "}"');
      at++;
      if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
    }
  }

  #readSpanMember(key: number, at: number): number {
    const bytes = this.#bytes;
    const columns = this.#columns;
    const row = this.#row;
    switch (key) {
      case Key.traceId:
        at = this.#readId(at, 4);
        columns.trace[row] = this.#traceNumber();
        this.#hasTraceId = true;
        return at;
      case Key.spanId:
        at = this.#readId(at, 2);
        columns.spanIdHigh[row] = this.#words[0]!;
        columns.spanIdLow[row] = this.#words[1]!;
        return at;
      case Key.parentSpanId:
        at = this.#readId(at, 2);
        columns.parentSpanIdHigh[row] = this.#words[0]!;
        columns.parentSpanIdLow[row] = this.#words[1]!;
        return at;
      case Key.name:
        at = this.#readName(at);
        columns.name[row] = this.#innerName;
        return at;
      case Key.start:
        at = this.#readTime(this.#start, at);
        this.#hasStart = this.#isTime;
        return at;
      case Key.end:
        at = this.#readTime(this.#end, at);
        this.#hasEnd = this.#isTime;
        return at;
      case Key.kind: {
        const digit = bytes[at]! - 0x30;
        if (digit >= 0 && digit <= 5 && bytes[at + 1] === COMMA) {
          columns.kind[row] = digit;
          return at + 1;
        }
        const end = skipValue(bytes, at, 0);
        columns.kind[row] = readSpanKind(bytes, at);
        return end;
      }
      case Key.flags: {
        let value = 0;
        let end = at;
        for (let digit = bytes[end]! - 0x30; digit >= 0 && digit <= 9; digit = bytes[++end]! - 0x30) {
          value = value * 10 + digit;
        }
        if (end > at && bytes[end] === COMMA) {
          columns.flags[row] = value;
          return end;
        }
        end = skipValue(bytes, at, 0);
        columns.flags[row] = readNumber(bytes, at) ?? 0;
        return end;
      }
      case Key.attributes:
        return this.#attributes.read(this.#view, bytes, at, true);
      case Key.status:
        return bytes[at] === OPEN_OBJECT ? this.#readMembers(at, Owner.status) : skipValue(bytes, at, 0);
      case Key.events:
        return this.#readList(at, Owner.event);
      case Key.links:
        return this.#readList(at, Owner.link);
      default:
        return skipValue(bytes, at, 0);
    }
  }

  #readInnerMember(owner: number, key: number, at: number): number {
    const bytes = this.#bytes;
    if (key === Key.attributes) return this.#attributes.read(this.#view, bytes, at, false);
    if (owner === Owner.status) {
      const end = skipValue(bytes, at, 0);
      if (key === Key.code) this.#context.builder.spans.columns.statusCode[this.#row] = readStatusCode(bytes, at);
      return end;
    }
    if (owner === Owner.event) {
      if (key === Key.name) return this.#readName(at);
      if (key !== Key.time) return skipValue(bytes, at, 0);
      at = this.#readTime(this.#time, at);
      if (this.#isTime) this.#innerTime = this.#context.builder.timeOffset(this.#time.seconds, this.#time.nanos);
      return at;
    }
    if (key === Key.traceId) {
      at = this.#readId(at, 4);
      this.#innerTrace = this.#traceNumber();
      return at;
    }
    if (key === Key.spanId) {
      at = this.#readId(at, 2);
      this.#innerHigh = this.#ids.words[0]!;
      this.#innerLow = this.#ids.words[1]!;
      return at;
    }
    const end = skipValue(bytes, at, 0);
    if (key === Key.flags) this.#innerFlags = readNumber(bytes, at) ?? 0;
    return end;
  }

  /** Reads a time into `time`; #isTime tells whether it is one. */
  #readTime(time: TimeReader, at: number): number {
    const bytes = this.#bytes;
    if (bytes[at] === QUOTE && bytes[at + 20] === QUOTE && time.readNineteen(this.#view, at + 1)) {
      this.#isTime = true;
      return at + 21;
    }
    const end = skipValue(bytes, at, 0);
    this.#isTime = readTime(time, bytes, at, end);
    return end;
  }

  #readList(at: number, owner: number): number {
    const bytes = this.#bytes;
    if (bytes[at] !== 0x5b) return skipValue(bytes, at, 0);
    at = skipSpace(bytes, at + 1);
    if (bytes[at] === 0x5d) return at + 1;
    for (;;) {
      at = bytes[at] === OPEN_OBJECT ? this.#readInner(at, owner) : skipValue(bytes, at, 0);
      at = skipSpace(bytes, at);
      if (bytes[at] === 0x5d) return at + 1;
      if (bytes[at] !== COMMA) stop(at, '"," or "]"');
      at = skipSpace(bytes, at + 1);
    }
  }

  #readInner(at: number, owner: number): number {
    const { builder } = this.#context;
    this.#innerTime = Number.NaN;
    this.#innerName = 0;
    this.#innerTrace = -1;
    this.#innerHigh = 0;
    this.#innerLow = 0;
    this.#innerFlags = 0;
    const end = this.#readMembers(at, owner);
    if (owner === Owner.event) {
      builder.addEvent(this.#innerTime, this.#innerName);
    } else {
      const trace = this.#innerTrace === -1 ? builder.traceIds.add(0, 0, 0, 0) : this.#innerTrace;
      builder.addLink(trace, this.#innerHigh, this.#innerLow, this.#innerFlags);
    }
    return end;
  }

  /** Interns a name into #innerName. */
  #readName(at: number): number {
    const bytes = this.#bytes;
    this.#innerName = 0;
    if (bytes[at] !== QUOTE) return skipValue(bytes, at, 0);
    const from = at + 1;
    const { strings } = this.#context.builder;
    // Spans of one scope often have one name.
    const guessed = strings.endInView(this.#lastName, this.#view, from);
    if (guessed !== -1 && bytes[guessed] === QUOTE) {
      this.#innerName = this.#lastName;
      return guessed + 1;
    }
    const end = findPlainEnd(this.#view, from);
    if (bytes[end] === QUOTE) {
      this.#innerName = strings.internView(this.#view, from, end);
      this.#lastName = this.#innerName;
      return end + 1;
    }
    const to = findStringEnd(bytes, end);
    this.#innerName = this.#texts.intern(bytes, from, to);
    return to + 1;
  }

  /** Reads an id into #ids.words. */
  #readId(at: number, wordCount: 2 | 4): number {
    const bytes = this.#bytes;
    if (bytes[at] === QUOTE) {
      const close = at + 1 + wordCount * 8;
      if (bytes[close] === QUOTE && this.#ids.readHex(this.#view, at + 1, wordCount)) return close + 1;
      const end = findStringEnd(bytes, at + 1);
      this.#noteForm(this.#ids.read(bytes, at + 1, end, wordCount));
      return end + 1;
    }
    const end = skipValue(bytes, at, 0);
    this.#ids.words.fill(0);
    if (bytes[at] === OPEN_OBJECT) readDumpedId(bytes, at, end, this.#ids.words.subarray(0, wordCount));
    else if (bytes[at] !== 0x6e) this.#noteForm(this.#ids.read(bytes, at, end, wordCount));
    return end;
  }

  #noteForm(form: number): void {
    if (form === IdForm.invalid) this.#context.builder.spans.columns.repairs[this.#row]! |= Repair.idInvalid;
  }

  #traceNumber(): number {
    return this.#context.builder.traceIds.addWords(this.#words);
  }

  #setTimes(row: number): void {
    const { builder } = this.#context;
    const columns = this.#columns;
    const start = this.#start;
    const end = this.#end;
    if (this.#hasStart) columns.start[row] = builder.timeOffset(start.seconds, start.nanos);
    else columns.repairs[row]! |= Repair.startUnknown;
    if (!this.#hasEnd) columns.repairs[row]! |= Repair.endUnknown;
    if (!this.#hasStart || !this.#hasEnd) return;
    const duration = (end.seconds - start.seconds) * 1e9 + (end.nanos - start.nanos);
    if (duration >= 0) columns.duration[row] = duration;
    else columns.repairs[row]! |= Repair.endBeforeStart;
  }
}

/** Reads the time written at bytes[at, end), in quotes or not. */
export function readTime(time: TimeReader, bytes: Uint8Array, at: number, end: number): boolean {
  if (bytes[at] === OPEN_OBJECT) return readDumpedTime(time, bytes, at, end);
  return bytes[at] === QUOTE ? time.read(bytes, at + 1, end - 1, 9) : time.read(bytes, at, end, 9);
}
