/**
 * Who may ask over HTTP. Two attacks are kept out: a page elsewhere that makes its own name point to this machine (DNS rebinding, told by
 * the Host header), and a page elsewhere that simply asks (told by the Origin header, which browsers always send then).
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";
import { hostname } from "node:os";

export interface Guard {
  /** Whether the Host header is a name of this machine. */
  isOwnHost(request: IncomingMessage): boolean;
  /** Whether a page of that origin may ask; requests that no page sends have no origin. */
  isAllowedOrigin(origin: string): boolean;
}

/**
 * @param names further names of this machine (`--allow-host`) besides localhost, its own name and plain addresses: those cannot be rebound
 * @param origins pages elsewhere that may ask, such as `https://grafana.example`; "*" = all
 */
export function createGuard(names: readonly string[], origins: readonly string[]): Guard {
  const own = new Set(["localhost", hostname().toLowerCase(), ...names.map((name) => name.toLowerCase())]);
  return {
    isOwnHost: ({ headers }) => {
      const host = hostName(headers.host ?? "");
      return own.has(host) || host.endsWith(".localhost") || isIP(host.replace(/^\[(.*)\]$/, "$1")) !== 0;
    },
    isAllowedOrigin: (origin) => origins.includes("*") || origins.includes(origin),
  };
}

/** Lets pages that `--allow-origin` names read an answer, and what it says in headers of ours. */
export function allowReading({ headers }: IncomingMessage, response: ServerResponse, guard: Guard): void {
  const { origin } = headers;
  response.setHeader("vary", "origin");
  if (origin === undefined || !guard.isAllowedOrigin(origin)) return;
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-expose-headers", EXPOSED);
}

/** Asked by browsers before a page elsewhere may send a header such as Authorization. @returns whether it was that, and is answered */
export function answerPreflight(request: IncomingMessage, response: ServerResponse, guard: Guard): boolean {
  const { origin } = request.headers;
  if (request.method !== "OPTIONS" || origin === undefined || !guard.isAllowedOrigin(origin)) return false;
  allowReading(request, response, guard);
  response.writeHead(204, {
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "authorization, accept, content-type",
    "access-control-max-age": "7200",
  });
  response.end();
  return true;
}

const EXPOSED = [
  "Retry-After",
  "X-Causeway-Cursor",
  "X-Causeway-Left-Out",
  "X-Causeway-Partial",
  "X-Causeway-Problem",
  "X-Causeway-Store",
  "X-Causeway-Waited-Ms",
].join(", ");

/** Pages of this very machine, such as a development server, whatever their port. */
export function isLocalOrigin(origin: string): boolean {
  try {
    const { protocol, hostname: name } = new URL(origin);
    return /^https?:$/.test(protocol) && /^(localhost|127\.0\.0\.1|\[::1\])$|\.localhost$/.test(name);
  } catch {
    return false;
  }
}

const hostName = (hostHeader: string): string => hostHeader.replace(/:\d+$/, "").toLowerCase();
