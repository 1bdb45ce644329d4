/**
 * Attribute lists in the spelling that exporters write, a few word comparisons an attribute:
 *
 *   {"key":"http.route","value":{"stringValue":"/cart/{id}"}}
 *   └8 bytes┘          └12 bytes ──┘└ 15 ───────┘          └2┘
 *
 * Other spellings (white space, other orders, other types) are left to read-attributes.ts, attribute by attribute.
 */
import type { DataSetBuilder } from "../../model/data-set-builder.ts";
import { HOT_KEYS } from "../../model/hot-keys.ts";
import { HOT_VALUE_LIMIT } from "../../model/raw-columns.ts";
import type { StringTableBuilder } from "../../model/string-table.ts";
import type { HotKeyMatcher } from "../hot-key-matcher.ts";
import { skipSpace, skipValue, stop } from "../json/json-scan.ts";
import { JsonTextReader } from "../json/json-text.ts";
import { findPlainEnd, findStringEndByWords, word } from "../json/word-scan.ts";
import { readAttribute, ValueTextReader } from "./read-attributes.ts";

const KEY_0 = word('{"ke');
const KEY_4 = word('y":"');
const VALUE_0 = word('","v');
const VALUE_4 = word("alue");
const VALUE_8 = word('":{"');
const STRING_0 = word("stri");
const STRING_4 = word("ngVa");
const STRING_8 = word('lue"');
const STRING_12 = word(':"');
const INT_0 = word("intV");
const INT_4 = word("alue");
const INT_7 = word('e":"');
const CLOSING = word("}}");
const QUOTE = 0x22;

export class QuickAttributes {
  readonly #builder: DataSetBuilder;
  readonly #strings: StringTableBuilder;
  readonly #hotKeys: HotKeyMatcher;
  readonly #texts: JsonTextReader;
  readonly #values: ValueTextReader;
  /** StringIndex of each hot key's value read last: many values repeat, and comparing is cheaper than looking up. */
  readonly #lastValues = new Int32Array(HOT_KEYS.length);

  constructor(builder: DataSetBuilder, hotKeys: HotKeyMatcher) {
    this.#builder = builder;
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
    for (;;) {
      const end = this.#readOne(view, bytes, at, isSpans);
      at = end !== 0 ? end : this.#readOther(bytes, at, isSpans);
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

  /** @returns the position after the attribute; 0 where it is in another spelling */
  #readOne(view: DataView, bytes: Uint8Array, at: number, isSpans: boolean): number {
    if (view.getInt32(at, true) !== KEY_0 || view.getInt32(at + 4, true) !== KEY_4) return 0;
    const keyFrom = at + 8;
    const keyTo = findPlainEnd(view, keyFrom);
    if (
      view.getInt32(keyTo, true) !== VALUE_0 ||
      view.getInt32(keyTo + 4, true) !== VALUE_4 ||
      view.getInt32(keyTo + 8, true) !== VALUE_8
    ) {
      return 0;
    }
    const valueAt = keyTo + 12;
    const type = view.getInt32(valueAt, true);
    let from = 0;
    if (type === STRING_0) {
      if (view.getInt32(valueAt + 4, true) !== STRING_4 || view.getInt32(valueAt + 8, true) !== STRING_8) return 0;
      if (view.getUint16(valueAt + 12, true) !== STRING_12) return 0;
      from = valueAt + 14;
    } else if (type === INT_0) {
      if (view.getInt32(valueAt + 4, true) !== INT_4 || view.getInt32(valueAt + 7, true) !== INT_7) return 0;
      from = valueAt + 11;
    } else {
      return 0;
    }
    const plainEnd = findPlainEnd(view, from);
    const isPlain = view.getUint8(plainEnd) === QUOTE;
    const to = isPlain ? plainEnd : findStringEndByWords(view, bytes, plainEnd);
    if (view.getUint16(to + 1, true) !== CLOSING) return 0;
    if (isSpans) {
      const key = this.#hotKeys.findInView(view, keyFrom, keyTo);
      if (key !== -1) {
        let value = this.#lastValues[key]!;
        if (!this.#strings.isView(value, view, from, to) || !isPlain) {
          value =
            isPlain && to - from <= HOT_VALUE_LIMIT
              ? this.#strings.internView(view, from, to)
              : this.#texts.intern(bytes, from, to, HOT_VALUE_LIMIT);
          this.#lastValues[key] = value;
        }
        this.#builder.addHotAttribute(key, value);
      }
    }
    return to + 3;
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
