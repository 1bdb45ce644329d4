/**
 * Interned strings as one run of UTF-8 with end offsets:
 *
 *   bytes  c h e c k o u t G E T p a y m e n t
 *   ends                 8     11            18      string 1 = bytes[8, 11) = "GET"
 *
 * String 0 is always "". A string is decoded the first time it is asked for, then kept.
 */
import type { StringIndex } from "./index-types.ts";

export interface StringColumns {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

/** A string may begin with U+FEFF; left alone, the decoder would take it for a mark of its own. */
const KEEP_BOM = { ignoreBOM: true };

export class StringTable implements StringColumns {
  readonly #decoded: (string | undefined)[] = [];
  readonly #decoder = new TextDecoder("utf-8", KEEP_BOM);
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;

  constructor({ bytes, ends }: StringColumns) {
    this.bytes = bytes;
    this.ends = ends;
  }

  get length(): number {
    return this.ends.length;
  }

  /** The string; "" for -1. */
  get(index: StringIndex): string {
    if (index < 0) return "";
    let text = this.#decoded[index];
    if (text === undefined) {
      const start = index === 0 ? 0 : this.ends[index - 1]!;
      text = this.#decoder.decode(this.bytes.subarray(start, this.ends[index]!));
      this.#decoded[index] = text;
    }
    return text;
  }

  /** The number of a string, -1 where the table does not hold it. Looks at every string: O(length). */
  find(text: string): StringIndex {
    const wanted = new TextEncoder().encode(text);
    let start = 0;
    for (let index = 0; index < this.ends.length; index++) {
      const end = this.ends[index]!;
      if (end - start === wanted.length) {
        let at = 0;
        while (at < wanted.length && this.bytes[start + at] === wanted[at]) at++;
        if (at === wanted.length) return index;
      }
      start = end;
    }
    return -1;
  }
}

/**
 * Interns by content: open addressing over a hash of the bytes, so that equal bytes get equal numbers. Bytes are hashed and
 * compared four at a time; the last word of a string overlaps the one before.
 */
export class StringTableBuilder {
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  #used = 0;
  #ends = new Uint32Array(1 << 10);
  #count = 0;
  /** Pairs: the hash of a string and its number; -1 = free. Side by side, so that a look-up touches one cache line. */
  #slots = new Int32Array(1 << 13).fill(-1);
  readonly #encoder = new TextEncoder();
  #scratch = new Uint8Array(1 << 10);
  #scratchView = new DataView(this.#scratch.buffer);

  constructor() {
    this.intern("");
  }

  get length(): number {
    return this.#count;
  }

  /** The number of the string whose UTF-8 is source[start, end). */
  internBytes(source: Uint8Array, start: number, end: number): StringIndex {
    const length = end - start;
    this.#reserveScratch(length);
    for (let at = 0; at < length; at++) this.#scratch[at] = source[start + at]!;
    return this.internView(this.#scratchView, 0, length);
  }

  intern(text: string): StringIndex {
    this.#reserveScratch(text.length * 3);
    const { written } = this.#encoder.encodeInto(text, this.#scratch);
    return this.internView(this.#scratchView, 0, written);
  }

  /** As internBytes, faster. Four bytes must be readable from `start` on, however short the string is. */
  internView(source: DataView, start: number, end: number): StringIndex {
    const hash = hashView(source, start, end);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = slotOf(hash, mask);
    for (let found = slots[slot + 1]!; found !== -1; found = slots[slot + 1]!) {
      if (slots[slot] === hash && this.isView(found, source, start, end)) return found;
      slot = (slot + 2) & mask;
    }
    return this.#append(source, start, end, hash, slot);
  }

  /** Whether string `index` is source[start, end). Four bytes must be readable from `start` on. */
  isView(index: StringIndex, source: DataView, start: number, end: number): boolean {
    const from = index === 0 ? 0 : this.#ends[index - 1]!;
    const length = end - start;
    if (this.#ends[index]! - from !== length) return false;
    const own = this.#view;
    if (length < 4) return ((own.getInt32(from, true) ^ source.getInt32(start, true)) & SHORT_MASKS[length]!) === 0;
    const last = length - 4;
    for (let at = 0; at < last; at += 4) {
      if (own.getInt32(from + at, true) !== source.getInt32(start + at, true)) return false;
    }
    return own.getInt32(from + last, true) === source.getInt32(end - 4, true);
  }

  /** The table so far; the builder may go on afterwards. */
  finish(): StringTable {
    return new StringTable({ bytes: this.#bytes.slice(0, this.#used), ends: this.#ends.slice(0, this.#count) });
  }

  /**
   * Where string `index` ends if the source, from `start` on, begins with it; else -1. Four bytes must be readable from `start`
   * on, and the source must differ from any string before it ends (zeros behind its last byte do).
   */
  endInView(index: StringIndex, source: DataView, start: number): number {
    const from = index === 0 ? 0 : this.#ends[index - 1]!;
    const length = this.#ends[index]! - from;
    const own = this.#view;
    if (length < 4) {
      const difference = own.getInt32(from, true) ^ source.getInt32(start, true);
      return (difference & SHORT_MASKS[length]!) === 0 ? start + length : -1;
    }
    const last = length - 4;
    for (let at = 0; at < last; at += 4) {
      if (own.getInt32(from + at, true) !== source.getInt32(start + at, true)) return -1;
    }
    return own.getInt32(from + last, true) === source.getInt32(start + last, true) ? start + length : -1;
  }

  #reserveScratch(length: number): void {
    if (length + WORD <= this.#scratch.length) return;
    this.#scratch = new Uint8Array(length * 2);
    this.#scratchView = new DataView(this.#scratch.buffer);
  }

  #append(source: DataView, start: number, end: number, hash: number, slot: number): StringIndex {
    const length = end - start;
    if (this.#used + length + WORD > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#used + length + WORD));
      grown.set(this.#bytes.subarray(0, this.#used));
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    for (let at = start, own = this.#used; at < end; at++, own++) this.#bytes[own] = source.getUint8(at);
    this.#used += length;
    const index = this.#count++;
    if (index === this.#ends.length) this.#growRows();
    this.#ends[index] = this.#used;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = index;
    if (this.#count * 4 > this.#slots.length) this.#rehash();
    return index;
  }

  #growRows(): void {
    const ends = new Uint32Array(this.#ends.length * 2);
    ends.set(this.#ends);
    this.#ends = ends;
  }

  #rehash(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === -1) continue;
      let slot = slotOf(old[from]!, mask);
      while (slots[slot + 1] !== -1) slot = (slot + 2) & mask;
      slots[slot] = old[from]!;
      slots[slot + 1] = old[from + 1]!;
    }
    this.#slots = slots;
  }
}

/** An even number. */
function slotOf(hash: number, mask: number): number {
  return ((hash ^ (hash >>> 15)) << 1) & mask;
}

const WORD = 4;
/** Which bits of a word hold a string of 0 to 3 bytes. */
const SHORT_MASKS = Int32Array.of(0, 0xff, 0xffff, 0xffffff);

function hashView(source: DataView, start: number, end: number): number {
  const length = end - start;
  let hash = Math.imul(length, 0x9e3779b1);
  if (length < WORD) {
    hash ^= source.getInt32(start, true) & SHORT_MASKS[length]!;
  } else {
    const last = end - WORD;
    for (let at = start; at < last; at += WORD) hash = Math.imul(hash ^ source.getInt32(at, true), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15) ^ source.getInt32(last, true), 0xc2b2ae35);
  }
  return Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f);
}
