/**
 * Finds the strings that contain a text, case-insensitive: one sweep over the table's bytes instead of a test per string,
 * and no string is decoded. ASCII letters are folded byte by byte; a text with other letters is compared after
 * toLowerCase, string by string. O(bytes).
 */
import type { StringTable } from "../model/string-table.ts";

/** @returns for each string of the table, 1 where it contains the text. The empty text is in every string. */
export function searchStrings(strings: StringTable, text: string): Uint8Array {
  const found = new Uint8Array(strings.length);
  if (text === "") return found.fill(1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(text)) searchAscii(strings, text, found);
  else searchDecoded(strings, text.toLowerCase(), found);
  return found;
}

/** Horspool's search over the run of all strings; a hit that reaches over the end of a string is none. */
function searchAscii({ bytes, ends }: StringTable, text: string, found: Uint8Array): void {
  const wanted = Uint8Array.from(text, (letter) => foldByte(letter.charCodeAt(0)));
  const fold = Uint8Array.from({ length: 256 }, (_, byte) => foldByte(byte));
  const last = wanted.length - 1;
  const skip = new Uint32Array(256).fill(wanted.length);
  for (let at = 0; at < last; at++) skip[wanted[at]!] = last - at;
  let string = 0;
  const end = ends.length === 0 ? 0 : ends[ends.length - 1]!;
  for (let at = last; at < end; at += skip[fold[bytes[at]!]!]!) {
    let back = 0;
    while (back <= last && fold[bytes[at - back]!] === wanted[last - back]) back++;
    if (back <= last) continue;
    string = stringAt(ends, at - last, string);
    if (at < ends[string]!) found[string] = 1;
  }
}

/** The string that holds byte `position`, looked for from string `from` on. */
function stringAt(ends: Uint32Array, position: number, from: number): number {
  let low = from;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle]! > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

function searchDecoded({ bytes, ends }: StringTable, wanted: string, found: Uint8Array): void {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let start = 0;
  for (let string = 0; string < ends.length; string++) {
    const end = ends[string]!;
    // A letter may lose a byte or two by folding, not more.
    if ((end - start) * 2 >= wanted.length) {
      if (decoder.decode(bytes.subarray(start, end)).toLowerCase().includes(wanted)) found[string] = 1;
    }
    start = end;
  }
}

const foldByte = (byte: number) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);
