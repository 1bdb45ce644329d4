/**
 * Scanning JSON four bytes at a time, for the paths where every byte counts. Words are read unaligned from a DataView, little
 * end first, so a word is four characters in reading order: word("name") is what stands at an n that begins "name".
 */
import { stop } from "./json-scan.ts";

const HIGH_BITS = 0x80808080 | 0;

/** The four (or fewer) ASCII characters as a word. */
export function word(text: string): number {
  let value = 0;
  for (let at = text.length - 1; at >= 0; at--) value = (value << 8) | text.charCodeAt(at);
  return value;
}

/**
 * The first quote, backslash or control character from `at` on. A byte b of a word is found where it becomes zero by
 * word ^ bbbb: (x - 0x01010101) & ~x has the high bit set in the lowest zero byte of x (and never in one below it).
 */
export function findPlainEnd(view: DataView, at: number): number {
  for (;;) {
    const four = view.getInt32(at, true);
    const quote = four ^ 0x22222222;
    const backslash = four ^ 0x5c5c5c5c;
    const hits =
      (((quote - 0x01010101) & ~quote) | ((backslash - 0x01010101) & ~backslash) | ((four - 0x20202020) & ~four)) &
      HIGH_BITS;
    if (hits !== 0) return at + ((31 - Math.clz32(hits & -hits)) >> 3);
    at += 4;
  }
}

/** The closing quote of a string; `at` is anywhere in it but between a backslash and what it escapes. Throws ScanStop. */
export function findStringEndByWords(view: DataView, at: number): number {
  for (;;) {
    at = findPlainEnd(view, at);
    const byte = view.getUint8(at);
    if (byte === 0x22) return at;
    if (byte === 0x5c) at += 2;
    else if (byte === 0 || byte === 0x0a || byte === 0x0d) stop(at, "the end of a string");
    else at++;
  }
}
