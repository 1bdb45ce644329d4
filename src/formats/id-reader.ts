/**
 * Trace and span ids as exporters write them, into 32-bit words (most significant first):
 * hex of full width in any case; shorter hex (leading zeros dropped); base64 of 8 or 16 bytes, standard or URL-safe, padded or not.
 * Anything else is hashed, so that equal texts still are equal ids and the tree holds.
 */

/** How an id was written. */
export const IdForm = { empty: 0, hex: 1, shortHex: 2, base64: 3, invalid: 4 } as const;

const NOT_A_DIGIT = 0xff;
const HEX_DIGIT = new Uint8Array(256).fill(NOT_A_DIGIT);
for (let digit = 0; digit < 10; digit++) HEX_DIGIT[0x30 + digit] = digit;
for (let digit = 10; digit < 16; digit++) {
  HEX_DIGIT[0x41 + digit - 10] = digit;
  HEX_DIGIT[0x61 + digit - 10] = digit;
}
const BASE64_DIGIT = new Uint8Array(256).fill(NOT_A_DIGIT);
for (const [digit, char] of [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].entries()) {
  BASE64_DIGIT[char.charCodeAt(0)] = digit;
}
BASE64_DIGIT[0x2d] = 62;
BASE64_DIGIT[0x5f] = 63;
const PADDING_SIGN = 0x3d;

/** The byte that two hex digits write, by their two characters as a little-endian number; negative where they are none. */
const HEX_PAIR = new Int16Array(1 << 16).fill(-1);
for (let high = 0; high < 256; high++) {
  if (HEX_DIGIT[high] === NOT_A_DIGIT) continue;
  for (let low = 0; low < 256; low++) {
    if (HEX_DIGIT[low] !== NOT_A_DIGIT) HEX_PAIR[high | (low << 8)] = (HEX_DIGIT[high]! << 4) | HEX_DIGIT[low]!;
  }
}

export class IdReader {
  /** The id read last; a span id uses the first two words. */
  readonly words = new Uint32Array(4);
  /** Some exporters write base64 without padding: once one id must be base64, those that could also be short hex are too. */
  #sawBase64 = false;

  /**
   * Reads the id written at bytes[from, to).
   * @param wordCount 2 for a span id, 4 for a trace id
   * @returns IdForm
   */
  read(bytes: Uint8Array, from: number, to: number, wordCount: 2 | 4): number {
    const length = to - from;
    this.words.fill(0);
    if (length === 0) return IdForm.empty;
    if (this.#readBase64(bytes, from, to, wordCount)) return IdForm.base64;
    if (length <= wordCount * 8 && this.#readShortHex(bytes, from, to, wordCount)) {
      return length === wordCount * 8 ? IdForm.hex : IdForm.shortHex;
    }
    this.#hash(bytes, from, to, wordCount);
    return IdForm.invalid;
  }

  /** Reads full-width hex at `at` into `words`. @returns false, with words undefined, where it is no hex */
  readHex(view: DataView, at: number, wordCount: number): boolean {
    let seen = 0;
    for (let word = 0; word < wordCount; word++, at += 8) {
      const byte0 = HEX_PAIR[view.getUint16(at, true)]!;
      const byte1 = HEX_PAIR[view.getUint16(at + 2, true)]!;
      const byte2 = HEX_PAIR[view.getUint16(at + 4, true)]!;
      const byte3 = HEX_PAIR[view.getUint16(at + 6, true)]!;
      seen |= byte0 | byte1 | byte2 | byte3;
      this.words[word] = (byte0 << 24) | (byte1 << 16) | (byte2 << 8) | byte3;
    }
    return seen >= 0;
  }

  #readShortHex(bytes: Uint8Array, from: number, to: number, wordCount: number): boolean {
    this.words.fill(0);
    for (let at = to - 1, place = 0; at >= from; at--, place++) {
      const digit = HEX_DIGIT[bytes[at]!]!;
      if (digit === NOT_A_DIGIT) return false;
      this.words[wordCount - 1 - (place >> 3)]! |= digit << ((place & 7) * 4);
    }
    return true;
  }

  /** Eleven or twenty-two hex digits are a short id, unless the exporter is known to write base64. */
  #readBase64(bytes: Uint8Array, from: number, to: number, wordCount: number): boolean {
    const byteCount = wordCount * 4;
    const digits = Math.ceil((byteCount * 8) / 6);
    const padded = Math.ceil(byteCount / 3) * 4;
    const length = to - from;
    if (length !== digits && length !== padded) return false;
    for (let at = from + digits; at < to; at++) if (bytes[at] !== PADDING_SIGN) return false;
    let isHex = length === digits;
    let bits = 0;
    let held = 0;
    let count = 0;
    for (let at = from; at < from + digits; at++) {
      const digit = BASE64_DIGIT[bytes[at]!]!;
      if (digit === NOT_A_DIGIT) return false;
      isHex &&= HEX_DIGIT[bytes[at]!] !== NOT_A_DIGIT;
      held = (held << 6) | digit;
      bits += 6;
      if (bits >= 8 && count < byteCount) {
        bits -= 8;
        const byte = (held >> bits) & 0xff;
        this.words[count >> 2] = (this.words[count >> 2]! << 8) | byte;
        count++;
      }
    }
    this.#sawBase64 ||= !isHex;
    return !isHex || this.#sawBase64;
  }

  /** Two FNV-1a runs from different starts for each pair of words; never zero. */
  #hash(bytes: Uint8Array, from: number, to: number, wordCount: number): void {
    for (let word = 0; word < wordCount; word++) {
      let hash = 0x811c9dc5 ^ Math.imul(word + 1, 0x9e3779b9);
      for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
      this.words[word] = (hash ^ (hash >>> 15)) | 1;
    }
  }
}
