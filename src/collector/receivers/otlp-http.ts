/**
 * OTLP over HTTP: POST /v1/traces and /v1/logs, protobuf and JSON, plain or packed. /v1/metrics is answered and dropped, so that SDKs
 * that always send metrics do not fail.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server as NetServer } from "node:net";
import type { Door } from "../door/door.ts";
import type { TlsFiles } from "../door/tls-files.ts";
import { type Guard, isLocalOrigin } from "../http-guard.ts";
import type { Compression, OtlpFormat, Signal } from "../ingest/batch.ts";
import type { Ingest } from "../ingest/ingest.ts";
import { TooLargeError } from "../ingest/unpack.ts";
import { encodeStatus, encodeTaken, RpcCode } from "./export-answer.ts";
import { failureAnswer } from "./failure-answer.ts";
import { withBody } from "./read-body.ts";

export interface OtlpHttpOptions {
  readonly ingest: Ingest;
  readonly guard: Guard;
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** undefined: everybody who reaches the port may send. */
  readonly door: Door | undefined;
  /** undefined: plain HTTP. */
  readonly tls: TlsFiles | undefined;
  say(sentence: string): void;
}

export interface Receiver {
  readonly port: number;
  close(): Promise<void>;
}

const PATHS: ReadonlyMap<string, Signal | "metrics"> = new Map<string, Signal | "metrics">([
  ["/v1/traces", "traces"],
  ["/v1/logs", "logs"],
  ["/v1/metrics", "metrics"],
]);
const FORMATS: ReadonlyMap<string, OtlpFormat> = new Map<string, OtlpFormat>([
  ["application/x-protobuf", "otlp-protobuf"],
  ["application/json", "otlp-json"],
]);
const PACKINGS: ReadonlyMap<string, Compression | "deflate"> = new Map<string, Compression | "deflate">([
  ["", "none"],
  ["identity", "none"],
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["deflate", "deflate"],
  ["zstd", "zstd"],
]);
const CONTENT_TYPES: Readonly<Record<OtlpFormat, string>> = {
  "otlp-json": "application/json",
  "otlp-protobuf": "application/x-protobuf",
};

/** @throws the listen error, such as EADDRINUSE */
export async function startOtlpHttp(options: OtlpHttpOptions): Promise<Receiver> {
  const receiver = new OtlpHttp(options);
  const { connections, requestMs } = options.ingest.limits;
  // A sender that stops in the middle of a body must not hold its memory for long.
  const times = {
    requestTimeout: requestMs,
    headersTimeout: Math.min(10_000, requestMs),
    connectionsCheckingInterval: Math.min(5_000, requestMs),
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => void receiver.answer(request, response);
  const { tls } = options;
  const server: Server = tls ? createTlsServer({ ...times, ...tls }, answer) : createServer(times, answer);
  server.maxConnections = connections;
  await listen(server, options.host, options.port);
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}

export async function listen(server: NetServer, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

/** Answers what is under way, takes nothing new. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  });
}

class OtlpHttp {
  readonly #options: OtlpHttpOptions;
  #saidMetrics = false;

  constructor(options: OtlpHttpOptions) {
    this.#options = options;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const format = FORMATS.get((request.headers["content-type"] ?? "").split(";", 1)[0]!.trim().toLowerCase());
    try {
      if (!this.#admit(request, response)) return;
      const { door } = this.#options;
      if (door && !door.admitsBearer(request.headers.authorization)) {
        response.setHeader("www-authenticate", "Bearer");
        const message = "A token is needed: send the header Authorization: Bearer TOKEN.";
        return this.#fail(request, response, format, 401, message, RpcCode.unauthenticated);
      }
      const signal = PATHS.get((request.url ?? "").split("?", 1)[0]!);
      if (!signal) return this.#fail(request, response, format, 404, "Post to /v1/traces or /v1/logs.");
      if (request.method !== "POST") return this.#fail(request, response, format, 405, "Only POST is answered here.");
      const packing = PACKINGS.get((request.headers["content-encoding"] ?? "").trim().toLowerCase());
      if (!format) {
        return this.#fail(
          request,
          response,
          format,
          415,
          "The content type must be application/x-protobuf or application/json.",
        );
      }
      if (!packing)
        return this.#fail(request, response, format, 415, "The content encoding must be gzip, zstd or none.");
      if (signal === "metrics") return this.#dropMetrics(request, response, format);
      const { ingest } = this.#options;
      const { bodyBytes } = ingest.limits;
      if (Number(request.headers["content-length"]) > bodyBytes) throw new TooLargeError();
      const taken = await withBody(ingest, request, bodyBytes, (bytes) =>
        ingest.take({ signal, format, packing, bytes }),
      );
      send(response, 200, CONTENT_TYPES[format], encodeTaken(format, signal, taken));
    } catch (failure) {
      const { status, code, message, retryAfterSeconds } = failureAnswer(failure);
      const { counts } = this.#options.ingest;
      if (retryAfterSeconds === undefined) counts.refused++;
      else {
        counts.overloaded++;
        response.setHeader("retry-after", retryAfterSeconds);
      }
      if (status === 500) this.#options.say(`A request could not be taken in: ${(failure as Error).stack}`);
      this.#fail(request, response, format, status, message, code);
    }
  }

  /** Host and CORS. @returns false where the request is answered already */
  #admit(request: IncomingMessage, response: ServerResponse): boolean {
    const { guard } = this.#options;
    if (!guard.isOwnHost(request)) {
      this.#fail(
        request,
        response,
        undefined,
        403,
        "This address is not one of this machine's names; see --allow-host.",
      );
      return false;
    }
    const { origin } = request.headers;
    if (origin === undefined) return true;
    if (!isLocalOrigin(origin) && !guard.isAllowedOrigin(origin)) {
      this.#fail(request, response, undefined, 403, `Pages of ${origin} may not send here; see --allow-origin.`);
      return false;
    }
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader("vary", "origin");
    if (request.method !== "OPTIONS") return true;
    response.setHeader("access-control-allow-methods", "POST");
    response.setHeader(
      "access-control-allow-headers",
      request.headers["access-control-request-headers"] ?? "content-type",
    );
    response.setHeader("access-control-max-age", "7200");
    response.writeHead(204).end();
    return false;
  }

  #dropMetrics(request: IncomingMessage, response: ServerResponse, format: OtlpFormat): void {
    request.resume();
    if (!this.#saidMetrics) this.#options.say("Metrics come in and are dropped: Causeway keeps traces and logs.");
    this.#saidMetrics = true;
    send(response, 200, CONTENT_TYPES[format], encodeTaken(format, "traces", { rejected: 0, reason: "" }));
  }

  #fail(
    request: IncomingMessage,
    response: ServerResponse,
    format: OtlpFormat | undefined,
    status: number,
    message: string,
    code: number = RpcCode.invalidArgument,
  ): void {
    if (response.headersSent || response.destroyed) return;
    // What is left of the body is not read: the connection ends instead.
    if (!request.complete) response.setHeader("connection", "close");
    if (status === 405) response.setHeader("allow", "POST");
    const type = format ? CONTENT_TYPES[format] : "text/plain; charset=utf-8";
    send(response, status, type, format ? encodeStatus(format, code, message) : Buffer.from(`${message}\n`));
  }
}

function send(response: ServerResponse, status: number, type: string, body: Uint8Array): void {
  response.writeHead(status, {
    "content-type": type,
    "content-length": body.length,
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}
