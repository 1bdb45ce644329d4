import type { Edge, Fault } from "./fault.ts";

const CHECKOUT_PAYMENT: Edge = { from: "checkout", to: "payment", protocol: "http" };
const PAYMENT_LEDGER: Edge = { from: "payment", to: "ledger", protocol: "http" };

/** Faults of what is written on the wire: a header arrives, and it is not the one that the other side reads. */
export const FORMAT_FAULTS: readonly Fault[] = [
  {
    id: "traceparent-malformed",
    title: "traceparent is malformed",
    sentence: "The header is put together by hand and breaks the grammar: the callee must ignore it.",
    kind: "fault",
    where: "checkout's hand-written client to payment",
    edges: [CHECKOUT_PAYMENT],
    wrong: {
      go: `sc := trace.SpanContextFromContext(ctx)
// one of these slips:
fmt.Sprintf("00-%X-%X-01", sc.TraceID(), sc.SpanID())              // upper case
fmt.Sprintf("00-%s-%s-01", sc.TraceID(), sc.SpanID().String()[1:]) // 15 digits
fmt.Sprintf("%s-%s-01", sc.TraceID(), sc.SpanID())                 // no version
fmt.Sprintf("ff-%s-%s-01", sc.TraceID(), sc.SpanID())              // the version that is forbidden
fmt.Sprintf("00-%s-%s-01", trace.TraceID{}, trace.SpanID{})        // an empty span context: all zero`,
      typescript: `const { traceId, spanId } = trace.getSpanContext(ctx)!;
// one of these slips:
headers.traceparent = \`00-\${traceId.toUpperCase()}-\${spanId.toUpperCase()}-01\`; // upper case
headers.traceparent = \`00-\${traceId}-\${spanId.slice(1)}-01\`;                     // 15 digits
headers.traceparent = \`\${traceId}-\${spanId}-01\`;                                 // no version
headers.traceparent = \`ff-\${traceId}-\${spanId}-01\`;                              // the version that is forbidden
headers.traceparent = \`00-\${INVALID_TRACEID}-\${INVALID_SPANID}-01\`;              // all zero`,
    },
    right: {
      go: `otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(req.Header))
// 00-<32 hex>-<16 hex>-<2 hex>, lower case, 55 characters; the span id is 16 hex digits, which are 8 bytes`,
      typescript: `propagation.inject(ctx, headers);
// 00-<32 hex>-<16 hex>-<2 hex>, lower case, 55 characters; the span id is 16 hex digits, which are 8 bytes`,
    },
    why: "W3C trace context has one spelling, and a receiver that finds another must start a new trace. One character is enough: upper case, a digit too few, a forbidden version. The callee's span is a new root, and the header it recorded shows the slip.",
    cause: "malformed-header",
    signature: "new-root",
    variants: ["upper-case", "fifteen-digits", "missing-version", "version-ff", "all-zero"],
    capturedHeaders: ["traceparent"],
    visits: ["order", "declined", "refund", "declined", "refund"],
    touches: ["checkout>payment"],
  },
  {
    id: "custom-header",
    title: "A header of one's own instead of traceparent",
    sentence: "The caller sends X-Trace-Id, which only this team knows; the callee reads W3C trace context.",
    kind: "fault",
    where: "checkout's hand-written client to payment",
    edges: [CHECKOUT_PAYMENT],
    wrong: {
      go: `req.Header.Set("X-Trace-Id", trace.SpanContextFromContext(ctx).TraceID().String())`,
      typescript: `headers["x-trace-id"] = trace.getSpanContext(ctx)!.traceId;`,
    },
    right: {
      go: `otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(req.Header))`,
      typescript: `propagation.inject(ctx, headers);`,
    },
    why: "A name that the receiver's propagator does not look up is as good as none, and a trace id alone does not say which span was the parent. The callee starts a trace of its own. If it records its request headers, the caller's trace id is found there under the foreign name.",
    cause: "format-mismatch",
    signature: "new-root",
    capturedHeaders: ["traceparent", "x-trace-id"],
    touches: ["checkout>payment"],
  },
  {
    id: "format-mismatch",
    title: "One side speaks B3 or Jaeger, the other W3C",
    sentence: "The sender injects b3 or uber-trace-id; the receiver's propagator reads traceparent only.",
    kind: "fault",
    where: "payment, an older service, calls ledger; storefront's calls to ledger stay linked",
    edges: [PAYMENT_LEDGER],
    wrong: {
      go: `// ledger
otel.SetTextMapPropagator(propagation.TraceContext{})
// payment, from older days
otel.SetTextMapPropagator(b3.New()) // or jaeger.Jaeger{}`,
      typescript: `// ledger
provider.register({ propagator: new W3CTraceContextPropagator() });
// payment, from older days
provider.register({ propagator: new B3Propagator() }); // or new JaegerPropagator()`,
    },
    right: {
      go: `// ledger, until payment has moved: read all that is sent
otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(
	b3.New(), jaeger.Jaeger{}, propagation.TraceContext{}, propagation.Baggage{}))`,
      typescript: `// ledger, until payment has moved: read all that is sent
provider.register({
  propagator: new CompositePropagator({
    propagators: [new B3Propagator(), new JaegerPropagator(), new W3CTraceContextPropagator()],
  }),
});`,
    },
    why: "Both services propagate and neither understands the other. Within its own family each is fine, so the loss lies exactly between the two. The receiver's recorded headers hold a good b3 or uber-trace-id, and no traceparent.",
    cause: "format-mismatch",
    signature: "new-root",
    variants: ["b3", "uber"],
    capturedHeaders: ["traceparent", "b3", "uber-trace-id"],
    visits: ["order", "refund", "refund", "declined", "account", "home"],
    touches: ["payment>ledger", "ledger-in"],
  },
  {
    id: "id-truncated",
    title: "The trace id is cut to 64 bits",
    sentence: "An old library sends the last 16 digits of the trace id; the receiver pads them with zeros.",
    kind: "fault",
    where: "payment's old B3 client to ledger",
    edges: [PAYMENT_LEDGER],
    wrong: {
      go: `sc := trace.SpanContextFromContext(ctx)
req.Header.Set("X-B3-TraceId", sc.TraceID().String()[16:]) // 64 bits were enough once
req.Header.Set("X-B3-SpanId", sc.SpanID().String())
req.Header.Set("X-B3-Sampled", "1")`,
      typescript: `headers["x-b3-traceid"] = traceId.slice(16); // 64 bits were enough once
headers["x-b3-spanid"] = spanId;
headers["x-b3-sampled"] = "1";`,
    },
    right: {
      go: `b3.New(b3.WithInjectEncoding(b3.B3MultipleHeader)).Inject(ctx, propagation.HeaderCarrier(req.Header)) // 128 bits`,
      typescript: `new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER })
  .inject(ctx, headers, defaultTextMapSetter); // 128 bits`,
    },
    why: "A trace id has 32 hex digits (16 bytes), and half of one is another trace. The receiver pads with zeros and exports a span whose parent is real, but in another trace. The last 16 digits of both trace ids are equal, so the pieces can be joined without a doubt.",
    cause: "id-truncated",
    signature: "remote-orphan",
    visits: ["order", "refund", "refund", "declined", "account", "home"],
    touches: ["payment>ledger"],
  },
];
