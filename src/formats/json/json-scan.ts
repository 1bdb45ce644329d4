/**
 * Scanning JSON as bytes: positions in, positions out, no strings made. The bytes end in zeros (see ByteWindow), so a scanner
 * that runs off the end stops at a zero and throws ScanStop; whoever called it tells "more bytes are needed" from an error by
 * the position. Values are checked against the grammar as they are skipped, so that one damaged line cannot swallow the next.
 */

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Values nested deeper than this are passed over without a look at their structure. */
export const DEPTH_LIMIT = 256;

/** Thrown where a scanner cannot go on: the bytes end there (at >= end of the window) or are not what JSON allows. */
export class ScanStop extends Error {
  readonly at: number;
  constructor(at: number, expected: string) {
    super(expected);
    this.at = at;
  }
}

/** @param expected completes "expected …" */
export function stop(at: number, expected: string): never {
  throw new ScanStop(at, expected);
}

/** The first position from `at` on that is not white space. */
export function skipSpace(bytes: Uint8Array, at: number): number {
  for (;;) {
    const byte = bytes[at]!;
    if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) return at;
    at++;
  }
}

/**
 * The position of the closing quote.
 * @param at just after the opening quote
 */
export function findStringEnd(bytes: Uint8Array, at: number): number {
  for (;;) {
    const byte = bytes[at]!;
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at += 2;
    else if (byte < 0x20 && (byte === 0 || byte === 0x0a || byte === 0x0d)) stop(at, "the end of a string");
    else at++;
  }
}

/** The position after a value. `at` is its first byte; `depth` counts the containers around it. */
export function skipValue(bytes: Uint8Array, at: number, depth: number): number {
  const byte = bytes[at]!;
  if (byte === QUOTE) return findStringEnd(bytes, at + 1) + 1;
  if (byte === OPEN_OBJECT) return depth < DEPTH_LIMIT ? skipObject(bytes, at, depth) : skipDeep(bytes, at);
  if (byte === OPEN_ARRAY) return depth < DEPTH_LIMIT ? skipArray(bytes, at, depth) : skipDeep(bytes, at);
  return skipScalar(bytes, at);
}

function skipObject(bytes: Uint8Array, at: number, depth: number): number {
  at++;
  if (bytes[at] !== QUOTE) {
    at = skipSpace(bytes, at);
    if (bytes[at] === CLOSE_OBJECT) return at + 1;
  }
  for (;;) {
    at = skipValue(bytes, skipKey(bytes, at), depth + 1);
    if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
    const byte = bytes[at]!;
    if (byte === CLOSE_OBJECT) return at + 1;
    if (byte !== COMMA) stop(at, '"," or "}"');
    at++;
    if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
  }
}

/** From the opening quote of a key to the first byte of its value. */
export function skipKey(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== QUOTE) stop(at, "a key in quotes");
  return skipColon(bytes, findStringEnd(bytes, at + 1) + 1);
}

/** From just after a key to the first byte of its value. */
export function skipColon(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== COLON) {
    at = skipSpace(bytes, at);
    if (bytes[at] !== COLON) stop(at, '":"');
  }
  at++;
  return bytes[at]! > 0x20 ? at : skipSpace(bytes, at);
}

function skipArray(bytes: Uint8Array, at: number, depth: number): number {
  at++;
  if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
  if (bytes[at] === CLOSE_ARRAY) return at + 1;
  for (;;) {
    at = skipValue(bytes, at, depth + 1);
    if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
    const byte = bytes[at]!;
    if (byte === CLOSE_ARRAY) return at + 1;
    if (byte !== COMMA) stop(at, '"," or "]"');
    at++;
    if (bytes[at]! <= 0x20) at = skipSpace(bytes, at);
  }
}

/** A container nested too deeply for recursion: brackets are only counted. */
function skipDeep(bytes: Uint8Array, at: number): number {
  for (let open = 0; ; ) {
    const byte = bytes[at]!;
    if (byte === QUOTE) at = findStringEnd(bytes, at + 1);
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) open++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) open--;
    else if (byte === 0) stop(at, "the end of a value");
    at++;
    if (open === 0) return at;
  }
}

/** A number, true, false or null. */
function skipScalar(bytes: Uint8Array, at: number): number {
  const from = at;
  for (;;) {
    const byte = bytes[at]!;
    const isPart =
      (byte >= 0x30 && byte <= 0x39) ||
      (byte >= 0x61 && byte <= 0x7a) ||
      byte === 0x2d ||
      byte === 0x2e ||
      byte === 0x2b ||
      byte === 0x45;
    if (!isPart) break;
    at++;
  }
  // A scalar that touches the end of the window may go on in the next chunk.
  if (at === from || bytes[at] === 0) stop(at, "a value");
  const first = bytes[from]!;
  const known =
    first === 0x74
      ? spells(bytes, from, at, TRUE)
      : first === 0x66
        ? spells(bytes, from, at, FALSE)
        : first === 0x6e
          ? spells(bytes, from, at, NULL)
          : first === 0x2d || (first >= 0x30 && first <= 0x39);
  if (!known) stop(from, "a value");
  return at;
}

/** Bytes of an ASCII word, to compare keys with. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

const TRUE = asciiBytes("true");
const FALSE = asciiBytes("false");
const NULL = asciiBytes("null");

/** Whether bytes[from, to) are exactly those of `word`. */
export function spells(bytes: Uint8Array, from: number, to: number, word: Uint8Array): boolean {
  if (to - from !== word.length) return false;
  for (let own = 0; own < word.length; own++) if (bytes[from + own] !== word[own]) return false;
  return true;
}
