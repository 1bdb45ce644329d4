/** OTLP over gRPC. The service is defined by hand with the bytes as messages, so that they go to the decoder as they came. */
import {
  type Metadata as GrpcMetadata,
  logVerbosity,
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceDefinition,
  type StatusObject,
  type sendUnaryData,
  setLogVerbosity,
} from "@grpc/grpc-js";
import type { Signal } from "../ingest/batch.ts";
import { type Ingest, OverloadedError } from "../ingest/ingest.ts";
import { encodeRetryStatus, encodeTaken } from "./export-answer.ts";
import { failureAnswer } from "./failure-answer.ts";
import type { Receiver } from "./otlp-http.ts";

export interface OtlpGrpcOptions {
  readonly ingest: Ingest;
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  say(sentence: string): void;
}

type ExportCall = ServerUnaryCall<Buffer, Buffer>;

/** @throws where the port cannot be bound */
export async function startOtlpGrpc(options: OtlpGrpcOptions): Promise<Receiver> {
  // A taken port is said in our own words.
  setLogVerbosity(logVerbosity.NONE);
  const server = new Server({
    "grpc.max_receive_message_length": options.ingest.limits.unpackedBytes,
    "grpc.max_concurrent_streams": 128,
  });
  addExport(server, "trace.v1.TraceService", (bytes) => take(options, "traces", bytes));
  addExport(server, "logs.v1.LogsService", (bytes) => take(options, "logs", bytes));
  addExport(server, "metrics.v1.MetricsService", async () => Buffer.alloc(0));
  const address = options.host.includes(":") ? `[${options.host}]` : options.host;
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${address}:${options.port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.tryShutdown(() => resolve());
      setTimeout(() => server.forceShutdown(), 2_000).unref();
    });
  return { port, close };
}

function addExport(server: Server, name: string, take: (bytes: Buffer) => Promise<Uint8Array>): void {
  const asIs = (bytes: Buffer) => bytes;
  const service: ServiceDefinition = {
    Export: {
      path: `/opentelemetry.proto.collector.${name}/Export`,
      requestStream: false,
      responseStream: false,
      requestSerialize: asIs,
      requestDeserialize: asIs,
      responseSerialize: asIs,
      responseDeserialize: asIs,
    },
  };
  server.addService(service, {
    Export: (call: ExportCall, answer: sendUnaryData<Buffer>) => {
      take(call.request).then(
        (bytes) => answer(null, Buffer.from(bytes)),
        (failure: unknown) => answer(statusOf(failure)),
      );
    },
  });
}

async function take({ ingest, say }: OtlpGrpcOptions, signal: Signal, bytes: Buffer): Promise<Uint8Array> {
  const held = bytes.length;
  try {
    if (!ingest.budget.take(held)) throw new OverloadedError();
    try {
      const request = { signal, format: "otlp-protobuf", packing: "none", bytes } as const;
      return encodeTaken("otlp-protobuf", signal, await ingest.take(request));
    } finally {
      ingest.budget.give(held);
    }
  } catch (failure) {
    const { status, retryAfterSeconds } = failureAnswer(failure);
    if (retryAfterSeconds === undefined) ingest.counts.refused++;
    else ingest.counts.overloaded++;
    if (status === 500) say(`A request could not be taken in: ${(failure as Error).stack}`);
    throw failure;
  }
}

function statusOf(failure: unknown): Partial<StatusObject> {
  const { code, message, retryAfterSeconds } = failureAnswer(failure);
  const metadata: GrpcMetadata = new Metadata();
  if (retryAfterSeconds !== undefined) {
    metadata.set("grpc-status-details-bin", Buffer.from(encodeRetryStatus(code, message, retryAfterSeconds)));
  }
  return { code, details: message, metadata };
}
