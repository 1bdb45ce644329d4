/**
 * A server of unary gRPC calls over HTTP/2, as much as a receiver of exports needs:
 *
 *   call      HEADERS :path /package.Service/Method      DATA  packed? (1 byte) │ length (4, big-endian) │ message
 *   answer    HEADERS :status 200      DATA  0 │ length │ message      HEADERS grpc-status 0
 *   refusal   HEADERS :status 200, grpc-status, grpc-message, grpc-status-details-bin
 *
 * Written here since the bytes of a message must be counted as they come: a gRPC library holds messages that are not whole yet where nobody
 * counts them, and for as long as the sender likes (docs/adr/0023). Source: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 */
import {
  createSecureServer,
  createServer,
  type Http2Server,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import type { AddressInfo } from "node:net";
import type { TlsFiles } from "../door/tls-files.ts";
import { RpcCode } from "./export-answer.ts";
import { listen, type Receiver } from "./otlp-http.ts";

export interface UnaryCall {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The bytes of one message with its head, as they come. */
  readonly stream: ServerHttp2Stream;
}

/** How a call is refused. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
  /** google.rpc.Status, encoded. */
  readonly details?: Uint8Array | undefined;
}

export interface UnaryServerOptions {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly tls: TlsFiles | undefined;
  /** Together; further ones are closed at once. */
  readonly mostConnections: number;
  /** From the first byte of a call to the last of its message. */
  readonly requestMs: number;
  /** Resolves with the message to answer. @throws what `refusalOf` knows */
  answer(call: UnaryCall): Promise<Uint8Array>;
  refusalOf(failure: unknown): Refusal;
}

/** A sender that has nothing to send may keep its connection for so long. */
const IDLE_MS = 10 * 60_000;
const STREAMS_A_CONNECTION = 128;
const STREAM_WINDOW_BYTES = 1 << 20;
const CONNECTION_WINDOW_BYTES = 4 << 20;
/** What is still on its way when a call is refused is read and dropped for so long. */
const DROPPING_MS = 2_000;

/** @throws the listen error, such as EADDRINUSE */
export async function startUnaryServer(options: UnaryServerOptions): Promise<Receiver> {
  const { tls, requestMs } = options;
  const settings = { maxConcurrentStreams: STREAMS_A_CONNECTION, initialWindowSize: STREAM_WINDOW_BYTES };
  const server: Http2Server = tls
    ? createSecureServer({ ...tls, settings, ALPNProtocols: ["h2"], handshakeTimeout: requestMs })
    : createServer({ settings });
  server.maxConnections = options.mostConnections;
  const sessions = new Set<Http2Session>();
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
    // Connections that break are the sender's business.
    session.on("error", () => {});
    // Who says nothing at all is not waited for as long as who has said something.
    session.setTimeout(requestMs, () => session.destroy());
    session.once("remoteSettings", () => {
      session.setTimeout(IDLE_MS, () => session.close());
      session.setLocalWindowSize(CONNECTION_WINDOW_BYTES);
    });
  });
  server.on("stream", (stream, headers) => {
    stream.on("error", () => {});
    void serve(options, { path: headers[":path"] ?? "", headers, stream });
  });
  await listen(server, options.host, options.port);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const session of sessions) session.close();
      setTimeout(() => {
        for (const session of sessions) session.destroy();
      }, 2_000).unref();
    });
  return { port: (server.address() as AddressInfo).port, close };
}

async function serve(options: UnaryServerOptions, call: UnaryCall): Promise<void> {
  const { stream, headers } = call;
  if (headers[":method"] !== "POST" || !/^application\/grpc(\+proto)?($|;)/.test(headers["content-type"] ?? "")) {
    stream.respond({ ":status": headers[":method"] === "POST" ? 415 : 405 }, { endStream: true });
    return drop(stream);
  }
  const late = setTimeout(() => {
    refuse(stream, { code: RpcCode.deadlineExceeded, message: "The message did not come whole in time." });
    stream.close();
  }, options.requestMs);
  stream.once("end", () => clearTimeout(late)).once("close", () => clearTimeout(late));
  try {
    const message = await options.answer(call);
    if (stream.destroyed) return;
    stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
    stream.once("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt32BE(message.length, 1);
    stream.end(Buffer.concat([head, message]));
  } catch (failure) {
    refuse(stream, options.refusalOf(failure));
  }
}

function refuse(stream: ServerHttp2Stream, { code, message, details }: Refusal): void {
  if (stream.destroyed || stream.headersSent) return;
  stream.respond(
    {
      ":status": 200,
      "content-type": "application/grpc",
      "grpc-status": String(code),
      "grpc-message": percentEncoded(message),
      "grpc-accept-encoding": "identity,gzip,deflate,zstd",
      ...(details && { "grpc-status-details-bin": Buffer.from(details).toString("base64") }),
    },
    { endStream: true },
  );
  drop(stream);
}

function drop(stream: ServerHttp2Stream): void {
  stream.removeAllListeners("data").resume();
  const timer = setTimeout(() => stream.close(), DROPPING_MS);
  stream.once("close", () => clearTimeout(timer));
}

/** Before each message. */
export const HEAD_BYTES = 5;

const percentEncoded = (text: string) =>
  Array.from(Buffer.from(text), (byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x25
      ? `%${byte.toString(16).toUpperCase().padStart(2, "0")}`
      : String.fromCharCode(byte),
  ).join("");
