/**
 * Trace and span ids. In columns they are unsigned 32-bit words, most significant first (a trace id is four, a span id two);
 * as text they are lower-case hex of full width (32 and 16 digits). All zero means "none".
 */

const HEX = "0123456789abcdef";

/** Eight lower-case hex digits of an unsigned 32-bit word. */
export function wordToHex(word: number): string {
  let text = "";
  for (let shift = 28; shift >= 0; shift -= 4) text += HEX[(word >>> shift) & 15];
  return text;
}

/** A span id as 16 lower-case hex digits. */
export function spanIdToHex(high: number, low: number): string {
  return wordToHex(high) + wordToHex(low);
}

/** A trace id as 32 lower-case hex digits. */
export function traceIdToHex(word0: number, word1: number, word2: number, word3: number): string {
  return wordToHex(word0) + wordToHex(word1) + wordToHex(word2) + wordToHex(word3);
}

/**
 * The words of a hex id, left-padded with zeros to the wanted width.
 * @param wordCount 2 for a span id, 4 for a trace id
 * @returns undefined where the text is empty, too long or not hex
 */
export function hexToWords(hex: string, wordCount: 2 | 4): number[] | undefined {
  const digits = wordCount * 8;
  if (hex.length === 0 || hex.length > digits || !/^[0-9a-fA-F]+$/.test(hex)) return undefined;
  const padded = hex.padStart(digits, "0");
  const words: number[] = [];
  for (let at = 0; at < digits; at += 8) words.push(Number.parseInt(padded.slice(at, at + 8), 16));
  return words;
}
