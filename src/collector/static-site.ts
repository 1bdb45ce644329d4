/**
 * Serves the built page, and the files named on the command line, to this machine only.
 *
 *   GET /                   dist/web/index.html
 *   GET /assets/…           hashed, cached for ever
 *   GET /files/0/a.json     the first file of the command line; no other file can be named
 *   GET /api/…              the collector's, where one runs
 *
 * A Host header other than this machine's names is refused: a page elsewhere that makes its own name point to 127.0.0.1 (DNS
 * rebinding) must not read traces.
 */
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { basename, extname, join, normalize, sep } from "node:path";
import { admitVisitor } from "./door/admit-visitor.ts";
import type { Door } from "./door/door.ts";
import type { TlsFiles } from "./door/tls-files.ts";
import { answerPreflight, createGuard, type Guard } from "./http-guard.ts";

export interface SiteOptions {
  /** The folder of the built page. */
  readonly folder: string;
  /** Paths that the page may read, by their place in this list. */
  readonly files: readonly string[];
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** undefined: only this machine's own names may be asked. */
  readonly guard?: Guard;
  /** undefined: everybody who reaches the port may read. */
  readonly door?: Door | undefined;
  /** undefined: plain HTTP. */
  readonly tls?: TlsFiles | undefined;
  /** What the page may count on beyond its own files, told to it in a meta element: "backends", "collector". */
  readonly offers?: readonly string[];
  /** Answers what belongs to the collector. @returns false where the path is the page's */
  readonly answerApi?: (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

export interface Site {
  readonly port: number;
  readonly server: Server;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".jsonl": "application/x-ndjson; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

/** @throws the listen error, such as EADDRINUSE */
export async function startSite(options: SiteOptions): Promise<Site> {
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(options, request, response).catch(() => refuse(response, 500, "This could not be read."));
  };
  const server: Server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, server, close };
}

/** The address under which the page reads the file at `index` of the command line. */
export function fileAddress(path: string, index: number): string {
  return `files/${index}/${encodeURIComponent(basename(path))}`;
}

async function answer(options: SiteOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const guard = options.guard ?? createGuard([options.host], []);
  if (!guard.isOwnHost(request)) {
    refuse(
      response,
      403,
      "This address is not one of this machine's names. Open http://localhost instead, or see --allow-host.",
    );
    return;
  }
  const path = decodePath(request.url ?? "/");
  if (answerPreflight(request, response, guard)) return;
  if (options.door) {
    // Cookies do not know ports: two programs on one host must not take each other's.
    const surroundings = {
      door: options.door,
      cookieName: `causeway-${request.socket.localPort}`,
      isSecure: options.tls !== undefined,
    };
    if (!(await admitVisitor(surroundings, path ?? "", request, response))) return;
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    refuse(response, 405, "Only GET and HEAD are answered here.");
    return;
  }
  if (path !== undefined && (await options.answerApi?.(path, request, response))) return;
  const target = path === undefined ? undefined : locate(options, path);
  const found = target === undefined ? undefined : await stat(target).catch(() => undefined);
  if (path === undefined || target === undefined || !found?.isFile()) {
    refuse(response, 404, "There is nothing at this address.");
    return;
  }
  const type = path.startsWith("/files/") ? undefined : TYPES[extname(target)];
  const page = type === TYPES[".html"] ? await pageOf(options, target) : undefined;
  response.writeHead(200, {
    "content-type": type ?? "application/octet-stream",
    "content-length": page?.byteLength ?? found.size,
    "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    ...(path !== "/embed.html" && { "content-security-policy": "frame-ancestors 'self'" }),
  });
  if (request.method === "HEAD") response.end();
  else if (page) response.end(page);
  else
    createReadStream(target)
      .on("error", () => response.destroy())
      .pipe(response);
}

/** The page as it was built, and what this server offers it. A page that asked would be answered 404 by every other server. */
async function pageOf({ offers = [] }: SiteOptions, target: string): Promise<Buffer> {
  const page = await readFile(target, "utf8");
  const mark = `<meta name="causeway-server" content="${offers.join(" ")}" />`;
  return Buffer.from(offers.length === 0 ? page : page.replace("<head>", `<head>\n    ${mark}`));
}

function locate({ folder, files }: SiteOptions, path: string): string | undefined {
  const named = /^\/files\/(\d+)\//.exec(path);
  if (named) return files[Number(named[1])];
  const inside = normalize(join(folder, path === "/" ? "index.html" : path));
  return inside.startsWith(folder + sep) ? inside : undefined;
}

/** The path of a request target, percent-decoded; undefined where it is malformed. */
function decodePath(target: string): string | undefined {
  try {
    return decodeURIComponent(new URL(target, "http://localhost").pathname);
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" });
  response.end(`${sentence}\n`);
}
