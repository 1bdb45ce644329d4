/**
 * Recognises the hot keys (model/hot-keys.ts) as bytes: a hash of the length and four bytes of the key, then one comparison.
 * A cold key costs the hash and a look into a small table; O(1).
 */
import { HOT_KEYS } from "../model/hot-keys.ts";
import { asciiBytes, spells } from "./json/json-scan.ts";

const SLOTS = 2_048;

export class HotKeyMatcher {
  readonly #slots = new Int16Array(SLOTS).fill(-1);
  readonly #keys = HOT_KEYS.map(asciiBytes);

  constructor() {
    for (const [index, key] of this.#keys.entries()) {
      let slot = hashKey(key, 0, key.length);
      while (this.#slots[slot] !== -1) slot = (slot + 1) & (SLOTS - 1);
      this.#slots[slot] = index;
    }
  }

  /** Number in HOT_KEYS of the key bytes[from, to), -1 = not a hot key. */
  find(bytes: Uint8Array, from: number, to: number): number {
    if (to <= from) return -1;
    for (let slot = hashKey(bytes, from, to); ; slot = (slot + 1) & (SLOTS - 1)) {
      const index = this.#slots[slot]!;
      if (index === -1 || spells(bytes, from, to, this.#keys[index]!)) return index;
    }
  }
}

function hashKey(bytes: Uint8Array, from: number, to: number): number {
  const middle = (from + to) >> 1;
  const early = bytes[from + ((to - from) >> 2)]!;
  const mixed = Math.imul(bytes[from]! ^ (bytes[to - 1]! << 8) ^ (bytes[middle]! << 16) ^ (early << 24), 0x9e3779b1);
  return ((mixed ^ Math.imul(to - from, 0x85ebca6b)) >>> 20) & (SLOTS - 1);
}
