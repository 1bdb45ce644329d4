/**
 * Recognises the hot keys (model/hot-keys.ts) as bytes: a hash of the length and the first, middle and last four bytes, then one
 * comparison. A cold key costs the hash and a look into a small table; O(1).
 */
import { HOT_KEYS } from "../model/hot-keys.ts";
import { asciiBytes } from "./json/json-scan.ts";

const SLOT_BITS = 11;
const SLOTS = 1 << SLOT_BITS;
const SHORTEST = 4;

export class HotKeyMatcher {
  readonly #slots = new Int16Array(SLOTS).fill(-1);
  /** All keys one after another, and where each begins; one more entry ends the last. */
  readonly #words: DataView;
  readonly #starts: Int32Array;

  constructor() {
    const keys = HOT_KEYS.map(asciiBytes);
    this.#starts = new Int32Array(keys.length + 1);
    for (const [index, key] of keys.entries()) {
      if (key.length < SHORTEST) throw new Error(`${HOT_KEYS[index]} is too short a hot key`);
      this.#starts[index + 1] = this.#starts[index]! + key.length;
    }
    const all = new Uint8Array(this.#starts[keys.length]!);
    for (const [index, key] of keys.entries()) all.set(key, this.#starts[index]!);
    this.#words = new DataView(all.buffer);
    for (const index of keys.keys()) {
      let slot = hashKey(this.#words, this.#starts[index]!, this.#starts[index + 1]!);
      while (this.#slots[slot] !== -1) slot = (slot + 1) & (SLOTS - 1);
      this.#slots[slot] = index;
    }
  }

  /** Number in HOT_KEYS of the key view[from, to), -1 = not a hot key. */
  findInView(view: DataView, from: number, to: number): number {
    if (to - from < SHORTEST) return -1;
    for (let slot = hashKey(view, from, to); ; slot = (slot + 1) & (SLOTS - 1)) {
      const index = this.#slots[slot]!;
      if (index === -1 || this.#isKey(index, view, from, to)) return index;
    }
  }

  /** As findInView. */
  find(bytes: Uint8Array, from: number, to: number): number {
    if (to - from < SHORTEST) return -1;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return this.findInView(view, from, to);
  }

  #isKey(index: number, view: DataView, from: number, to: number): boolean {
    const start = this.#starts[index]!;
    const last = to - from - 4;
    if (this.#starts[index + 1]! - start - 4 !== last) return false;
    const words = this.#words;
    for (let at = 0; at < last; at += 4) {
      if (words.getInt32(start + at, true) !== view.getInt32(from + at, true)) return false;
    }
    return words.getInt32(start + last, true) === view.getInt32(from + last, true);
  }
}

function hashKey(view: DataView, from: number, to: number): number {
  const first = view.getInt32(from, true);
  const last = view.getInt32(to - 4, true);
  const middle = view.getInt32(((from + to) >> 1) - 2, true);
  const mixed =
    Math.imul(first ^ (to - from), 0x9e3779b1) ^ Math.imul(middle, 0x85ebca6b) ^ Math.imul(last, 0xc2b2ae35);
  return Math.imul(mixed ^ (mixed >>> 15), 0x27d4eb2f) >>> (32 - SLOT_BITS);
}
