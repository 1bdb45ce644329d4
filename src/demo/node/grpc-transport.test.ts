import { createRequire } from "node:module";
import { SpanStatusCode } from "@opentelemetry/api";
import { GrpcInstrumentation } from "@opentelemetry/instrumentation-grpc";
import { InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { expect, it } from "vitest";
import type { Truth, World } from "../shop/world.ts";

it("ends the span of a stream whose caller hung up", async () => {
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  // Before anyone loads grpc.
  const instrumentation = new GrpcInstrumentation();
  instrumentation.setTracerProvider(tracerProvider);
  const { serveGrpc } = await import("./grpc-transport.ts");
  const grpc = createRequire(import.meta.url)("@grpc/grpc-js") as typeof import("@grpc/grpc-js");

  let asked = () => {};
  const arrived = new Promise<void>((resolve) => {
    asked = resolve;
  });
  let answer = (_items: unknown[]) => {};
  const answering = new Promise<unknown[]>((resolve) => {
    answer = resolve;
  });
  const handle = () => {
    asked();
    return answering;
  };
  const truth = { inside: (_span: unknown, work: () => unknown) => work() } as unknown as Truth;
  const world = { truth, faults: { has: () => false } } as unknown as World;
  const server = await serveGrpc({ Reserve: handle, GetStock: handle, ListStock: handle }, 0, world);
  const client = new grpc.Client(`127.0.0.1:${server.port}`, grpc.credentials.createInsecure());
  const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
  const stream = client.makeServerStreamRequest("/shop.Inventory/ListStock", bytes, (read) => read, {});
  stream.on("error", () => {});
  await arrived;
  stream.cancel();
  const ended = () => exporter.getFinishedSpans().filter(({ kind }) => kind === 1);
  while (ended().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(ended().map(({ status }) => status.code)).toEqual([SpanStatusCode.ERROR]);
  // What the handler finds afterwards goes nowhere, and quietly.
  answer([{ sku: "tea", left: 1 }]);
  await answering;
  client.close();
  await server.close();
  instrumentation.disable();
});
