/**
 * OTLP attribute lists as bytes. Only hot keys (model/hot-keys.ts) are read; the values of all others are passed over.
 *
 *   [{"key":"http.route","value":{"stringValue":"/cart/{id}"}}, …]
 */

import { VALUE_SEPARATOR } from "../../model/hot-keys.ts";
import type { StringIndex } from "../../model/index-types.ts";
import { HOT_VALUE_LIMIT } from "../../model/raw-columns.ts";
import { asciiBytes, findStringEnd, skipKey, skipSpace, skipValue, spells, stop } from "../json/json-scan.ts";
import type { JsonTextReader } from "../json/json-text.ts";
import { Key, keyOf } from "./otlp-keys.ts";

const ARRAY_VALUE = [asciiBytes("arrayValue"), asciiBytes("array_value")];
const VALUES = asciiBytes("values");
const SEPARATOR = VALUE_SEPARATOR.charCodeAt(0);

/** Told of each attribute: its key's bytes and where its value object begins. */
type OnAttribute = (bytes: Uint8Array, keyFrom: number, keyTo: number, valueAt: number) => void;

/**
 * Passes over the list that begins at `at` ("[") and tells of each attribute.
 * @returns the position after the list
 */
export function readAttributes(bytes: Uint8Array, at: number, onAttribute: OnAttribute): number {
  if (bytes[at] !== 0x5b) return skipValue(bytes, at, 0);
  at = skipSpace(bytes, at + 1);
  if (bytes[at] === 0x5d) return at + 1;
  for (;;) {
    at = bytes[at] === 0x7b ? readAttribute(bytes, at, onAttribute) : skipValue(bytes, at, 0);
    if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
    if (bytes[at] === 0x5d) return at + 1;
    if (bytes[at] !== 0x2c) stop(at, '"," or "]"');
    at++;
    if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
  }
}

/** As readAttributes, one attribute. */
export function readAttribute(bytes: Uint8Array, at: number, onAttribute: OnAttribute): number {
  at = skipSpace(bytes, at + 1);
  let keyFrom = 0;
  let keyTo = 0;
  let valueAt = 0;
  if (bytes[at] === 0x7d) return at + 1;
  for (;;) {
    const nameFrom = at + 1;
    at = skipKey(bytes, at);
    const key = bytes[nameFrom] === 0x6b || bytes[nameFrom] === 0x76 ? keyOfAttribute(bytes, nameFrom) : Key.other;
    if (key === Key.key && bytes[at] === 0x22) {
      keyFrom = at + 1;
      keyTo = findStringEnd(bytes, keyFrom);
      at = keyTo + 1;
    } else {
      if (key === Key.value) valueAt = at;
      at = skipValue(bytes, at, 0);
    }
    if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
    const byte = bytes[at]!;
    at++;
    if (byte === 0x7d) break;
    if (byte !== 0x2c) stop(at - 1, '"," or "}"');
    if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
  }
  if (keyFrom > 0 && valueAt > 0) onAttribute(bytes, keyFrom, keyTo, valueAt);
  return at;
}

function keyOfAttribute(bytes: Uint8Array, from: number): number {
  return keyOf(bytes, from, findStringEnd(bytes, from));
}

/** Reads attribute values as text, whatever their type is. */
export class ValueTextReader {
  readonly #texts: JsonTextReader;
  readonly #joined = new Uint8Array(HOT_VALUE_LIMIT * 2);

  constructor(texts: JsonTextReader) {
    this.#texts = texts;
  }

  /**
   * Interns the text of the AnyValue object at `at`, such as {"stringValue":"GET"} or {"intValue":"200"}.
   * Lists of simple values are joined by VALUE_SEPARATOR. @returns -1 where there is no text (empty, maps)
   */
  intern(bytes: Uint8Array, at: number, limit = HOT_VALUE_LIMIT): StringIndex {
    if (bytes[at] !== 0x7b) return this.#internScalar(bytes, at, limit);
    const keyAt = skipSpace(bytes, at + 1);
    if (bytes[keyAt] !== 0x22) return -1;
    const valueAt = skipKey(bytes, keyAt);
    if (bytes[valueAt] === 0x7b) {
      const keyTo = findStringEnd(bytes, keyAt + 1);
      const isList = ARRAY_VALUE.some((word) => spells(bytes, keyAt + 1, keyTo, word));
      return isList ? this.#internList(bytes, valueAt, limit) : -1;
    }
    return this.#internScalar(bytes, valueAt, limit);
  }

  #internScalar(bytes: Uint8Array, at: number, limit: number): StringIndex {
    if (bytes[at] === 0x22) return this.#texts.intern(bytes, at + 1, findStringEnd(bytes, at + 1), limit);
    if (bytes[at] === 0x5b || bytes[at] === 0x7b || bytes[at] === 0x6e) return -1;
    return this.#texts.intern(bytes, at, skipValue(bytes, at, 0), limit);
  }

  #internList(bytes: Uint8Array, at: number, limit: number): StringIndex {
    at = skipSpace(bytes, at + 1);
    if (bytes[at] !== 0x22 || !spells(bytes, at + 1, findStringEnd(bytes, at + 1), VALUES)) return -1;
    at = skipKey(bytes, at);
    if (bytes[at] !== 0x5b) return -1;
    at = skipSpace(bytes, at + 1);
    let length = 0;
    while (bytes[at] !== 0x5d && length < limit) {
      const end = skipValue(bytes, at, 0);
      const memberAt = bytes[at] === 0x7b ? skipSpace(bytes, at + 1) : -1;
      const inner = bytes[memberAt] === 0x22 ? skipKey(bytes, memberAt) : at;
      const isText = bytes[inner] === 0x22;
      // Lists and maps in a list have no text.
      const isSimple = isText || (bytes[inner] !== 0x7b && bytes[inner] !== 0x5b);
      const from = isText ? inner + 1 : inner;
      const to = isText ? findStringEnd(bytes, from) : isSimple ? skipValue(bytes, inner, 0) : from;
      if (length > 0) this.#joined[length++] = SEPARATOR;
      const kept = Math.min(to - from, this.#joined.length - length - 1);
      for (let byte = 0; byte < kept; byte++) this.#joined[length++] = bytes[from + byte]!;
      at = skipSpace(bytes, end);
      if (bytes[at] !== 0x2c) break;
      at = skipSpace(bytes, at + 1);
    }
    return length === 0 ? -1 : this.#texts.intern(this.#joined, 0, length, limit);
  }
}
