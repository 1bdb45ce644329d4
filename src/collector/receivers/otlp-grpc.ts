/** OTLP over gRPC: traces and logs go to the store with their bytes as they came, packed ones too; metrics are answered and dropped. */
import type { Door } from "../door/door.ts";
import type { TlsFiles } from "../door/tls-files.ts";
import type { Compression, Signal } from "../ingest/batch.ts";
import type { Ingest } from "../ingest/ingest.ts";
import { DamagedError, TooLargeError } from "../ingest/unpack.ts";
import { encodeRetryStatus, encodeTaken, RpcCode } from "./export-answer.ts";
import { failureAnswer } from "./failure-answer.ts";
import { HEAD_BYTES, type Refusal, startUnaryServer, type UnaryCall } from "./grpc-unary.ts";
import type { Receiver } from "./otlp-http.ts";
import { withBody } from "./read-body.ts";

export interface OtlpGrpcOptions {
  readonly ingest: Ingest;
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** undefined: everybody who reaches the port may send. */
  readonly door: Door | undefined;
  readonly tls: TlsFiles | undefined;
  say(sentence: string): void;
}

const pathOf = (service: string) => `/opentelemetry.proto.collector.${service}/Export`;
const SIGNALS: ReadonlyMap<string, Signal | "metrics"> = new Map<string, Signal | "metrics">([
  [pathOf("trace.v1.TraceService"), "traces"],
  [pathOf("logs.v1.LogsService"), "logs"],
  [pathOf("metrics.v1.MetricsService"), "metrics"],
]);
const PACKINGS: ReadonlyMap<string, Compression | "deflate"> = new Map<string, Compression | "deflate">([
  ["identity", "none"],
  ["gzip", "gzip"],
  ["deflate", "deflate"],
  ["zstd", "zstd"],
]);

/** Refused for what the call is, not for what its message holds. */
class CallError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** @throws the listen error, such as EADDRINUSE */
export function startOtlpGrpc(options: OtlpGrpcOptions): Promise<Receiver> {
  const { host, port, tls, ingest } = options;
  const { connections: mostConnections, requestMs } = ingest.limits;
  const answer = (call: UnaryCall) => exportOf(options, call);
  return startUnaryServer({
    host,
    port,
    tls,
    mostConnections,
    requestMs,
    answer,
    refusalOf: (failure) => refusalOf(options, failure),
  });
}

async function exportOf({ ingest, door }: OtlpGrpcOptions, { path, headers, stream }: UnaryCall): Promise<Uint8Array> {
  const signal = SIGNALS.get(path);
  if (!signal) throw new CallError(RpcCode.unimplemented, "Only Export of traces, logs and metrics is answered here.");
  if (door && !door.admitsBearer(headers.authorization)) {
    throw new CallError(RpcCode.unauthenticated, "A token is needed: send the header authorization: Bearer TOKEN.");
  }
  if (signal === "metrics") {
    stream.resume();
    return new Uint8Array(0);
  }
  const packing = PACKINGS.get(String(headers["grpc-encoding"] ?? "identity"));
  if (!packing) throw new CallError(RpcCode.unimplemented, "The encoding of a message is gzip, deflate, zstd or none.");
  const { unpackedBytes } = ingest.limits;
  const head = new MessageHead(unpackedBytes);
  const taken = await withBody(
    ingest,
    stream,
    HEAD_BYTES + unpackedBytes,
    (bytes) => {
      const { isPacked, length } = head;
      if (length === undefined || bytes.length < HEAD_BYTES + length) {
        throw new DamagedError("The message was cut off.");
      }
      const request = { signal, format: "otlp-protobuf", packing: isPacked ? packing : "none" } as const;
      return ingest.take({ ...request, bytes: bytes.subarray(HEAD_BYTES) });
    },
    (chunk, before) => head.add(chunk, before),
  );
  return encodeTaken("otlp-protobuf", signal, taken);
}

/** The five bytes before a message, which may come in pieces, and whether what follows keeps to them. */
class MessageHead {
  readonly #most: number;
  readonly #bytes = Buffer.alloc(HEAD_BYTES);
  /** undefined: not known yet. */
  length: number | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  get isPacked(): boolean {
    return this.#bytes[0] === 1;
  }

  /** @throws DamagedError, TooLargeError as soon as the bytes tell */
  add(chunk: Buffer, before: number): void {
    const isWhole = before + chunk.length >= HEAD_BYTES;
    if (before < HEAD_BYTES) chunk.copy(this.#bytes, before, 0, HEAD_BYTES - before);
    if (this.length === undefined && isWhole) {
      this.length = this.#bytes.readUInt32BE(1);
      if (this.#bytes[0]! > 1) throw new DamagedError("The message has no gRPC head.");
      if (this.length > this.#most) throw new TooLargeError();
    }
    if (this.length !== undefined && before + chunk.length > HEAD_BYTES + this.length) {
      throw new DamagedError("There is more than one message in the call.");
    }
  }
}

function refusalOf({ ingest, say }: OtlpGrpcOptions, failure: unknown): Refusal {
  if (failure instanceof CallError) {
    ingest.counts.refused++;
    return failure;
  }
  const { status, code, message, retryAfterSeconds } = failureAnswer(failure);
  if (retryAfterSeconds === undefined) ingest.counts.refused++;
  else ingest.counts.overloaded++;
  if (status === 500) say(`A request could not be taken in: ${(failure as Error).stack}`);
  const details = retryAfterSeconds === undefined ? undefined : encodeRetryStatus(code, message, retryAfterSeconds);
  return { code, message, details };
}
