/**
 * Attribute lists in the spelling that exporters write. What stands before a value is a "shape", learnt as it comes; spans of one
 * instrumentation have the same shapes in the same order, so the next one is guessed and only compared, word by word:
 *
 *   {"key":"http.route","value":{"stringValue":"/cart/{id}"}}
 *   └───────────── shape ──────────────────────┘└ value ─┘
 *
 * So is a hot key's value, since many repeat. Other spellings (white space, other orders, lists, maps) are left to
 * read-attributes.ts, attribute by attribute.
 */
import type { DataSetBuilder } from "../../model/data-set-builder.ts";
import type { StringIndex } from "../../model/index-types.ts";
import { HOT_VALUE_LIMIT } from "../../model/raw-columns.ts";
import { StringTableBuilder } from "../../model/string-table.ts";
import type { HotKeyMatcher } from "../hot-key-matcher.ts";
import { skipSpace, skipValue, stop } from "../json/json-scan.ts";
import { JsonTextReader } from "../json/json-text.ts";
import { findPlainEnd, findStringEndByWords, word } from "../json/word-scan.ts";
import { readAttribute, ValueTextReader } from "./read-attributes.ts";

const KEY_0 = word('{"ke');
const KEY_4 = word('y":"');
const KEY_LENGTH = 8;
const VALUE_0 = word('","v');
const VALUE_4 = word("alue");
const VALUE_8 = word('":{"');
const VALUE_LENGTH = 12;
const STRING = [word("stri"), word("ngVa"), word('lue"')] as const;
const INT = [word("intV"), word("alue")] as const;
const BOOL = [word("bool"), word("Valu")] as const;
const DOUBLE = [word("doub"), word("leVa"), word('lue"')] as const;
const CLOSING = word("}}");
const QUOTE = 0x22;
const COLON = 0x3a;

/** Files with more shapes than this have keys made of data: no more are learnt. */
const MOST_SHAPES = 4_096;
/** The number that stands for the beginning of a list. */
const START = 0;
const UNKNOWN = -1;
const SMALL_INT_DIGITS = 5;

export class QuickAttributes {
  readonly #builder: DataSetBuilder;
  readonly #hot: DataSetBuilder["hotAttributes"];
  /** StringIndex of the value looked up last. */
  #found = 0;
  readonly #strings: StringTableBuilder;
  readonly #hotKeys: HotKeyMatcher;
  readonly #texts: JsonTextReader;
  readonly #values: ValueTextReader;
  /** Shapes by number; 0 is the empty one. */
  readonly #shapes = new StringTableBuilder();
  /** The shape that came after each shape last. */
  readonly #next = new Int32Array(MOST_SHAPES).fill(UNKNOWN);
  /** Number in HOT_KEYS of each shape's key, -1 = cold. */
  readonly #hotKeyOf = new Int16Array(MOST_SHAPES).fill(-1);
  /** StringIndex of each hot shape's value read last, where it was written without escapes. */
  readonly #lastValue = new Int32Array(MOST_SHAPES).fill(UNKNOWN);

  readonly #smallInts = new Int32Array(10 ** SMALL_INT_DIGITS).fill(UNKNOWN);

  constructor(builder: DataSetBuilder, hotKeys: HotKeyMatcher) {
    this.#builder = builder;
    this.#hot = builder.hotAttributes;
    this.#strings = builder.strings;
    this.#hotKeys = hotKeys;
    this.#texts = new JsonTextReader(builder.strings);
    this.#values = new ValueTextReader(this.#texts);
  }

  /**
   * Adds the hot attributes of the list at `at` to the newest span.
   * @param isSpans false: the list is only passed over (attributes of events and links)
   * @returns the position after the list
   */
  read(view: DataView, bytes: Uint8Array, at: number, isSpans: boolean): number {
    if (bytes[at] !== 0x5b) return skipValue(bytes, at, 0);
    at++;
    if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
    if (bytes[at] === 0x5d) return at + 1;
    for (let before = START; ; ) {
      const guess = this.#next[before]!;
      let shape = guess;
      let valueAt = guess === UNKNOWN ? -1 : this.#shapes.endInView(guess, view, at);
      if (valueAt === -1) {
        valueAt = shapeEnd(view, at);
        shape = valueAt === -1 ? UNKNOWN : this.#learn(view, at, valueAt, before);
      }
      const end = shape === UNKNOWN ? -1 : this.#readValue(view, bytes, shape, valueAt, isSpans);
      if (end !== -1) before = shape;
      at = end !== -1 ? end : this.#readOther(bytes, at, isSpans);
      let byte = bytes[at]!;
      if (byte <= 0x20) {
        at = skipSpace(bytes, at);
        byte = bytes[at]!;
      }
      if (byte === 0x5d) return at + 1;
      if (byte !== 0x2c) stop(at, '"," or "]"');
      at++;
      if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
    }
  }

  /** @returns the number of the shape [at, end) */
  #learn(view: DataView, at: number, end: number, before: number): number {
    const known = this.#shapes.length;
    if (known === MOST_SHAPES) return UNKNOWN;
    const shape = this.#shapes.internView(view, at, end);
    if (shape === known) {
      const keyFrom = at + KEY_LENGTH;
      this.#hotKeyOf[shape] = this.#hotKeys.findInView(view, keyFrom, findPlainEnd(view, keyFrom));
    }
    this.#next[before] = shape;
    return shape;
  }

  /** @returns the position after the attribute; -1 where it goes on in another spelling */
  #readValue(view: DataView, bytes: Uint8Array, shape: number, from: number, isSpans: boolean): number {
    if (view.getUint8(from - 1) !== QUOTE) return this.#readBareValue(view, bytes, shape, from, isSpans);
    if (!isSpans || this.#hotKeyOf[shape] === -1) {
      const to = findStringEndByWords(view, from);
      return view.getUint16(to + 1, true) === CLOSING ? to + 3 : -1;
    }
    const last = this.#lastValue[shape]!;
    let to = last === UNKNOWN ? -1 : this.#strings.endInView(last, view, from);
    this.#found = last;
    if (to === -1 || view.getUint8(to) !== QUOTE || view.getUint16(to + 1, true) !== CLOSING) {
      to = this.#lookUpValue(view, bytes, shape, from);
      if (to === -1) return -1;
    }
    const hot = this.#hot;
    const row = hot.add();
    hot.columns.key[row] = this.#hotKeyOf[shape]!;
    hot.columns.value[row] = this.#found;
    return to + 3;
  }

  /** Interns the string value at `from` into #found. @returns its closing quote; -1 where no attribute ends there */
  #lookUpValue(view: DataView, bytes: Uint8Array, shape: number, from: number): number {
    const intEnd = smallIntEnd(view, from);
    if (intEnd !== -1) {
      if (view.getUint16(intEnd + 1, true) !== CLOSING) return -1;
      this.#found = this.#smallInt(view, from, intEnd);
      this.#lastValue[shape] = this.#found;
      return intEnd;
    }
    const plainEnd = findPlainEnd(view, from);
    const isPlain = view.getUint8(plainEnd) === QUOTE;
    const to = isPlain ? plainEnd : findStringEndByWords(view, plainEnd);
    if (view.getUint16(to + 1, true) !== CLOSING) return -1;
    const isKept = isPlain && to - from <= HOT_VALUE_LIMIT;
    this.#found = isKept
      ? this.#strings.internView(view, from, to)
      : this.#texts.intern(bytes, from, to, HOT_VALUE_LIMIT);
    this.#lastValue[shape] = isKept ? this.#found : UNKNOWN;
    return to;
  }

  /** A number or a truth value without quotes. */
  #readBareValue(view: DataView, bytes: Uint8Array, shape: number, from: number, isSpans: boolean): number {
    const to = skipValue(bytes, from, 0);
    if (view.getUint16(to, true) !== CLOSING) return -1;
    const hotKey = this.#hotKeyOf[shape]!;
    if (isSpans && hotKey !== -1) this.#builder.addHotAttribute(hotKey, this.#strings.internView(view, from, to));
    return to + 2;
  }

  /** The StringIndex of the digits view[from, to). Ports and status codes are many, but of few values. */
  #smallInt(view: DataView, from: number, to: number): StringIndex {
    let value = 0;
    for (let at = from; at < to; at++) value = value * 10 + view.getUint8(at) - 0x30;
    let index = this.#smallInts[value]!;
    if (index === UNKNOWN) {
      index = this.#strings.internView(view, from, to);
      this.#smallInts[value] = index;
    }
    return index;
  }

  #readOther(bytes: Uint8Array, at: number, isSpans: boolean): number {
    if (!isSpans || bytes[at] !== 0x7b) return skipValue(bytes, at, 0);
    return readAttribute(bytes, at, this.#onAttribute);
  }

  readonly #onAttribute = (bytes: Uint8Array, keyFrom: number, keyTo: number, valueAt: number): void => {
    const key = this.#hotKeys.find(bytes, keyFrom, keyTo);
    if (key === -1) return;
    const value = this.#values.intern(bytes, valueAt);
    if (value !== -1) this.#builder.addHotAttribute(key, value);
  };
}

/** The closing quote of a string of one to five digits without a leading zero; -1 where it is another string. */
function smallIntEnd(view: DataView, from: number): number {
  const first = view.getUint8(from);
  if (first < 0x30 || first > 0x39) return -1;
  let at = from + 1;
  for (const last = from + SMALL_INT_DIGITS; at < last; at++) {
    const byte = view.getUint8(at);
    if (byte < 0x30 || byte > 0x39) break;
  }
  if (first === 0x30 && at > from + 1) return -1;
  return view.getUint8(at) === QUOTE ? at : -1;
}

/** Where the value of the attribute at `at` begins, inside its quotes if it has some; -1 where it is in another spelling. */
function shapeEnd(view: DataView, at: number): number {
  if (view.getInt32(at, true) !== KEY_0 || view.getInt32(at + 4, true) !== KEY_4) return -1;
  const keyTo = findPlainEnd(view, at + KEY_LENGTH);
  if (
    view.getInt32(keyTo, true) !== VALUE_0 ||
    view.getInt32(keyTo + 4, true) !== VALUE_4 ||
    view.getInt32(keyTo + 8, true) !== VALUE_8
  ) {
    return -1;
  }
  const typeAt = keyTo + VALUE_LENGTH;
  const first = view.getInt32(typeAt, true);
  const second = view.getInt32(typeAt + 4, true);
  let colonAt = -1;
  if (first === INT[0] && second === INT[1]) colonAt = typeAt + 9;
  else if (first === BOOL[0] && second === BOOL[1]) colonAt = typeAt + 10;
  else if (first === STRING[0] && second === STRING[1] && view.getInt32(typeAt + 8, true) === STRING[2]) {
    colonAt = typeAt + 12;
  } else if (first === DOUBLE[0] && second === DOUBLE[1] && view.getInt32(typeAt + 8, true) === DOUBLE[2]) {
    colonAt = typeAt + 12;
  }
  if (colonAt === -1 || view.getUint8(colonAt - 1) !== QUOTE || view.getUint8(colonAt) !== COLON) return -1;
  const next = view.getUint8(colonAt + 1);
  if (next === QUOTE) return colonAt + 2;
  // Lists, maps and null have no text; white space is another spelling.
  return next === 0x7b || next === 0x5b || next === 0x6e || next <= 0x20 ? -1 : colonAt + 1;
}
