/** Parameters of the page's own query, moved into the hash, where the app keeps its state. */

/**
 * `?src=a.json` + `#/traces?q=x` -> `#/traces?q=x&src=a.json`. A key that the hash already has keeps the hash's value.
 * @returns undefined where there is nothing to move
 */
export function hashWithQuery(query: string, hash: string): string | undefined {
  const given = pairsOf(query);
  if (given.length === 0) return undefined;
  const [path = "", hashQuery = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  const present = pairsOf(hashQuery);
  const keys = new Set(present.map(keyOf));
  const all = [...present, ...given.filter((pair) => !keys.has(keyOf(pair)))];
  return `#${path.startsWith("/") ? path : "/"}?${all.join("&")}`;
}

function pairsOf(query: string): string[] {
  return query
    .replace(/^\?/, "")
    .split("&")
    .filter((pair) => pair !== "");
}

function keyOf(pair: string): string {
  return pair.split("=", 1)[0] ?? "";
}
