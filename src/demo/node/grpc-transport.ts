import { createRequire } from "node:module";
import type {
  Client,
  ClientReadableStream,
  Interceptor,
  MethodDefinition,
  ServerUnaryCall,
  ServerWritableStream,
  ServiceError,
  sendUnaryData,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { type Context, context, ROOT_CONTEXT, SpanKind } from "@opentelemetry/api";
import type { Ports } from "../process/config.ts";
import { insideActiveSpan, TRUTH_HEADER } from "../process/truth.ts";
import { inSpan } from "../shop/in-span.ts";
import type { FaultSwitch, GrpcHandler, GrpcMethod, World } from "../shop/world.ts";
import type { ListeningServer } from "./http-transport.ts";

// Through require, so that the instrumentation's hook sees it: an import of the module's namespace would not be patched.
const grpc = createRequire(import.meta.url)("@grpc/grpc-js") as typeof import("@grpc/grpc-js");

type Method = MethodDefinition<unknown, unknown>;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value));
const decode = (bytes: Buffer): unknown => JSON.parse(bytes.toString());

const method = (name: GrpcMethod, responseStream: boolean): Method => ({
  path: `/shop.Inventory/${name}`,
  requestStream: false,
  responseStream,
  requestSerialize: encode,
  requestDeserialize: decode,
  responseSerialize: encode,
  responseDeserialize: decode,
});

const METHODS: Readonly<Record<GrpcMethod, Method>> = {
  Reserve: method("Reserve", false),
  GetStock: method("GetStock", false),
  ListStock: method("ListStock", true),
};

const DEADLINE_MS = 10_000;

export type GrpcCall = (ctx: Context, name: GrpcMethod, request: unknown) => Promise<unknown[]>;

type Callback = (error: ServiceError | null, reply: unknown) => void;

export function createGrpcClient(ports: () => Ports, faults: FaultSwitch, service: World["service"]): GrpcCall {
  const InventoryClient = grpc.makeGenericClientConstructor(METHODS, "shop.Inventory");
  let client: Client | undefined;
  const connect = () => {
    const interceptors = service === "checkout" ? metadataFaults(faults) : [];
    client ??= new InventoryClient(`127.0.0.1:${ports().inventory}`, grpc.credentials.createInsecure(), {
      interceptors,
    });
    return client as unknown as Record<GrpcMethod, (...values: unknown[]) => ClientReadableStream<unknown>>;
  };
  return (ctx, name, request) =>
    context.with(
      ctx,
      () =>
        new Promise<unknown[]>((resolve, reject) => {
          const options = { deadline: Date.now() + DEADLINE_MS };
          const metadata = new grpc.Metadata();
          if (!METHODS[name].responseStream) {
            const done: Callback = (error, reply) => (error ? reject(error) : resolve([reply]));
            connect()[name](request, metadata, options, done);
            return;
          }
          const items: unknown[] = [];
          const stream = connect()[name](request, metadata, options);
          stream.on("data", (item) => items.push(item));
          stream.on("error", reject);
          stream.on("end", () => resolve(items));
        }),
    );
}

/**
 * grpc-no-metadata: an interceptor that adds the tenant starts the call with new metadata instead of adding to it.
 * grpc-miskeyed: it keeps the context under a key of its own.
 */
function metadataFaults(faults: FaultSwitch): Interceptor[] {
  const dropped = faults.has("grpc-no-metadata");
  const miskeyed = faults.has("grpc-miskeyed");
  if (!dropped && !miskeyed) return [];
  return [
    (options, nextCall) =>
      new grpc.InterceptingCall(nextCall(options), {
        start(metadata, listener, next) {
          const fresh = new grpc.Metadata();
          fresh.set("x-tenant", "shop");
          const [traceparent] = metadata.get("traceparent");
          if (miskeyed && traceparent !== undefined) fresh.set("trace_parent", traceparent);
          const [truth] = metadata.get(TRUTH_HEADER);
          if (truth !== undefined)
            fresh.set(TRUTH_HEADER, `${truth};${dropped ? "grpc-no-metadata" : "grpc-miskeyed"}`);
          next(fresh, listener);
        },
      }),
  ];
}

type Handlers = Readonly<Record<GrpcMethod, GrpcHandler>>;
type AnyCall = ServerUnaryCall<unknown, unknown> & ServerWritableStream<unknown, unknown>;

export async function serveGrpc(handlers: Handlers, port: number, world: World): Promise<ListeningServer> {
  const server = new grpc.Server();
  const implementation: Record<string, (call: AnyCall, done: sendUnaryData<unknown>) => void> = {};
  for (const name of Object.keys(METHODS) as GrpcMethod[]) {
    implementation[name] = (call, done) => {
      const handle = world.faults.has("grpc-no-extract")
        ? withoutExtract(world, name, call, handlers[name])
        : handlers[name];
      const streams = METHODS[name].responseStream;
      // A caller that hung up takes no more: the stream would never finish, and neither would its span.
      if (streams) call.on("cancelled", () => call.destroy(failureOf(grpc.status.CANCELLED, new Error("cancelled"))));
      insideActiveSpan(world.truth, () => handle(context.active(), call.request)).then(
        (items) => {
          if (!streams) return done(null, items[0]);
          if (call.destroyed) return;
          for (const item of items) call.write(item);
          call.end();
        },
        (error: Error) => {
          const failure = failureOf(grpc.status.FAILED_PRECONDITION, error);
          if (streams) call.emit("error", failure);
          else done(failure);
        },
      );
    };
  }
  server.addService(METHODS, implementation as UntypedServiceImplementation);
  const bound = await new Promise<number>((resolve, reject) => {
    const credentials = grpc.ServerCredentials.createInsecure();
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { port: bound, close: () => new Promise((closed) => server.tryShutdown(() => closed())) };
}

const failureOf = (code: number, { name, message }: Error) =>
  Object.assign(new Error(message), { name, code, details: message });

/** grpc-no-extract: a hand-made SERVER span that never looks into the metadata. */
const withoutExtract =
  (world: World, name: GrpcMethod, call: AnyCall, handle: GrpcHandler): GrpcHandler =>
  (_ctx, request) => {
    const attributes = { "rpc.system": "grpc", "rpc.service": "shop.Inventory", "rpc.method": name };
    const [truth] = call.metadata.get(TRUTH_HEADER);
    return world.truth.receive(
      { [TRUTH_HEADER]: truth === undefined ? undefined : String(truth) },
      () =>
        inSpan(
          world,
          ROOT_CONTEXT,
          `shop.Inventory/${name}`,
          { kind: SpanKind.SERVER, attributes },
          async (inner, span) => {
            const items = await handle(inner, request);
            span.setAttribute("rpc.grpc.status_code", grpc.status.OK);
            return items;
          },
        ),
      "grpc-no-extract",
    );
  };
