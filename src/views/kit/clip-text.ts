/** Text from strangers may be a megabyte long: what goes into the page is cut, never inside a surrogate pair. */
export function clipText(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return `${text.slice(0, last >= 0xd800 && last < 0xdc00 ? most - 1 : most)}…`;
}
