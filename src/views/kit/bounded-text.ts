/** Names and values come from strangers and may be a megabyte long: what goes into the page is cut, the whole stays in the data. */

/** For hover texts. */
export const MOST_TITLE_CHARACTERS = 2_000;
/** For one line of a list. */
export const MOST_LINE_CHARACTERS = 300;

/** The text, or its beginning with "…"; never half of a surrogate pair. */
export function boundText(text: string, mostCharacters: number): string {
  if (text.length <= mostCharacters) return text;
  const last = text.charCodeAt(mostCharacters - 1);
  const isHighSurrogate = last >= 0xd800 && last < 0xdc00;
  return `${text.slice(0, isHighSurrogate ? mostCharacters - 1 : mostCharacters)}…`;
}
