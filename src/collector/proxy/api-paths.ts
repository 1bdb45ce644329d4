/**
 * Which addresses of a backend may be asked: those of its API that the page uses, and nothing else of that host.
 * A path is compared as it was sent: percent-encoded, so that an encoded slash or dot cannot become a real one on the way.
 */
import type { Backend, BackendKind } from "./backend.ts";

const V3 = [
  "/api/v3/services",
  "/api/v3/operations",
  "/api/v3/traces",
  "/api/v3/traces/{id}",
  "/api/v3/trace-summaries",
];

/** {id}: hex digits. {word}: one part of a path, percent-encoded. */
const TEMPLATES: Readonly<Record<BackendKind, readonly string[]>> = {
  causeway: V3,
  jaeger: [...V3, "/api/services", "/api/services/{word}/operations", "/api/traces", "/api/traces/{id}"],
  tempo: [
    "/api/traces/{id}",
    "/api/v2/traces/{id}",
    "/api/search",
    "/api/search/tag/{word}/values",
    "/api/v2/search/tag/{word}/values",
    "/api/status/buildinfo",
  ],
  zipkin: ["/api/v2/services", "/api/v2/spans", "/api/v2/traces", "/api/v2/trace/{id}", "/info"],
};

const patternsOf = (kind: BackendKind): readonly RegExp[] =>
  TEMPLATES[kind].map((template) => {
    const pattern = template.replace("{id}", "[0-9A-Fa-f]{1,32}").replace("{word}", "(?<word>[^/?#\\\\]{1,1024})");
    return new RegExp(`^${pattern}$`);
  });

const PATTERNS: Readonly<Record<BackendKind, readonly RegExp[]>> = {
  causeway: patternsOf("causeway"),
  jaeger: patternsOf("jaeger"),
  tempo: patternsOf("tempo"),
  zipkin: patternsOf("zipkin"),
};

/**
 * The address that stands for a request to the proxy.
 * @param path what follows the backend's name, still percent-encoded, beginning with a slash
 * @param query with its "?", or empty
 * @returns undefined where the page has no business there
 */
export function targetOf({ kind, base }: Backend, path: string, query: string): URL | undefined {
  const match = PATTERNS[kind].map((pattern) => pattern.exec(path)).find((found) => found !== null);
  if (!match) return undefined;
  const { word } = match.groups ?? {};
  if (word !== undefined && !isPlainWord(word)) return undefined;
  const wanted = base + path;
  const url = new URL(wanted + query);
  // Whatever the parser tidied up is a trick.
  return url.origin + url.pathname === wanted && url.hash === "" ? url : undefined;
}

/** Whether a backend's redirect leads to an address that the page may ask for by itself. */
export function isAllowedTarget(backend: Backend, target: URL): boolean {
  const { href, search } = target;
  if (!href.startsWith(`${backend.base}/`)) return false;
  const path = href.slice(backend.base.length).replace(/[?#].*$/s, "");
  return targetOf(backend, path, search)?.href === href;
}

/** No "." or "..", in whatever spelling; no control characters; well-formed. */
function isPlainWord(word: string): boolean {
  try {
    const plain = decodeURIComponent(word);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return !/^\.{1,2}$|[\u0000-\u001f\u007f]/.test(plain);
  } catch {
    return false;
  }
}
