import { Client, credentials, type ServiceError, status } from "@grpc/grpc-js";
import { expect, it } from "vitest";
import { startTestCollector } from "../test-collector.ts";

const TRACES = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
const METRICS = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
/** {1: {2: {2: {1: traceId, 2: spanId}}}} */
const span = [0x0a, 16, ...Array<number>(16).fill(1), 0x12, 8, ...Array<number>(8).fill(2)];
const request = Uint8Array.from([0x0a, 32, 0x12, 30, 0x12, 28, ...span]);

interface Answer {
  readonly error: ServiceError | null;
  readonly bytes: Buffer | undefined;
}

async function ask(path: string, bytes: Uint8Array, pendingBytes: number): Promise<Answer> {
  const running = await startTestCollector({ limits: { pendingBytes } });
  const client = new Client(`127.0.0.1:${running.collector.grpcPort}`, credentials.createInsecure());
  const asIs = (value: Buffer) => value;
  const answer = await new Promise<Answer>((resolve) => {
    client.makeUnaryRequest(path, asIs, asIs, Buffer.from(bytes), (error, value) => resolve({ error, bytes: value }));
  });
  client.close();
  expect(running.collector.ingest.budget.held).toBe(0);
  await running.stop();
  return answer;
}

it("takes spans with an empty answer, and drops metrics", async () => {
  for (const path of [TRACES, METRICS]) {
    expect(await ask(path, request, 1_000)).toEqual({ error: null, bytes: Buffer.alloc(0) });
  }
});

it("refuses bytes that are no request for good", async () => {
  expect((await ask(TRACES, Uint8Array.of(0xff), 1_000)).error?.code).toBe(status.INVALID_ARGUMENT);
});

it("answers overload with RESOURCE_EXHAUSTED and when to try again", async () => {
  const { error } = await ask(TRACES, request, 10);
  expect(error?.code).toBe(status.RESOURCE_EXHAUSTED);
  const [details] = error?.metadata.get("grpc-status-details-bin") ?? [];
  const retryInfo = Buffer.from("type.googleapis.com/google.rpc.RetryInfo");
  expect((details as Buffer).includes(retryInfo)).toBe(true);
  // retry_delay {seconds: 1}
  expect((details as Buffer).subarray(-4)).toEqual(Buffer.from([0x0a, 0x02, 0x08, 0x01]));
});
