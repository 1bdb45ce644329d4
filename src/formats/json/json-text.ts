/** JSON strings to UTF-8 bytes and to interned strings, without a JavaScript string between. */
import type { StringIndex } from "../../model/index-types.ts";
import type { StringTableBuilder } from "../../model/string-table.ts";

const BACKSLASH = 0x5c;
const REPLACEMENT = 0xfffd;

export class JsonTextReader {
  readonly #strings: StringTableBuilder;
  #scratch = new Uint8Array(1 << 10);

  constructor(strings: StringTableBuilder) {
    this.#strings = strings;
  }

  /**
   * Interns the string whose inside (without quotes) is bytes[from, to).
   * @param limit longest UTF-8 kept, in bytes; cut at a whole character
   */
  intern(bytes: Uint8Array, from: number, to: number, limit = Number.POSITIVE_INFINITY): StringIndex {
    for (let at = from; at < to; at++) {
      if (bytes[at] === BACKSLASH) return this.#internEscaped(bytes, from, to, limit);
    }
    return this.#strings.internBytes(bytes, from, to - from > limit ? cutAt(bytes, from, from + limit) : to);
  }

  #internEscaped(bytes: Uint8Array, from: number, to: number, limit: number): StringIndex {
    const text = this.unescape(bytes, from, to);
    return this.#strings.internBytes(text, 0, text.length > limit ? cutAt(text, 0, limit) : text.length);
  }

  /** The UTF-8 of a JSON string's inside. The array is overwritten by the next call. */
  unescape(bytes: Uint8Array, from: number, to: number): Uint8Array {
    if (to - from > this.#scratch.length) this.#scratch = new Uint8Array((to - from) * 2);
    return this.#scratch.subarray(0, unescapeInto(bytes, from, to, this.#scratch));
  }
}

/** Writes the UTF-8 of a JSON string's inside; it is never longer than what it was written as. @returns bytes written */
export function unescapeInto(bytes: Uint8Array, from: number, to: number, into: Uint8Array): number {
  let written = 0;
  for (let at = from; at < to; ) {
    const byte = bytes[at]!;
    if (byte !== BACKSLASH) {
      into[written++] = byte;
      at++;
      continue;
    }
    const letter = bytes[at + 1]!;
    at += 2;
    if (letter !== 0x75) {
      into[written++] = plainEscape(letter);
      continue;
    }
    let code = hex4(bytes, at, to);
    at += 4;
    if (code >= 0xd800 && code < 0xdc00 && bytes[at] === BACKSLASH && bytes[at + 1] === 0x75) {
      const low = hex4(bytes, at + 2, to);
      if (low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        at += 6;
      }
    }
    written = writeUtf8(into, written, code >= 0xd800 && code < 0xe000 ? REPLACEMENT : code);
  }
  return written;
}

function plainEscape(byte: number): number {
  switch (byte) {
    case 0x6e:
      return 0x0a;
    case 0x74:
      return 0x09;
    case 0x72:
      return 0x0d;
    case 0x62:
      return 0x08;
    case 0x66:
      return 0x0c;
    default:
      return byte;
  }
}

function hex4(bytes: Uint8Array, at: number, to: number): number {
  if (at + 4 > to) return REPLACEMENT;
  const value = Number.parseInt(String.fromCharCode(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!), 16);
  return Number.isNaN(value) ? REPLACEMENT : value;
}

function writeUtf8(into: Uint8Array, at: number, code: number): number {
  if (code < 0x80) {
    into[at++] = code;
  } else if (code < 0x800) {
    into[at++] = 0xc0 | (code >> 6);
    into[at++] = 0x80 | (code & 0x3f);
  } else if (code < 0x10000) {
    into[at++] = 0xe0 | (code >> 12);
    into[at++] = 0x80 | ((code >> 6) & 0x3f);
    into[at++] = 0x80 | (code & 0x3f);
  } else {
    into[at++] = 0xf0 | (code >> 18);
    into[at++] = 0x80 | ((code >> 12) & 0x3f);
    into[at++] = 0x80 | ((code >> 6) & 0x3f);
    into[at++] = 0x80 | (code & 0x3f);
  }
  return at;
}

/** The last position not after `to` that does not split a character of UTF-8. */
function cutAt(bytes: Uint8Array, from: number, to: number): number {
  while (to > from && (bytes[to]! & 0xc0) === 0x80) to--;
  return to;
}
