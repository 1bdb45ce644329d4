import {
  type Attributes,
  type Context,
  context,
  ROOT_CONTEXT,
  SpanKind,
  type TextMapGetter,
  type TextMapSetter,
  trace,
} from "@opentelemetry/api";
import { TRUTH_HEADER } from "../process/truth.ts";
import { inSpan, recordError } from "../shop/in-span.ts";
import type { GrpcHandler, GrpcMethod, World } from "../shop/world.ts";
import type { GrpcAnswer, GrpcWire, Network } from "./network.ts";
import type { PageTelemetry } from "./telemetry.ts";

type Metadata = Map<string, string[]>;

const SERVICE = "shop.Inventory";
const OK = 0;
const FAILED_PRECONDITION = 9;

/** Keys of gRPC metadata are lower case on the wire. */
const toMetadata: TextMapSetter<Metadata> = {
  set: (metadata, key, value) => void metadata.set(key.toLowerCase(), [value]),
};
const fromMetadata: TextMapGetter<GrpcWire["metadata"]> = {
  get: (metadata, key) => metadata.get(key.toLowerCase())?.[0],
  keys: (metadata) => [...metadata.keys()],
};

/** What the SDK's gRPC instrumentation does around a call, and then the client's own interceptor. */
export async function callGrpc(
  world: World,
  telemetry: PageTelemetry,
  network: Network,
  ctx: Context,
  method: GrpcMethod,
  request: unknown,
): Promise<unknown[]> {
  const attributes = { ...rpcAttributes(method), "server.address": "inventory" };
  const span = telemetry.instrumentation.startSpan(
    `grpc.${SERVICE}/${method}`,
    { kind: SpanKind.CLIENT, attributes },
    ctx,
  );
  const injected: Metadata = new Map();
  telemetry.propagator.inject(trace.setSpan(ctx, span), injected, toMetadata);
  span.setAttributes(captured(telemetry, injected));
  try {
    const metadata = world.service === "checkout" ? addTenant(world, injected) : injected;
    const answer = await network.grpc({ method, metadata, message: JSON.stringify(request) });
    span.setAttribute("rpc.grpc.status_code", answer.code);
    if (answer.code !== OK) throw new Error(answer.details);
    return answer.messages.map((message) => JSON.parse(message));
  } catch (error) {
    recordError(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/**
 * checkout's interceptor. grpc-no-metadata: it starts the call with new metadata instead of adding to it.
 * grpc-miskeyed: it keeps the context under a key of its own.
 */
function addTenant({ faults }: World, injected: Metadata): Metadata {
  const dropped = faults.has("grpc-no-metadata");
  const miskeyed = faults.has("grpc-miskeyed");
  if (!dropped && !miskeyed) return new Map([...injected, ["x-tenant", ["shop"]]]);
  const fresh: Metadata = new Map([["x-tenant", ["shop"]]]);
  const traceparent = injected.get("traceparent");
  if (miskeyed && traceparent) fresh.set("trace_parent", traceparent);
  const truth = injected.get(TRUTH_HEADER);
  if (truth) fresh.set(TRUTH_HEADER, [`${truth[0]};${dropped ? "grpc-no-metadata" : "grpc-miskeyed"}`]);
  return fresh;
}

/** Serves the methods; the SERVER span is the instrumentation's, unless the developer starts it by hand. */
export function serveGrpc(world: World, telemetry: PageTelemetry, handlers: Readonly<Record<GrpcMethod, GrpcHandler>>) {
  return async (wire: GrpcWire): Promise<GrpcAnswer> => {
    const name = wire.method as GrpcMethod;
    const request: unknown = JSON.parse(wire.message);
    const serve = (ctx: Context) => handlers[name](ctx, request);
    try {
      const items = world.faults.has("grpc-no-extract")
        ? await serveByHand(world, wire, serve)
        : await serveTraced(world, telemetry, wire, serve);
      return { code: OK, details: "", messages: items.map((item) => JSON.stringify(item)) };
    } catch (error) {
      return { code: FAILED_PRECONDITION, details: (error as Error).message, messages: [] };
    }
  };
}

type Serve = (ctx: Context) => Promise<unknown[]>;

/** grpc-no-extract: a hand-made SERVER span that never looks into the metadata. */
function serveByHand(world: World, wire: GrpcWire, serve: Serve): Promise<unknown[]> {
  const work = () =>
    inSpan(
      world,
      ROOT_CONTEXT,
      `${SERVICE}/${wire.method}`,
      { kind: SpanKind.SERVER, attributes: rpcAttributes(wire.method) },
      async (inner, span) => {
        const items = await serve(inner);
        span.setAttribute("rpc.grpc.status_code", OK);
        return items;
      },
    );
  return world.truth.receive({ [TRUTH_HEADER]: wire.metadata.get(TRUTH_HEADER)?.[0] }, work, "grpc-no-extract");
}

async function serveTraced(world: World, telemetry: PageTelemetry, wire: GrpcWire, serve: Serve): Promise<unknown[]> {
  const parent = telemetry.propagator.extract(ROOT_CONTEXT, wire.metadata, fromMetadata);
  const attributes = { ...rpcAttributes(wire.method), ...captured(telemetry, wire.metadata) };
  const span = telemetry.instrumentation.startSpan(
    `grpc.${SERVICE}/${wire.method}`,
    { kind: SpanKind.SERVER, attributes },
    parent,
  );
  const inner = trace.setSpan(parent, span);
  try {
    const items = await world.truth.inside(span, () => context.with(inner, serve, undefined, inner));
    span.setAttribute("rpc.grpc.status_code", OK);
    return items;
  } catch (error) {
    recordError(span, error);
    span.setAttribute("rpc.grpc.status_code", FAILED_PRECONDITION);
    throw error;
  } finally {
    span.end();
  }
}

const rpcAttributes = (method: string): Attributes => ({
  "rpc.system": "grpc",
  "rpc.service": SERVICE,
  "rpc.method": method,
});

function captured({ capturedHeaders }: PageTelemetry, metadata: GrpcWire["metadata"]): Attributes {
  const found = capturedHeaders.flatMap((name) => {
    const values = metadata.get(name);
    return values ? [[`rpc.request.metadata.${name}`, [...values]] as [string, string[]]] : [];
  });
  return Object.fromEntries(found);
}
