import { TracerShim } from "@opentelemetry/shim-opentracing";
import type { ServiceName } from "../faults/fault.ts";
import { clockOffsetMs } from "../process/clock-offset.ts";
import type { ProcessConfig, Side } from "../process/config.ts";
import { createFaultSwitch } from "../process/fault-switch.ts";
import { createRandom } from "../shop/random.ts";
import { createService } from "../shop/services.ts";
import type { HttpCall, World } from "../shop/world.ts";
import { SERVICES } from "../topology.ts";
import { openPageDatabase } from "./database.ts";
import { callGrpc, serveGrpc } from "./grpc-hop.ts";
import { callHttp, sendHttp, serveHttp } from "./http-hop.ts";
import type { Network } from "./network.ts";
import { type PageTelemetry, SEVERITY, startPageTelemetry, type TelemetrySink } from "./telemetry.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export interface PageShop {
  readonly side: Side;
  readonly faults: readonly string[];
  readonly capturedHeaders: readonly string[];
  readonly chargesPerLife: number;
  readonly seed: number;
  readonly clock: VirtualClock;
  readonly network: Network;
  sinkOf(service: ServiceName): TelemetrySink;
}

export interface PageProcess {
  /** Exports what is finished. */
  shutdown(): Promise<void>;
}

const QUIT_MS = 1;

/** One service of the shop: the code that runs in Node as well, on the SDK and on the page's network. */
export function startProcess(shop: PageShop, service: ServiceName): PageProcess {
  const retired: PageTelemetry[] = [];
  let lives = 0;
  const live = (): PageTelemetry => {
    const { world, telemetry } = createWorld(shop, service, lives++, () => {
      shop.clock.after(QUIT_MS, () => {
        // A new deployment takes over: the old process serves what is under way and sends everything at its end, or
        // (exit-without-flush) sends nothing more. In Node those requests die with it; here they are still answered.
        if (world.faults.has("exit-without-flush")) telemetry.kill();
        else retired.push(telemetry);
        current = live();
      });
    });
    listen(shop, world, telemetry);
    return telemetry;
  };
  let current = live();
  return {
    async shutdown() {
      await Promise.all([...retired, current].map((telemetry) => telemetry.shutdown()));
    },
  };
}

function createWorld(shop: PageShop, service: ServiceName, life: number, quit: () => void) {
  const { side, clock, network } = shop;
  const config = configOf(shop, service, life);
  const random = createRandom(hash(`${shop.seed} ${config.instance}`));
  const telemetry = startPageTelemetry(config, random, clock, shop.sinkOf(service));
  const send = (call: HttpCall, headers: Headers) => sendHttp(network, clock, call, headers);
  const world: World = {
    service,
    tracer: telemetry.tracer,
    propagator: telemetry.propagator,
    openTracing: new TracerShim(telemetry.tracer),
    faults: createFaultSwitch({ faults: shop.faults, side }),
    truth: telemetry.truth,
    http: (ctx, call) => callHttp(telemetry, ctx, call, send),
    plainHttp: (call) => send(call, new Headers({ "content-type": "application/json", ...call.headers })),
    grpc: (ctx, method, request) => callGrpc(world, telemetry, network, ctx, method, request),
    publish: (topic, payload, userProperties) =>
      network.publish(topic, { payload: JSON.stringify(payload), userProperties: Object.entries(userProperties) }),
    sql: openPageDatabase(),
    log: (ctx, level, body, attributes = {}) =>
      telemetry.logger.emit({ severityNumber: SEVERITY[level], severityText: level, body, attributes, context: ctx }),
    sleep: clock.sleep,
    chargesPerLife: shop.chargesPerLife,
    quit,
  };
  return { world, telemetry };
}

function listen({ network }: PageShop, world: World, telemetry: PageTelemetry): void {
  const service = createService(world);
  if (service.http) network.listenHttp(world.service, serveHttp(world, telemetry, service.http));
  if (service.grpc) network.listenGrpc(serveGrpc(world, telemetry, service.grpc));
  if (service.topic && service.consume)
    network.subscribe(service.topic, world.faults.has("batch-consumer-with-links"), service.consume);
}

function configOf({ side, faults, capturedHeaders, chargesPerLife }: PageShop, service: ServiceName, life: number) {
  const host = SERVICES.find(({ name }) => name === service)?.host ?? "";
  const config: ProcessConfig = {
    service,
    side,
    host,
    instance: `${service}-${side}-${life + 1}`,
    faults,
    endpoint: "",
    port: 0,
    clockOffsetMs: clockOffsetMs(host, side, faults),
    truth: true,
    capturedHeaders,
    exportDelayMs: 0,
    chargesPerLife,
  };
  return config;
}

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}
