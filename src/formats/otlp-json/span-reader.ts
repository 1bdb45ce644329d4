/**
 * One span of OTLP/JSON into columns, in a single pass over its bytes: keys told by length and bytes, ids from hex to words, times
 * from digits to seconds and nanoseconds, hot attributes interned straight from the buffer. All else is passed over.
 */
import { Repair } from "../../model/enums.ts";
import type { FileContext } from "../decode-session.ts";
import type { HotKeyMatcher } from "../hot-key-matcher.ts";
import { IdForm, IdReader } from "../id-reader.ts";
import { readElements, readMembers } from "../json/json-members.ts";
import { findStringEnd, skipColon, skipSpace, skipValue, stop } from "../json/json-scan.ts";
import { JsonTextReader } from "../json/json-text.ts";
import { TimeReader } from "../time-reader.ts";
import { Key, keyOf } from "./otlp-keys.ts";
import { readAttributes, ValueTextReader } from "./read-attributes.ts";
import { readNumber, readSpanKind, readStatusCode } from "./read-scalars.ts";

export class SpanReader {
  readonly #context: FileContext;
  readonly #hotKeys: HotKeyMatcher;
  readonly #ids = new IdReader();
  readonly #start = new TimeReader();
  readonly #end = new TimeReader();
  readonly #texts: JsonTextReader;
  readonly #values: ValueTextReader;

  constructor(context: FileContext) {
    this.#context = context;
    this.#hotKeys = context.session.hotKeys;
    this.#texts = new JsonTextReader(context.builder.strings);
    this.#values = new ValueTextReader(this.#texts);
  }

  readonly #onAttribute = (bytes: Uint8Array, keyFrom: number, keyTo: number, valueAt: number): void => {
    const key = this.#hotKeys.find(bytes, keyFrom, keyTo);
    if (key === -1) return;
    const value = this.#values.intern(bytes, valueAt);
    if (value !== -1) this.#context.builder.addHotAttribute(key, value);
  };

  /**
   * Adds the span whose object begins at `at`. Throws ScanStop, with nothing added, where the bytes end or are no JSON.
   * @param offset of the object in the file
   * @returns the position after the object
   */
  read(bytes: Uint8Array, at: number, offset: number, resource: number, scope: number): number {
    const { builder, file } = this.#context;
    const row = builder.beginSpan();
    try {
      const end = this.#readMembers(bytes, at, row);
      const { columns } = builder.spans;
      columns.resource[row] = resource;
      columns.scope[row] = scope;
      columns.sourceFile[row] = file;
      columns.sourceOffset[row] = offset;
      columns.sourceLength[row] = end - at;
      return end;
    } catch (thrown) {
      builder.dropSpan(row);
      throw thrown;
    }
  }

  #readMembers(bytes: Uint8Array, at: number, row: number): number {
    const { builder } = this.#context;
    const { columns } = builder.spans;
    let hasTraceId = false;
    let hasStart = false;
    let hasEnd = false;
    at = skipSpace(bytes, at + 1);
    if (bytes[at] === 0x7d) at++;
    else
      for (;;) {
        if (bytes[at] !== 0x22) stop(at, "a key in quotes");
        const keyFrom = at + 1;
        const keyTo = findStringEnd(bytes, keyFrom);
        at = skipColon(bytes, keyTo + 1);
        switch (keyOf(bytes, keyFrom, keyTo)) {
          case Key.traceId:
            at = this.#readId(bytes, at, row, 4);
            columns.trace[row] = this.#trace();
            hasTraceId = true;
            break;
          case Key.spanId:
            at = this.#readId(bytes, at, row, 2);
            columns.spanIdHigh[row] = this.#ids.words[0]!;
            columns.spanIdLow[row] = this.#ids.words[1]!;
            break;
          case Key.parentSpanId:
            at = this.#readId(bytes, at, row, 2);
            columns.parentSpanIdHigh[row] = this.#ids.words[0]!;
            columns.parentSpanIdLow[row] = this.#ids.words[1]!;
            break;
          case Key.name:
            if (bytes[at] === 0x22) {
              const end = findStringEnd(bytes, at + 1);
              columns.name[row] = this.#texts.intern(bytes, at + 1, end);
              at = end + 1;
            } else at = skipValue(bytes, at, 0);
            break;
          case Key.start: {
            const end = skipValue(bytes, at, 0);
            hasStart = readTime(this.#start, bytes, at, end);
            at = end;
            break;
          }
          case Key.end: {
            const end = skipValue(bytes, at, 0);
            hasEnd = readTime(this.#end, bytes, at, end);
            at = end;
            break;
          }
          case Key.kind: {
            const end = skipValue(bytes, at, 0);
            columns.kind[row] = readSpanKind(bytes, at);
            at = end;
            break;
          }
          case Key.flags: {
            const end = skipValue(bytes, at, 0);
            columns.flags[row] = readNumber(bytes, at) ?? 0;
            at = end;
            break;
          }
          case Key.attributes:
            at = readAttributes(bytes, at, this.#onAttribute);
            break;
          case Key.status:
            at = this.#readStatus(bytes, at, row);
            break;
          case Key.events:
            at = this.#readList(bytes, at, this.#readEvent);
            break;
          case Key.links:
            at = this.#readList(bytes, at, this.#readLink);
            break;
          default:
            at = skipValue(bytes, at, 0);
        }
        if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
        const byte = bytes[at]!;
        if (byte === 0x7d) {
          at++;
          break;
        }
        if (byte !== 0x2c) stop(at, '"," or "}"');
        at++;
        if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
      }
    if (!hasTraceId) columns.trace[row] = builder.traceIds.add(0, 0, 0, 0);
    this.#setTimes(row, hasStart, hasEnd);
    return at;
  }

  #setTimes(row: number, hasStart: boolean, hasEnd: boolean): void {
    const { builder } = this.#context;
    const { columns } = builder.spans;
    const start = this.#start;
    const end = this.#end;
    if (hasStart) columns.start[row] = builder.timeOffset(start.seconds, start.nanos);
    else columns.repairs[row]! |= Repair.startUnknown;
    if (!hasEnd) columns.repairs[row]! |= Repair.endUnknown;
    if (!hasStart || !hasEnd) return;
    const duration = (end.seconds - start.seconds) * 1e9 + (end.nanos - start.nanos);
    if (duration >= 0) columns.duration[row] = duration;
    else columns.repairs[row]! |= Repair.endBeforeStart;
  }

  /** Reads an id into #ids.words. @returns the position after it */
  #readId(bytes: Uint8Array, at: number, row: number, wordCount: 2 | 4): number {
    if (bytes[at] !== 0x22) {
      const end = skipValue(bytes, at, 0);
      this.#ids.words.fill(0);
      if (bytes[at] !== 0x6e) this.#setInvalidId(this.#ids.read(bytes, at, end, wordCount), row);
      return end;
    }
    const end = findStringEnd(bytes, at + 1);
    const form = this.#ids.read(bytes, at + 1, end, wordCount);
    if (form === IdForm.invalid) this.#setInvalidId(form, row);
    return end + 1;
  }

  #setInvalidId(form: number, row: number): void {
    if (form === IdForm.invalid) this.#context.builder.spans.columns.repairs[row]! |= Repair.idInvalid;
  }

  #trace(): number {
    const { words } = this.#ids;
    return this.#context.builder.traceIds.add(words[0]!, words[1]!, words[2]!, words[3]!);
  }

  #readStatus(bytes: Uint8Array, at: number, row: number): number {
    if (bytes[at] !== 0x7b) return skipValue(bytes, at, 0);
    return readObject(bytes, at, (key, valueAt) => {
      if (key === Key.code) this.#context.builder.spans.columns.statusCode[row] = readStatusCode(bytes, valueAt);
    });
  }

  #readList(bytes: Uint8Array, at: number, readElement: (bytes: Uint8Array, at: number) => number): number {
    return readElements(bytes, at, (elementAt) => {
      if (bytes[elementAt] === 0x7b) readElement(bytes, elementAt);
    });
  }

  readonly #readEvent = (bytes: Uint8Array, at: number): number => {
    const { builder } = this.#context;
    let time = Number.NaN;
    let name = 0;
    const after = readObject(bytes, at, (key, valueAt, end) => {
      if (key === Key.time && readTime(this.#time, bytes, valueAt, end)) {
        time = builder.timeOffset(this.#time.seconds, this.#time.nanos);
      } else if (key === Key.name && bytes[valueAt] === 0x22) {
        name = this.#texts.intern(bytes, valueAt + 1, end - 1);
      }
    });
    builder.addEvent(time, name);
    return after;
  };

  readonly #time = new TimeReader();

  readonly #readLink = (bytes: Uint8Array, at: number): number => {
    const { builder } = this.#context;
    const row = builder.spans.length - 1;
    let trace = -1;
    let high = 0;
    let low = 0;
    let flags = 0;
    const after = readObject(bytes, at, (key, valueAt) => {
      if (key === Key.traceId) {
        this.#readId(bytes, valueAt, row, 4);
        trace = this.#trace();
      } else if (key === Key.spanId) {
        this.#readId(bytes, valueAt, row, 2);
        high = this.#ids.words[0]!;
        low = this.#ids.words[1]!;
      } else if (key === Key.flags) flags = readNumber(bytes, valueAt) ?? 0;
    });
    builder.addLink(trace === -1 ? builder.traceIds.add(0, 0, 0, 0) : trace, high, low, flags);
    return after;
  };
}

/** Reads the time written at bytes[at, end), in quotes or not. */
export function readTime(time: TimeReader, bytes: Uint8Array, at: number, end: number): boolean {
  return bytes[at] === 0x22 ? time.read(bytes, at + 1, end - 1, 9) : time.read(bytes, at, end, 9);
}

/**
 * Tells of each member of the object at `at`: its Key, where its value begins and ends.
 * @returns the position after the object
 */
export function readObject(
  bytes: Uint8Array,
  at: number,
  tell: (key: number, valueAt: number, end: number) => void,
): number {
  return readMembers(bytes, at, (keyFrom, keyTo, valueAt, end) => tell(keyOf(bytes, keyFrom, keyTo), valueAt, end));
}
