/** Which addresses may be fetched: http and https, and paths on the page's own origin. */

export type LinkAddress =
  | { readonly ok: true; readonly url: URL; readonly name: string }
  | { readonly ok: false; readonly failure: "not-an-address" | "scheme" | "mixed-content" };

/**
 * @param text as it stands in `src=`
 * @param base address of the page, for relative paths
 */
export function parseLinkAddress(text: string, base: string): LinkAddress {
  let url: URL;
  try {
    url = new URL(text.trim(), base);
  } catch {
    return { ok: false, failure: "not-an-address" };
  }
  if (text.trim() === "") return { ok: false, failure: "not-an-address" };
  if (url.protocol !== "http:" && url.protocol !== "https:") return { ok: false, failure: "scheme" };
  if (new URL(base).protocol === "https:" && url.protocol === "http:" && !isLoopback(url.hostname)) {
    return { ok: false, failure: "mixed-content" };
  }
  return { ok: true, url, name: nameOf(url) };
}

/** The last part of the path, else the host. */
function nameOf(url: URL): string {
  const last = url.pathname.split("/").findLast((part) => part !== "");
  if (last === undefined) return url.host;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Browsers let a secure page read its own machine over http. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127\./.test(host);
}
