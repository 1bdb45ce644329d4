/**
 * Recognises the keys of a span in a few word comparisons, without looking for the key's end first:
 *
 *   "parentSpanId":          candidate by hash of "pare", then the words "ntSp" "anId" and, overlapping, `Id":` are compared
 *
 * Keys in another spelling, with escapes, or with a space before the colon are left to keyOf.
 */
import { word } from "../json/word-scan.ts";
import { Key } from "./otlp-keys.ts";

const QUICK: readonly (readonly [string, number])[] = [
  ["traceId", Key.traceId],
  ["spanId", Key.spanId],
  ["parentSpanId", Key.parentSpanId],
  ["name", Key.name],
  ["kind", Key.kind],
  ["startTimeUnixNano", Key.start],
  ["endTimeUnixNano", Key.end],
  ["attributes", Key.attributes],
  ["events", Key.events],
  ["links", Key.links],
  ["status", Key.status],
  ["flags", Key.flags],
  ["code", Key.code],
  ["timeUnixNano", Key.time],
];

const SLOT_BITS = 6;
const MOST_WORDS = 6;
const KEY_COUNT = 32;

/** From the opening quote of each key to the first byte of its value. */
const valueDistance = new Uint8Array(KEY_COUNT);
/** Words of each key with its closing quote and colon, the last one ending at the colon. */
const wordCount = new Uint8Array(KEY_COUNT);
const words = new Int32Array(KEY_COUNT * MOST_WORDS);
const offsets = new Uint8Array(KEY_COUNT * MOST_WORDS);

for (const [name, key] of QUICK) {
  const text = `${name}":`;
  valueDistance[key] = text.length + 1;
  let count = 0;
  for (let at = 0; at < text.length; at += 4) {
    const offset = Math.min(at, text.length - 4);
    words[key * MOST_WORDS + count] = word(text.slice(offset, offset + 4));
    offsets[key * MOST_WORDS + count] = offset + 1;
    count++;
  }
  wordCount[key] = count;
}

const { multiplier, slots } = buildSlots();

/** A multiplier under which the first words of all keys fall into different slots. */
function buildSlots(): { multiplier: number; slots: Uint8Array } {
  for (let candidate = 0x9e3779b1; ; candidate = (candidate + 0x2545f491 * 2) >>> 0) {
    const table = new Uint8Array(1 << SLOT_BITS);
    const isPerfect = QUICK.every(([, key]) => {
      const slot = Math.imul(words[key * MOST_WORDS]!, candidate) >>> (32 - SLOT_BITS);
      if (table[slot] !== 0) return false;
      table[slot] = key;
      return true;
    });
    if (isPerfect) return { multiplier: candidate, slots: table };
  }
}

/** The Key at `at` (its opening quote), with the colon right behind it; Key.other where it is none of the quick ones. */
export function quickKeyAt(view: DataView, at: number): number {
  const key = slots[Math.imul(view.getInt32(at + 1, true), multiplier) >>> (32 - SLOT_BITS)]!;
  const count = wordCount[key]!;
  for (let index = 0, entry = key * MOST_WORDS; index < count; index++, entry++) {
    if (view.getInt32(at + offsets[entry]!, true) !== words[entry]) return Key.other;
  }
  return count === 0 ? Key.other : key;
}

/** From the opening quote of a quick key to where its value begins. */
export function quickValueDistance(key: number): number {
  return valueDistance[key]!;
}
