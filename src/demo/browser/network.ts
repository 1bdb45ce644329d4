import type { ServiceName } from "../faults/fault.ts";
import { createRandom, type Random } from "../shop/random.ts";
import type { FaultSwitch, QueueMessage } from "../shop/world.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/**
 * What lies between the services of a page's shop: no sockets, but everything that crosses it is a copy. A body is text,
 * HTTP headers are a `Headers` object, gRPC metadata a map of lists, user properties a list of pairs; a hop takes time.
 *
 *     client ── latency ──> [gateway, which may strip] ── latency ──> server ── latency ──> client
 *     producer ── latency ──> queue ──> consumer
 */
export interface HttpWire {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface GrpcWire {
  readonly method: string;
  readonly metadata: ReadonlyMap<string, readonly string[]>;
  readonly message: string;
}

export interface GrpcAnswer {
  readonly code: number;
  readonly details: string;
  readonly messages: readonly string[];
}

export interface QueueWire {
  readonly payload: string;
  readonly userProperties: readonly (readonly [string, string])[];
}

export interface Network {
  listenHttp(name: ServiceName, serve: (request: HttpWire) => Promise<HttpAnswer>): void;
  listenGrpc(serve: (call: GrpcWire) => Promise<GrpcAnswer>): void;
  subscribe(topic: string, inBatches: boolean, consume: (messages: readonly QueueMessage[]) => Promise<void>): void;
  http(to: ServiceName, viaGateway: boolean, request: HttpWire): Promise<HttpAnswer>;
  grpc(call: GrpcWire): Promise<GrpcAnswer>;
  publish(topic: string, message: QueueWire): Promise<void>;
}

const HOP_MS = 0.6;
const HOP_SPREAD_MS = 0.8;
const QUEUE_MS = 2;
const BATCH_WAIT_MS = 120;
const BATCH_MOST = 8;
/** What a strict allow-list of a proxy leaves out. */
const TRACE_HEADERS = ["traceparent", "tracestate", "baggage", "b3", "uber-trace-id"];

export function createNetwork(
  clock: VirtualClock,
  faults: FaultSwitch,
  seed: number,
  onStripped: (headers: Headers) => void,
): Network {
  const servers = new Map<ServiceName, (request: HttpWire) => Promise<HttpAnswer>>();
  const topics = new Map<string, (message: QueueMessage) => void>();
  let inventory: ((call: GrpcWire) => Promise<GrpcAnswer>) | undefined;
  // Each way has its own chance, so that a fault on one does not change the times of the others.
  const ways = new Map<string, Random>();
  const travel = (way: string, leastMs = HOP_MS) => {
    const random =
      ways.get(way) ?? createRandom(seed + [...way].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
    ways.set(way, random);
    return clock.sleep(leastMs + random.next() * HOP_SPREAD_MS);
  };
  const pass = (request: HttpWire): HttpWire => {
    const headers = new Headers(request.headers);
    if (faults.has("gateway-strips")) {
      for (const name of TRACE_HEADERS) headers.delete(name);
      onStripped(headers);
    }
    return { ...request, headers };
  };

  return {
    listenHttp: (name, serve) => void servers.set(name, serve),
    listenGrpc: (serve) => {
      inventory = serve;
    },
    subscribe: (topic, inBatches, consume) => void topics.set(topic, collector(clock, inBatches, consume)),
    async http(to, viaGateway, request) {
      const way = `${request.method} ${to} ${request.path.split("/")[1]}`;
      await travel(way);
      if (viaGateway) await travel(`gateway ${to}`);
      const server = servers.get(to);
      if (!server) throw new Error(`nobody listens at ${to}`);
      const answer = await server(viaGateway ? pass(request) : { ...request, headers: new Headers(request.headers) });
      await travel(way);
      return answer;
    },
    async grpc(call) {
      await travel(call.method);
      if (!inventory) throw new Error("nobody listens at inventory");
      const answer = await inventory({ ...call, metadata: new Map(call.metadata) });
      await travel(call.method);
      return answer;
    },
    async publish(topic, { payload, userProperties }) {
      await travel(topic);
      void travel(`from ${topic}`, QUEUE_MS).then(() =>
        topics.get(topic)?.({
          topic,
          payload: JSON.parse(payload),
          userProperties: Object.fromEntries(userProperties),
        }),
      );
    },
  };
}

/** Hands messages over as they come, or collected for a moment where the consumer works in batches. */
function collector(
  clock: VirtualClock,
  inBatches: boolean,
  consume: (messages: readonly QueueMessage[]) => Promise<void>,
): (message: QueueMessage) => void {
  let batch: QueueMessage[] = [];
  let takeBack = () => {};
  const hand = () => {
    takeBack();
    takeBack = () => {};
    const messages = batch;
    batch = [];
    // A message that cannot be consumed is dropped, as at QoS 0.
    consume(messages).catch(() => {});
  };
  return (message) => {
    batch.push(message);
    if (!inBatches || batch.length >= BATCH_MOST) hand();
    else if (batch.length === 1) takeBack = clock.after(BATCH_WAIT_MS, hand);
  };
}
