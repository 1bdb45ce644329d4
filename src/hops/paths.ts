/** Paths of requests, made comparable: what a caller asks for against the route that a callee declares. */

/** Path of an absolute URL, without query; "" where there is none. */
export function pathOfUrl(url: string): string {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(url.slice(0, 2048))?.[1];
  return path === undefined ? "" : path || "/";
}

const PARAMETER = /^[:{<[*]|\d|%|^[^/]{33,}$/;

/** The path with its parameters as "*": `/orders/o1-7?x=1` and `/orders/:id` are both `/orders/*`. "" = unknown. */
export function pathShape(path: string): string {
  const bare = path.replace(/[?#].*$/, "").replace(/\/+$/, "");
  if (bare === "") return path === "" ? "" : "/";
  return bare
    .split("/")
    .map((segment) => (isVersion(segment) ? segment : PARAMETER.test(segment) ? "*" : segment))
    .join("/");
}

/** "v2" is part of a route's name, not a parameter. */
const isVersion = (segment: string) => /^v\d{1,2}$/.test(segment);

/** same: equal but for parameters. prefix: one has leading segments that the other lacks, as behind a gateway. */
export function comparePaths(a: string, b: string): "same" | "prefix" | "different" {
  if (a === b) return "same";
  const [left, right] = [a.split("/").slice(1), b.split("/").slice(1)];
  if (left.length === right.length) return endsAlike(left, right) ? "same" : "different";
  const shorter = Math.min(left.length, right.length);
  const concrete = (left.length < right.length ? left : right).some((segment) => segment !== "*" && segment !== "");
  return concrete && endsAlike(left.slice(-shorter), right.slice(-shorter)) ? "prefix" : "different";
}

const endsAlike = (left: readonly string[], right: readonly string[]) =>
  left.every((segment, at) => segment === right[at] || segment === "*" || right[at] === "*");

/** Host without a port; two colons or more are an IPv6 address. */
export const withoutPort = (host: string): string => host.replace(/^([^:]+|\[[^\]]*\]):\d+$/, "$1");

export const portOfHost = (host: string): string => /^(?:[^:]+|\[[^\]]*\]):(\d+)$/.exec(host)?.[1] ?? "";
