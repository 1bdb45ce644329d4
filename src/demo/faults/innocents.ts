import type { Fault } from "./fault.ts";

/** What looks like a loss and is none: a diagnosis that calls these broken is wrong. */
export const INNOCENTS: readonly Fault[] = [
  {
    id: "restart-with-link",
    title: "A public door restarts the trace and links to its caller",
    sentence: "Nobody's trace id is trusted at a public endpoint: a new root, with a link to where the call came from.",
    kind: "innocent",
    where: "storefront's webhook, called by notifier",
    edges: [{ from: "notifier", to: "storefront", protocol: "http" }],
    wrong: {
      go: `// looks like http-no-extract: the SERVER span is a root`,
      typescript: `// looks like http-no-extract: the SERVER span is a root`,
    },
    right: {
      go: `otelhttp.NewHandler(mux, "webhooks", otelhttp.WithPublicEndpointFn(func(*http.Request) bool { return true }))`,
      typescript: `const caller = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, request.headers));
const links = caller ? [{ context: caller }] : [];
tracer.startSpan("POST /webhooks/delivery", { kind: SpanKind.SERVER, root: true, links });`,
    },
    why: "A stranger's trace id could be forged or reused, so a public endpoint begins a trace of its own. The caller is not forgotten: it stands in a link. A link that resolves to the calling span makes the new root deliberate.",
    cause: undefined,
    signature: "linked-root",
    visits: ["order", "order", "account", "refund"],
    touches: ["notifier>storefront", "storefront:server"],
  },
  {
    id: "batch-consumer-with-links",
    title: "A batch consumer links to each message",
    sentence: "One span for many messages cannot have many parents; it is a root with a link to each producer.",
    kind: "innocent",
    where: "notifier consumes the queue in batches",
    edges: [{ from: "checkout", to: "notifier", protocol: "messaging" }],
    wrong: {
      go: `// looks like queue-not-carried: the CONSUMER span is a root`,
      typescript: `// looks like queue-not-carried: the CONSUMER span is a root`,
    },
    right: {
      go: `for _, m := range batch {
	links = append(links, trace.LinkFromContext(propagator.Extract(context.Background(), carrierOf(m))))
}
ctx, span := tracer.Start(context.Background(), "process orders.placed",
	trace.WithSpanKind(trace.SpanKindConsumer), trace.WithLinks(links...))`,
      typescript: `const links = batch.flatMap((message) => {
  const sender = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, message.userProperties));
  return sender ? [{ context: sender }] : [];
});
tracer.startSpan("process orders.placed", { kind: SpanKind.CONSUMER, links }, ROOT_CONTEXT);`,
    },
    why: "A span has one parent, and a batch comes from many requests. The semantic conventions ask for links from the processing span to each message's creation. The traces are apart and nothing is lost.",
    cause: undefined,
    signature: "linked-root",
    visits: ["order", "order", "account", "refund"],
    touches: ["checkout>notifier"],
  },
  {
    id: "sampled-out-upstream",
    title: "The caller was not sampled",
    sentence:
      "The door keeps half of its traces; payments are kept for audit anyway, and name a parent that was never recorded.",
    kind: "innocent",
    where: "payment, called by a checkout that recorded nothing",
    edges: [{ from: "checkout", to: "payment", protocol: "http" }],
    wrong: {
      go: `// looks like orphans: the parent is on no span`,
      typescript: `// looks like orphans: the parent is on no span`,
    },
    right: {
      go: `sdktrace.WithSampler(sdktrace.AlwaysSample()) // on purpose: every payment is recorded`,
      typescript: `new NodeTracerProvider({ sampler: new AlwaysOnSampler() }); // on purpose: every payment is recorded`,
    },
    why: "The caller carried its context and said in the last two digits of traceparent that it records nothing: 00. The callee recorded its span all the same. No span of the calling side is there, and the recorded header says why.",
    cause: undefined,
    signature: "remote-orphan",
    capturedHeaders: ["traceparent"],
    visits: ["refund", "refund", "refund", "refund", "refund", "declined"],
    touches: ["*"],
  },
  {
    id: "uninstrumented-database",
    title: "A database reports nothing",
    sentence: "The CLIENT spans of queries have no child, for a database sends no spans.",
    kind: "innocent",
    where: "ledger queries DuckDB",
    edges: [{ from: "ledger", to: "ledger", protocol: "in-process" }],
    wrong: {
      go: `// looks like http-no-inject: a CLIENT span without a child`,
      typescript: `// looks like http-no-inject: a CLIENT span without a child`,
    },
    right: {
      go: `ctx, span := tracer.Start(ctx, "SELECT entries", trace.WithSpanKind(trace.SpanKindClient),
	trace.WithAttributes(semconv.DBSystemNameKey.String("duckdb")))`,
      typescript: `tracer.startSpan("SELECT entries", { kind: SpanKind.CLIENT, attributes: { "db.system.name": "duckdb" } });`,
    },
    why: "A CLIENT span ends where telemetry ends, and databases, caches and foreign APIs send none. No hop is lost, because no span was ever to be expected behind it. db.system.name says so.",
    cause: undefined,
    signature: "database-leaf",
    visits: ["order", "account", "account", "refund", "refund", "home"],
    touches: ["ledger:database"],
  },
  {
    id: "clock-skew",
    title: "One host's clock is ahead",
    sentence: "Spans of one host are shifted by a constant: children seem to start after their parents have ended.",
    kind: "innocent",
    where: "host-b with inventory and payment, 1.5 seconds ahead",
    edges: [
      { from: "checkout", to: "payment", protocol: "http" },
      { from: "checkout", to: "inventory", protocol: "grpc" },
      { from: "storefront", to: "inventory", protocol: "grpc" },
    ],
    wrong: {
      go: `// looks like outlives-parent or mixed-context: the child lies outside of its parent`,
      typescript: `// looks like outlives-parent or mixed-context: the child lies outside of its parent`,
    },
    right: {
      go: `// nothing in the code: chrony or NTP on the host`,
      typescript: `// nothing in the code: chrony or NTP on the host`,
    },
    why: "Each host stamps spans with its own clock, and clocks differ. Every pair of spans over this host's border is off by the same amount, whatever the request. A fault would hit some requests and differ from one to the next.",
    cause: "clock-skew",
    signature: "shifted-child",
    touches: ["host-b:clock"],
  },
  {
    id: "double-instrumentation",
    title: "A server is instrumented twice",
    sentence: "A framework's span lies within the library's span for the same request.",
    kind: "innocent",
    where: "storefront's routes",
    edges: [{ from: "storefront", to: "storefront", protocol: "in-process" }],
    wrong: {
      go: `// a router's middleware in a handler that is wrapped already:
handler := otelhttp.NewHandler(otelmux.Middleware("storefront")(router), "storefront")`,
      typescript: `// a SERVER span by hand in a server that instrumentation-http traces already:
tracer.startSpan("GET /products", { kind: SpanKind.SERVER }, context.active());`,
    },
    right: {
      go: `router.Use(otelmux.Middleware("storefront")) // one of the two`,
      typescript: `trace.getActiveSpan()?.setAttribute("http.route", "/products"); // add to the span that is there`,
    },
    why: "Two layers each believed that they were the one to trace the request. The spans are nested, cover the same time and belong to one instance. It costs twice and counts twice, and no context is lost.",
    cause: "double-instrumentation",
    signature: "nested-server",
    touches: ["storefront:server"],
  },
];
