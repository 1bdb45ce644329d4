import type { ClientRequest, IncomingMessage, Server, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { type Context, context, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { getRPCMetadata, RPCType, suppressTracing } from "@opentelemetry/core";
import type { Ports } from "../process/config.ts";
import { insideActiveSpan } from "../process/truth.ts";
import { matchRoute } from "../shop/match-route.ts";
import type { HttpCall, HttpRequest, Reply, Route, Truth } from "../shop/world.ts";

// Through require, so that the instrumentation's hook sees it.
const http = createRequire(import.meta.url)("node:http") as typeof import("node:http");

const LOOPBACK = "127.0.0.1";
const DEFAULT_TIMEOUT_MS = 15_000;

/** Services are dialled by name; in this demo every name is the loopback. */
const lookup = (
  _name: string,
  _options: object,
  done: (error: null, found: { address: string; family: number }[]) => void,
) => done(null, [{ address: LOOPBACK, family: 4 }]);

export interface HttpClient {
  call(ctx: Context, call: HttpCall): Promise<Reply>;
  plain(call: HttpCall): Promise<Reply>;
}

export function createHttpClient(ports: () => Ports): HttpClient {
  const portOf = (call: HttpCall) => ports()[call.via ?? call.to] ?? 0;
  const send = (call: HttpCall) =>
    call.client === "fetch" ? sendFetch(call, portOf(call)) : sendHttp(call, portOf(call));
  return {
    call: (ctx, call) => context.with(ctx, () => send(call)),
    plain: (call) => context.with(suppressTracing(ROOT_CONTEXT), () => send(call)),
  };
}

async function sendFetch(call: HttpCall, port: number): Promise<Reply> {
  const response = await fetch(`http://${LOOPBACK}:${port}${call.path}`, {
    method: call.method,
    headers: { "content-type": "application/json", ...call.headers },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    signal: AbortSignal.timeout(call.timeoutMs ?? DEFAULT_TIMEOUT_MS),
  });
  return { status: response.status, body: await response.json() };
}

function sendHttp(call: HttpCall, port: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const body = call.body === undefined ? "" : JSON.stringify(call.body);
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...call.headers };
    const options = { host: call.via ?? call.to, port, method: call.method, path: call.path, headers, lookup };
    const request: ClientRequest = http.request(options as object, (response) => {
      readJson(response).then((json) => resolve({ status: response.statusCode ?? 0, body: json }), reject);
    });
    request.setTimeout(call.timeoutMs ?? DEFAULT_TIMEOUT_MS, () => request.destroy(new DeadlineExceeded()));
    request.on("error", reject);
    request.end(body);
  });
}

class DeadlineExceeded extends Error {
  override name = "DeadlineExceeded";
  override message = "the deadline passed";
}

async function readJson(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === "" ? undefined : JSON.parse(text);
}

export interface ListeningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the routes; the SERVER span is the instrumentation's, which is told the route. */
export function serveHttp(routes: readonly Route[], port: number, truth: Truth): Promise<ListeningServer> {
  const server = http.createServer((request, response) => {
    void insideActiveSpan(truth, () => answer(routes, request, response));
  });
  server.keepAliveTimeout = 30_000;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () => drain(server),
      });
    });
  });
}

const SWEEP_EVERY_MS = 25;

/** Whoever is being served still gets an answer; a connection goes when it has nothing more to carry. */
function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweeping = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY_MS);
    server.close(() => {
      clearInterval(sweeping);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function answer(routes: readonly Route[], message: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (message.url ?? "/").split("?")[0] ?? "/";
  const found = matchRoute(routes, message.method ?? "GET", path);
  const reply = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body ?? {}));
  };
  if (!found) return reply(404, { error: "no such route" });
  const metadata = getRPCMetadata(context.active());
  if (metadata?.type === RPCType.HTTP) metadata.route = found.route.route;
  try {
    const request: HttpRequest = {
      method: message.method ?? "GET",
      path,
      headers: message.headers,
      params: found.params,
      body: await readJson(message),
    };
    const { status, body } = await found.route.handle(context.active(), request);
    reply(status, body);
  } catch (error) {
    trace.getSpan(context.active())?.recordException(error as Error);
    reply(500, { error: (error as Error).message });
  }
}
