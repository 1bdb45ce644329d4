import type { Edge, Fault } from "./fault.ts";

const CHECKOUT_INVENTORY: Edge = { from: "checkout", to: "inventory", protocol: "grpc" };
const STOREFRONT_INVENTORY: Edge = { from: "storefront", to: "inventory", protocol: "grpc" };

/** Faults of a gRPC hop, where the context travels in metadata. */
export const GRPC_FAULTS: readonly Fault[] = [
  {
    id: "grpc-no-metadata",
    title: "An interceptor replaces the gRPC metadata",
    sentence: "The context was injected, then an interceptor started the call with metadata of its own.",
    kind: "fault",
    where: "checkout's gRPC client to inventory",
    edges: [CHECKOUT_INVENTORY],
    wrong: {
      go: `func tenant(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	md := metadata.Pairs("x-tenant", "shop")
	ctx = metadata.NewOutgoingContext(ctx, md) // throws away what was there
	return invoke(ctx, method, req, reply, cc, opts...)
}`,
      typescript: `const tenant: Interceptor = (options, nextCall) =>
  new InterceptingCall(nextCall(options), {
    start(metadata, listener, next) {
      const fresh = new Metadata(); // throws away what was there
      fresh.set("x-tenant", "shop");
      next(fresh, listener);
    },
  });`,
    },
    right: {
      go: `conn, err := grpc.NewClient(addr, grpc.WithStatsHandler(otelgrpc.NewClientHandler()), grpc.WithUnaryInterceptor(tenant))

// in the interceptor: add, do not replace
ctx = metadata.AppendToOutgoingContext(ctx, "x-tenant", "shop")`,
      typescript: `const tenant: Interceptor = (options, nextCall) =>
  new InterceptingCall(nextCall(options), {
    start(metadata, listener, next) {
      metadata.set("x-tenant", "shop"); // beside traceparent
      next(metadata, listener);
    },
  });`,
    },
    why: "gRPC carries context as metadata, and whoever replaces the metadata drops the context with it. The client span is made by the instrumentation and looks healthy, but it never gets a child. Only the gRPC calls of this service are lost; its HTTP calls stay linked.",
    cause: "grpc-metadata",
    signature: "new-root",
    touches: ["checkout>inventory"],
  },
  {
    id: "grpc-miskeyed",
    title: "The gRPC metadata key is not traceparent",
    sentence: "The context is in the metadata under a key that no propagator looks up.",
    kind: "fault",
    where: "checkout's gRPC client to inventory",
    edges: [CHECKOUT_INVENTORY],
    wrong: {
      go: `sc := trace.SpanContextFromContext(ctx)
ctx = metadata.AppendToOutgoingContext(ctx, "trace_parent", // legal as a key, and nobody reads it
	fmt.Sprintf("00-%s-%s-%s", sc.TraceID(), sc.SpanID(), sc.TraceFlags()))`,
      typescript: `const { traceId, spanId } = trace.getActiveSpan()!.spanContext();
metadata.set("trace_parent", \`00-\${traceId}-\${spanId}-01\`); // legal as a key, and nobody reads it`,
    },
    right: {
      go: `conn, err := grpc.NewClient(addr, grpc.WithStatsHandler(otelgrpc.NewClientHandler()))
server := grpc.NewServer(grpc.StatsHandler(otelgrpc.NewServerHandler()))`,
      typescript: `// @opentelemetry/instrumentation-grpc does it; by hand:
propagation.inject(context.active(), metadata, { set: (md, key, value) => md.set(key, value) });`,
    },
    why: "Propagators look up one exact key: traceparent. Underscores are legal in gRPC metadata keys and upper case is not, so a wrong name travels well and is never found. The server records the stray key beside an absent traceparent, and its span is a new root.",
    cause: "grpc-metadata",
    signature: "new-root",
    capturedHeaders: ["traceparent", "trace_parent"],
    visits: ["order", "sold-out", "home", "account", "refund"],
    touches: ["checkout>inventory"],
  },
  {
    id: "grpc-no-extract",
    title: "gRPC server does not extract the context",
    sentence: "The server's handler starts its span without looking into the metadata.",
    kind: "fault",
    where: "inventory, for both of its callers",
    edges: [CHECKOUT_INVENTORY, STOREFRONT_INVENTORY],
    wrong: {
      go: `server := grpc.NewServer() // no stats handler

func (s *inventory) Reserve(ctx context.Context, in *pb.Item) (*pb.Reserved, error) {
	ctx, span := tracer.Start(ctx, "shop.Inventory/Reserve", trace.WithSpanKind(trace.SpanKindServer))
	defer span.End() // ctx holds the metadata, but no span context
	return s.reserve(ctx, in)
}`,
      typescript: `server.addService(definition, {
  Reserve(call, done) {
    const span = tracer.startSpan("shop.Inventory/Reserve", { kind: SpanKind.SERVER }, ROOT_CONTEXT);
    reserve(call.request, done).finally(() => span.end());
  },
});`,
    },
    right: {
      go: `server := grpc.NewServer(grpc.StatsHandler(otelgrpc.NewServerHandler()))
// otelgrpc's interceptors no longer exist; the stats handler took their place`,
      typescript: `registerInstrumentations({ instrumentations: [new GrpcInstrumentation()] }); // before @grpc/grpc-js is loaded

// or by hand:
const parent = propagation.extract(ROOT_CONTEXT, call.metadata, {
  get: (md, key) => md.get(key).map(String),
  keys: (md) => Object.keys(md.getMap()),
});`,
    },
    why: "The metadata arrives with traceparent in it and the handler never asks. All callers of the service lose it at this hop, over unary calls and streams alike. One lost callee with many callers points at the server; one lost caller would point at the client.",
    cause: "no-extract",
    signature: "new-root",
    touches: ["checkout>inventory", "storefront>inventory", "inventory-in"],
  },
];
