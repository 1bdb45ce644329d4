/** Bodies as the OpenTelemetry SDK really sends them: protobuf, gzip, 512 spans, caught on their way out. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { gunzipSync, gzip } from "node:zlib";
import { SpanKind } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";

type ExporterOptions = NonNullable<ConstructorParameters<typeof OTLPTraceExporter>[0]>;
/** CompressionAlgorithm.GZIP, whose package is not ours to import. */
const GZIP = "gzip" as NonNullable<ExporterOptions["compression"]>;
export const SPANS_A_BODY = 512;

export async function exportBodies(count: number): Promise<Uint8Array<ArrayBuffer>[]> {
  const bodies: Uint8Array<ArrayBuffer>[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    bodies.push(new Uint8Array(Buffer.concat(chunks)));
    response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, compression: GZIP });
  const size = { maxQueueSize: 1e6, maxExportBatchSize: SPANS_A_BODY, scheduledDelayMillis: 1e6 };
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": "checkout", "service.version": "1.4.2", "host.name": "node-7" }),
    spanProcessors: [new BatchSpanProcessor(exporter, size)],
  });
  const tracer = provider.getTracer("bench", "1");
  for (let span = 0; span < count * SPANS_A_BODY; span++) {
    const attributes = {
      "http.request.method": "GET",
      "http.route": `/orders/{id}`,
      "url.path": `/orders/${span}`,
      "http.response.status_code": 200,
      "server.address": "checkout.internal",
      "server.port": 8080,
      "user.id": `user-${span % 997}`,
    };
    tracer.startSpan(`GET /orders/{id} ${span % 40}`, { kind: SpanKind.SERVER, attributes }).end();
    // One export at a time: the exporter refuses many at once.
    if ((span + 1) % SPANS_A_BODY === 0) await provider.forceFlush();
  }
  await provider.shutdown();
  server.closeAllConnections();
  server.close();
  return bodies;
}

export type NextBody = () => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;

/** The bodies again and again: of one second, to a store that keeps days. */
export function inTurn(bodies: readonly Uint8Array<ArrayBuffer>[]): NextBody {
  let next = 0;
  return () => bodies[next++ % bodies.length]!;
}

const pack = promisify(gzip) as (bytes: Uint8Array, options: { level: number }) => Promise<Buffer<ArrayBuffer>>;

/** The bodies, each time with trace ids that were not sent before: else no trace is ever over, and none may be deleted. */
export function withFreshIds(bodies: readonly Uint8Array<ArrayBuffer>[]): NextBody {
  const plain = bodies.map((body) => {
    const bytes = gunzipSync(body);
    return { bytes, places: traceIdPlaces(bytes) };
  });
  let next = 0;
  return () => {
    const { bytes: given, places } = plain[next % plain.length]!;
    next++;
    // What was given last may still be packed in another thread.
    const bytes = Buffer.from(given);
    for (const place of places) {
      bytes.writeUInt32LE(next, place);
      bytes.writeUInt32LE(next, place + 8);
    }
    return pack(bytes, { level: 1 });
  };
}

/** Where a span's trace_id (field 1, 16 bytes) is followed by its span_id (field 2, 8 bytes). */
function traceIdPlaces(bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf("0a10", 0, "hex"); at !== -1; at = bytes.indexOf("0a10", at + 1, "hex"))
    if (bytes[at + 18] === 0x12 && bytes[at + 19] === 8) places.push(at + 2);
  return places;
}
