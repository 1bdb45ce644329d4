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

export class StringTable implements StringColumns {
  readonly #decoded: (string | undefined)[] = [];
  readonly #decoder = new TextDecoder();
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

/** Interns by content: open addressing over an FNV-1a hash of the bytes, so that equal bytes get equal numbers. */
export class StringTableBuilder {
  #bytes = new Uint8Array(1 << 16);
  #used = 0;
  #ends = new Uint32Array(1 << 10);
  #hashes = new Uint32Array(1 << 10);
  #count = 0;
  #slots = new Int32Array(1 << 12).fill(-1);
  readonly #encoder = new TextEncoder();
  #scratch = new Uint8Array(1 << 10);

  constructor() {
    this.internBytes(this.#scratch, 0, 0);
  }

  get length(): number {
    return this.#count;
  }

  /** The number of the string whose UTF-8 is source[start, end). */
  internBytes(source: Uint8Array, start: number, end: number): StringIndex {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ source[at]!, 0x01000193);
    hash >>>= 0;
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let found = this.#slots[slot]!; found !== -1; found = this.#slots[slot]!) {
      if (this.#hashes[found] === hash && this.#equals(found, source, start, end)) return found;
      slot = (slot + 1) & mask;
    }
    return this.#append(source, start, end, hash, slot);
  }

  intern(text: string): StringIndex {
    if (text.length * 3 > this.#scratch.length) this.#scratch = new Uint8Array(text.length * 4);
    const { written } = this.#encoder.encodeInto(text, this.#scratch);
    return this.internBytes(this.#scratch, 0, written);
  }

  /** The table so far; the builder may go on afterwards. */
  finish(): StringTable {
    return new StringTable({ bytes: this.#bytes.slice(0, this.#used), ends: this.#ends.slice(0, this.#count) });
  }

  #equals(index: number, source: Uint8Array, start: number, end: number): boolean {
    const from = index === 0 ? 0 : this.#ends[index - 1]!;
    if (this.#ends[index]! - from !== end - start) return false;
    const bytes = this.#bytes;
    for (let at = start, own = from; at < end; at++, own++) if (bytes[own] !== source[at]) return false;
    return true;
  }

  #append(source: Uint8Array, start: number, end: number, hash: number, slot: number): StringIndex {
    const length = end - start;
    if (this.#used + length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#used + length));
      grown.set(this.#bytes.subarray(0, this.#used));
      this.#bytes = grown;
    }
    for (let at = start, own = this.#used; at < end; at++, own++) this.#bytes[own] = source[at]!;
    this.#used += length;
    const index = this.#count++;
    if (index === this.#ends.length) this.#growRows();
    this.#ends[index] = this.#used;
    this.#hashes[index] = hash;
    this.#slots[slot] = index;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return index;
  }

  #growRows(): void {
    const ends = new Uint32Array(this.#ends.length * 2);
    ends.set(this.#ends);
    this.#ends = ends;
    const hashes = new Uint32Array(ends.length);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let index = 0; index < this.#count; index++) {
      const hash = this.#hashes[index]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = index;
    }
    this.#slots = slots;
  }
}
