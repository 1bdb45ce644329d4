/**
 * Search parameters as people read them: `src=https://x/a.json&src=b.json&q=GET /cart`, no JSON, no escapes that are not
 * needed. Values are strings, or arrays of strings where a key stands several times. `v` says which version wrote the link;
 * older links are brought up by one upgrader per step, so that a shared link lives for ever.
 */

export type RawSearch = Record<string, string | string[]>;

/** Brings a search of version n to version n + 1. */
export type Upgrader = (search: RawSearch) => RawSearch;

/** UPGRADERS[0] leads from version 1 to 2. The present version is one more than their number. */
export const UPGRADERS: readonly Upgrader[] = [];

/** `?a=1&b=x` -> { a: "1", b: "x" }, upgraded; `v` is taken out. */
export function parseSearch(text: string, upgraders: readonly Upgrader[] = UPGRADERS): RawSearch {
  const { v, ...search } = splitPairs(text);
  const version = Number(v ?? upgraders.length + 1);
  const first = Number.isInteger(version) && version >= 1 ? version - 1 : upgraders.length;
  return upgraders.slice(first).reduce((result, upgrade) => upgrade(result), search);
}

/** The reverse; undefined, "" and [] leave no trace, true is "1". Nothing to say gives "". */
export function stringifySearch(search: Record<string, unknown>, version = UPGRADERS.length + 1): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(search)) {
    if (key === "v") continue;
    for (const each of Array.isArray(value) ? value : [value]) {
      const text = each === true ? "1" : typeof each === "string" || typeof each === "number" ? String(each) : "";
      if (text !== "") pairs.push(`${escapePart(key)}=${escapePart(text)}`);
    }
  }
  return pairs.length === 0 ? "" : `?v=${version}&${pairs.join("&")}`;
}

function splitPairs(text: string): RawSearch {
  const search = new Map<string, string | string[]>();
  for (const pair of text.replace(/^\?/, "").split("&")) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const key = unescapePart(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? "" : unescapePart(pair.slice(at + 1));
    const present = search.get(key);
    if (present === undefined) search.set(key, value);
    else if (Array.isArray(present)) present.push(value);
    else search.set(key, [present, value]);
  }
  return Object.fromEntries(search);
}

/** Half a character, which no link can carry. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Only what would end the value early is escaped; a space is "+". */
function escapePart(text: string): string {
  return encodeURIComponent(text.replace(LONE_SURROGATE, "\ufffd")).replace(
    /%(3A|2F|2C|40|24|3B|3D|3F|20)/g,
    (escaped) => (escaped === "%20" ? "+" : decodeURIComponent(escaped)),
  );
}

function unescapePart(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
