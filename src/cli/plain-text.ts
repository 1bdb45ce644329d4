/**
 * Names come from strangers: control characters (C0 and C1) could repaint a terminal, and marks of direction turn the lines around in any viewer.
 */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Each becomes a blank. @param kept those that may stay, such as line breaks */
export const plainText = (text: string, kept = "") =>
  text.replace(UNSEEN, (character) => (kept.includes(character) ? character : " "));

/** JSON text in which they stand as escapes: nothing is lost, and printing it is harmless. */
export const plainJson = (value: unknown, replacer?: (key: string, value: unknown) => unknown) =>
  JSON.stringify(value, replacer, 2).replace(UNSEEN, (character) =>
    // The line breaks between members are the only control characters that JSON text has.
    character === "\n" ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
