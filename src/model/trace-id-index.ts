/** Numbers trace ids in the order they are met: open addressing over their four words. Amortised O(1) an id. */
import { GrowableColumns } from "./growable-columns.ts";

export class TraceIdIndex {
  readonly #ids = new GrowableColumns({ w0: Uint32Array, w1: Uint32Array, w2: Uint32Array, w3: Uint32Array });
  #slots = new Int32Array(1 << 10).fill(-1);
  /** The id asked for last: spans of a trace often come together. */
  readonly #last = new Uint32Array(4);
  readonly #given = new Uint32Array(4);
  #lastIndex = -1;

  get length(): number {
    return this.#ids.length;
  }

  /** The number of the id, new or known. */
  add(w0: number, w1: number, w2: number, w3: number): number {
    const given = this.#given;
    given[0] = w0;
    given[1] = w1;
    given[2] = w2;
    given[3] = w3;
    return this.addWords(given);
  }

  /** As add, of the four words of `words`: passing numbers above 2^31 costs an allocation each. */
  addWords(words: Uint32Array): number {
    const last = this.#last;
    const isLast = last[3] === words[3] && last[2] === words[2] && last[1] === words[1] && last[0] === words[0];
    if (isLast && this.#lastIndex !== -1) return this.#lastIndex;
    const [w0, w1, w2, w3] = [words[0]!, words[1]!, words[2]!, words[3]!];
    last[0] = w0;
    last[1] = w1;
    last[2] = w2;
    last[3] = w3;
    const { w0: c0, w1: c1, w2: c2, w3: c3 } = this.#ids.columns;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hashWords(w0 ^ w2, w1 ^ w3) & mask;
    for (let found = slots[slot]!; found !== -1; found = slots[slot]!) {
      if (c3[found] === w3 && c2[found] === w2 && c1[found] === w1 && c0[found] === w0) {
        this.#lastIndex = found;
        return found;
      }
      slot = (slot + 1) & mask;
    }
    const index = this.#ids.add();
    const { columns } = this.#ids;
    columns.w0[index] = w0;
    columns.w1[index] = w1;
    columns.w2[index] = w2;
    columns.w3[index] = w3;
    slots[slot] = index;
    this.#lastIndex = index;
    if (this.#ids.length * 2 > slots.length) this.#rehash();
    return index;
  }

  /** The number of the id, or -1. */
  find(w0: number, w1: number, w2: number, w3: number): number {
    return this.#slots[this.#slotOf(w0 >>> 0, w1 >>> 0, w2 >>> 0, w3 >>> 0)]!;
  }

  /** Copies the words of id `index` to four places of `to`. */
  copyTo(index: number, to: Uint32Array, at: number): void {
    const { w0, w1, w2, w3 } = this.#ids.columns;
    to[at] = w0[index]!;
    to[at + 1] = w1[index]!;
    to[at + 2] = w2[index]!;
    to[at + 3] = w3[index]!;
  }

  /** Keeps these ids, ascending, and no other; they are numbered anew. */
  keep(indices: Int32Array): void {
    this.#ids.keep(indices);
    this.#lastIndex = -1;
    this.#slots.fill(-1);
    this.#fillSlots();
  }

  #slotOf(w0: number, w1: number, w2: number, w3: number): number {
    const { w0: c0, w1: c1, w2: c2, w3: c3 } = this.#ids.columns;
    const mask = this.#slots.length - 1;
    let slot = hashWords(w0 ^ w2, w1 ^ w3) & mask;
    for (let found = this.#slots[slot]!; found !== -1; found = this.#slots[slot]!) {
      if (c3[found] === w3 && c2[found] === w2 && c1[found] === w1 && c0[found] === w0) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    this.#fillSlots();
  }

  #fillSlots(): void {
    const { w0, w1, w2, w3 } = this.#ids.columns;
    for (let index = 0; index < this.#ids.length; index++) {
      this.#slots[this.#slotOf(w0[index]!, w1[index]!, w2[index]!, w3[index]!)] = index;
    }
  }
}

/** Mixes two words to 32 well-spread bits; ids are not always random. */
export function hashWords(high: number, low: number): number {
  let hash = Math.imul(high ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(low, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
