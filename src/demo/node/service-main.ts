import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceName } from "../faults/fault.ts";
import type { Ports, ProcessConfig, ToProcess } from "../process/config.ts";
import { createFaultSwitch } from "../process/fault-switch.ts";
import type { World } from "../shop/world.ts";
import { Memory } from "./memory.ts";
import { createReporter, type FromProcess } from "./report.ts";

/**
 * One process of the shop. Telemetry is started first; everything that opens a socket is loaded after it, so that the
 * instrumentations find http and grpc unloaded.
 */
const COUNTS_EVERY_MS = 500;
/** Longer than any request takes: a process that goes answers first whom it serves. */
const DRAIN_MS = 6000;

const config = JSON.parse(process.env.DEMO_CONFIG ?? "{}") as ProcessConfig;
let ports: Ports = {};
let stop: () => Promise<void> = async () => {};
let flush: () => Promise<void> = async () => {};
let retire: () => Promise<void> = async () => {};
let sendCounts = () => {};
const memory = new Memory();

// Without its supervisor a service has no reason to live.
process.on("disconnect", () => process.exit(0));
if (!process.connected) process.exit(0);
// Ctrl-C reaches the whole group; the supervisor decides when to stop.
process.on("SIGINT", () => {});
process.on("message", (message: ToProcess) => {
  if (message.type === "peers") ports = message.ports;
  else if (message.type === "measure") {
    memory.measure();
    sendCounts();
  } else if (message.type === "flush")
    void flush().finally(() => process.send?.({ type: "flushed" } satisfies FromProcess, undefined, {}, () => {}));
  else if (message.type === "retire") void retire().finally(() => process.exit(0));
  else void stop().finally(() => process.exit(0));
});

await (config.service === "gateway" ? runGateway() : runService(config.service));

async function runGateway(): Promise<void> {
  const { startGateway } = await import("./gateway.ts");
  const gateway = await startGateway(config, () => ports);
  const reporter = createReporter(false);
  sendCounts = () => reporter.send({ type: "counts", started: 0, ended: 0, open: {}, ...memory.inUse });
  setInterval(sendCounts, COUNTS_EVERY_MS).unref();
  stop = () => gateway.close();
  reporter.send({ type: "ready", ports: { gateway: gateway.port } });
}

async function runService(service: ServiceName): Promise<void> {
  const { startTelemetry, SEVERITY } = await import("./telemetry.ts");
  const reporter = createReporter(config.truth);
  const telemetry = startTelemetry(config, reporter);
  const { createHttpClient, serveHttp } = await import("./http-transport.ts");
  const { createGrpcClient, serveGrpc } = await import("./grpc-transport.ts");
  const { createPublisher, startBroker, subscribe } = await import("./queue-transport.ts");
  const { createService } = await import("../shop/services.ts");
  const { TracerShim } = await import("@opentelemetry/shim-opentracing");

  const client = createHttpClient(() => ports);
  const faults = createFaultSwitch(config);
  const publisher = createPublisher(() => ports);
  const world: World = {
    service,
    faults,
    tracer: telemetry.tracer,
    propagator: telemetry.propagator,
    openTracing: new TracerShim(telemetry.tracer),
    truth: telemetry.truth,
    http: client.call,
    plainHttp: client.plain,
    grpc: createGrpcClient(() => ports, faults, service),
    publish: publisher.publish,
    sql: service === "ledger" ? await (await import("./database.ts")).openDatabase() : async () => [],
    log: (ctx, level, body, attributes = {}) =>
      telemetry.logger.emit({ severityNumber: SEVERITY[level], severityText: level, body, attributes, context: ctx }),
    sleep: async (ms) => void (await sleep(ms)),
    chargesPerLife: config.chargesPerLife,
    quit: () => reporter.send({ type: "replace" }),
  };
  const shop = createService(world);

  const opened: Partial<Record<keyof Ports, number>> = {};
  const closing: (() => unknown)[] = [() => publisher.close()];
  if (shop.http) {
    const server = await serveHttp(shop.http, config.port, world.truth);
    opened[service] = server.port;
    closing.push(server.close);
  }
  if (shop.grpc) {
    const server = await serveGrpc(shop.grpc, config.port, world);
    opened[service] = server.port;
    closing.push(server.close);
  }
  if (shop.topic && shop.consume) {
    const broker = await startBroker(config.port);
    opened.broker = broker.port;
    const subscription = await subscribe(
      broker.port,
      shop.topic,
      faults.has("batch-consumer-with-links"),
      shop.consume,
    );
    closing.push(() => subscription.close(), broker.close);
  }
  sendCounts = () => reporter.send({ type: "counts", ...telemetry.counter.counts(), ...memory.inUse });
  setInterval(sendCounts, COUNTS_EVERY_MS).unref();

  flush = async () => {
    await telemetry.flush();
    sendCounts();
  };
  stop = async () => {
    const closed = Promise.allSettled(closing.map((close) => close()));
    await Promise.race([closed, sleep(DRAIN_MS)]);
    await telemetry.shutdown();
    sendCounts();
    await reporter.flush();
  };
  // With everything sent, or (exit-without-flush) as it stands.
  const leave = async () => {
    sendCounts();
    await reporter.flush();
  };
  retire = faults.has("exit-without-flush") ? leave : stop;
  reporter.send({ type: "ready", ports: opened });
}
