import type { Edge, Fault } from "./fault.ts";

const STOREFRONT_CHECKOUT: Edge = { from: "storefront", to: "checkout", protocol: "http" };
const STOREFRONT_LEDGER: Edge = { from: "storefront", to: "ledger", protocol: "http" };
const CHECKOUT_PAYMENT: Edge = { from: "checkout", to: "payment", protocol: "http" };
const PAYMENT_LEDGER: Edge = { from: "payment", to: "ledger", protocol: "http" };

/** Faults of an HTTP hop: nothing sent, nothing read, nothing configured, dropped on the way. */
export const HTTP_FAULTS: readonly Fault[] = [
  {
    id: "http-no-inject",
    title: "HTTP client does not inject the context",
    sentence: "A hand-written client makes its span and forgets the header: the callee starts a trace of its own.",
    kind: "fault",
    where: "storefront's own HTTP wrapper, on every call it makes to checkout and ledger",
    edges: [STOREFRONT_CHECKOUT, STOREFRONT_LEDGER],
    wrong: {
      go: `ctx, span := tracer.Start(ctx, "POST", trace.WithSpanKind(trace.SpanKindClient))
defer span.End()
req, _ := http.NewRequestWithContext(ctx, "POST", url, body)
res, err := http.DefaultClient.Do(req) // the span knows of the call, the request knows nothing of the span`,
      typescript: `const span = tracer.startSpan("POST", { kind: SpanKind.CLIENT });
const res = await rawRequest(url, { method: "POST", body }); // no headers of the context
span.end();`,
    },
    right: {
      go: `client := http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}
req, _ := http.NewRequestWithContext(ctx, "POST", url, body)
res, err := client.Do(req)

// or by hand, after tracer.Start:
otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(req.Header))`,
      typescript: `// @opentelemetry/instrumentation-http or -undici does it all; by hand:
const span = tracer.startSpan("POST", { kind: SpanKind.CLIENT });
const headers: Record<string, string> = {};
propagation.inject(trace.setSpan(context.active(), span), headers);
const res = await rawRequest(url, { method: "POST", body, headers });
span.end();`,
    },
    why: "A span lives in one process; only a header carries its ids to the next. Without traceparent the callee has nothing to continue and its SERVER span becomes the root of a new trace. It shows as a CLIENT span without a child for every call of this one caller, while other callers of the same service stay linked.",
    cause: "no-inject",
    signature: "new-root",
    touches: ["storefront>checkout", "storefront>ledger", "ledger-in"],
  },
  {
    id: "http-no-extract",
    title: "HTTP server does not extract the context",
    sentence: "The server starts its span from nothing although every caller sent a traceparent.",
    kind: "fault",
    where: "ledger's hand-written handler, for all of its callers",
    edges: [PAYMENT_LEDGER, STOREFRONT_LEDGER],
    wrong: {
      go: `func entries(w http.ResponseWriter, r *http.Request) {
	ctx, span := tracer.Start(context.Background(), "POST /entries", trace.WithSpanKind(trace.SpanKindServer))
	defer span.End()
	book(ctx, r)
}`,
      typescript: `server.on("request", (req, res) => {
  const span = tracer.startSpan("POST /entries", { kind: SpanKind.SERVER }, ROOT_CONTEXT);
  book(req, res).finally(() => span.end());
});`,
    },
    right: {
      go: `http.Handle("POST /entries", otelhttp.NewHandler(http.HandlerFunc(entries), "POST /entries"))

// or by hand:
ctx := otel.GetTextMapPropagator().Extract(r.Context(), propagation.HeaderCarrier(r.Header))
ctx, span := tracer.Start(ctx, "POST /entries", trace.WithSpanKind(trace.SpanKindServer))
defer span.End()`,
      typescript: `// @opentelemetry/instrumentation-http does it; by hand:
server.on("request", (req, res) => {
  const parent = propagation.extract(ROOT_CONTEXT, req.headers);
  const span = tracer.startSpan("POST /entries", { kind: SpanKind.SERVER }, parent);
  context.with(trace.setSpan(parent, span), () => book(req, res)).finally(() => span.end());
});`,
    },
    why: "The header arrives and nobody reads it. Every request to this service begins a new trace, whoever sent it. That all callers lose the same callee, and lose no other, tells it from a client that forgets to inject.",
    cause: "no-extract",
    signature: "new-root",
    touches: ["payment>ledger", "storefront>ledger", "ledger-in"],
  },
  {
    id: "no-propagator",
    title: "No propagator is configured",
    sentence: "The SDK and its instrumentations are there, the propagator is the default that does nothing.",
    kind: "fault",
    where: "payment: what it receives from checkout and what it sends to ledger",
    edges: [CHECKOUT_PAYMENT, PAYMENT_LEDGER],
    wrong: {
      go: `tp := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter))
otel.SetTracerProvider(tp) // otelhttp now makes spans, and injects with a propagator that does nothing`,
      typescript: `const provider = new NodeTracerProvider({ spanProcessors });
trace.setGlobalTracerProvider(provider); // spans, but no propagator and no context manager`,
    },
    right: {
      go: `tp := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter))
otel.SetTracerProvider(tp)
otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(
	propagation.TraceContext{}, propagation.Baggage{}))`,
      typescript: `const provider = new NodeTracerProvider({ spanProcessors });
provider.register(); // sets W3C trace context and baggage, and the context manager`,
    },
    why: "OpenTelemetry's API does nothing until it is told how: in Go the global propagator is empty by default. Spans are made and exported as usual, so nothing looks wrong in the service itself. It shows on both sides of the one service: all it receives are new roots, and all it calls are new roots too.",
    cause: "no-propagator",
    signature: "new-root",
    touches: ["checkout>payment", "payment>ledger", "ledger-in"],
  },
  {
    id: "gateway-strips",
    title: "A gateway drops the header",
    sentence: "A reverse proxy forwards only headers that it knows, and traceparent is not among them.",
    kind: "fault",
    where: "the gateway between checkout and payment; refunds go round it and stay linked",
    edges: [CHECKOUT_PAYMENT],
    wrong: {
      go: `proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
	r.SetURL(payment)
	r.Out.Header = http.Header{}
	for _, name := range allowed { // Content-Type, Authorization, ...
		r.Out.Header[name] = r.In.Header[name]
	}
}}`,
      typescript: `const headers = pick(incoming.headers, ["content-type", "content-length", "authorization"]);
const upstream = http.request({ host: "payment", path: incoming.url, method: incoming.method, headers });`,
    },
    right: {
      go: `var allowed = []string{"Content-Type", "Authorization", "Traceparent", "Tracestate", "Baggage"}

// nginx: "otel_trace_context propagate;" in every location; Envoy: tracing of the listener switched on`,
      typescript: `const headers = pick(incoming.headers, [
  "content-type", "content-length", "authorization", "traceparent", "tracestate", "baggage",
]);
const upstream = http.request({ host: "payment", path: incoming.url, method: incoming.method, headers });`,
    },
    why: "Both services do everything right, and what lies between them does not pass the header on. The caller's span records the traceparent it sent, the callee's span records none. Calls between the same two services that go round the gateway stay linked, which is the proof.",
    cause: "gateway-strips",
    signature: "new-root",
    capturedHeaders: ["traceparent"],
    visits: ["order", "declined", "refund", "refund", "account"],
    touches: ["checkout>payment"],
  },
  {
    id: "header-reused",
    title: "The inbound header is forwarded unchanged",
    sentence: "The caller copies the traceparent it received to its own call: the callee hangs one level too high.",
    kind: "fault",
    where: "checkout's hand-written client to payment, which copies the inbound headers",
    edges: [CHECKOUT_PAYMENT],
    wrong: {
      go: `req, _ := http.NewRequestWithContext(ctx, "POST", paymentURL, body)
req.Header.Set("traceparent", r.Header.Get("traceparent")) // r is the inbound request`,
      typescript: `const span = tracer.startSpan("POST", { kind: SpanKind.CLIENT });
await rawRequest(paymentUrl, { headers: { traceparent: inbound.headers.traceparent } });
span.end();`,
    },
    right: {
      go: `ctx, span := tracer.Start(ctx, "POST", trace.WithSpanKind(trace.SpanKindClient))
defer span.End()
req, _ := http.NewRequestWithContext(ctx, "POST", paymentURL, body)
otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(req.Header)) // this span's id`,
      typescript: `const span = tracer.startSpan("POST", { kind: SpanKind.CLIENT });
const headers: Record<string, string> = {};
propagation.inject(trace.setSpan(context.active(), span), headers); // this span's id
await rawRequest(paymentUrl, { headers });
span.end();`,
    },
    why: "traceparent names the sender's span (16 hex digits, 8 bytes), so each hop has to write its own. Forwarded as it came, it names the caller's caller. The trace id stays right and the tree is flattened: the CLIENT span has no child, and the callee is a sibling of the service that called it.",
    cause: "header-reused",
    signature: "wrong-parent",
    touches: ["checkout>payment"],
  },
];
