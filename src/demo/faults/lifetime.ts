import type { Fault } from "./fault.ts";

/** Faults of a span's end: never, too late, or never sent. */
export const LIFETIME_FAULTS: readonly Fault[] = [
  {
    id: "span-leak",
    title: "A span is not ended on the error path",
    sentence:
      "The early return for a declined card leaves the span open: it is never exported, and its children have no parent.",
    kind: "fault",
    where: "checkout's charge step",
    edges: [{ from: "checkout", to: "checkout", protocol: "in-process" }],
    wrong: {
      go: `ctx, span := tracer.Start(ctx, "charge card")
if err := pay(ctx, order); err != nil {
	return err // the span stays open
}
span.End()
return nil`,
      typescript: `const span = tracer.startSpan("charge card", {}, ctx);
const reply = await pay(trace.setSpan(ctx, span), order);
if (reply.status === 402) return reply; // the span stays open
span.end();
return reply;`,
    },
    right: {
      go: `ctx, span := tracer.Start(ctx, "charge card")
defer span.End() // on the line below Start, whatever follows
return pay(ctx, order)`,
      typescript: `return tracer.startActiveSpan("charge card", {}, ctx, async (span) => {
  try {
    return await pay(context.active(), order);
  } finally {
    span.end();
  }
});`,
    },
    why: "Only an ended span is exported; one that stays open is plain memory and is never seen. Its children were sent and name a parent that nobody has. Their flags say that the parent was local (0x100 without 0x200): it was not lost on the way, it was never finished.",
    cause: "leaked-span",
    signature: "local-orphan",
    visits: ["declined", "order", "declined", "declined", "account", "home"],
    touches: ["checkout:charge"],
  },
  {
    id: "exception-skips-end",
    title: "An exception skips the end of a span",
    sentence: "The call that ends the span stands below the line that throws, and nothing catches it on the way.",
    kind: "fault",
    where: "inventory's reserve step, when an item is sold out",
    edges: [{ from: "inventory", to: "inventory", protocol: "in-process" }],
    wrong: {
      go: `ctx, span := tracer.Start(ctx, "reserve stock")
left := mustReadShelf(ctx, sku) // panics
span.End()                      // not deferred: a panic passes it by`,
      typescript: `const span = tracer.startSpan("reserve stock", {}, ctx);
const left = await readShelf(trace.setSpan(ctx, span), sku);
if (left < quantity) throw new OutOfStock(sku);
span.end(); // not reached`,
    },
    right: {
      go: `ctx, span := tracer.Start(ctx, "reserve stock")
defer span.End() // runs while panicking too, and records the panic as an exception event
left := mustReadShelf(ctx, sku)`,
      typescript: `const span = tracer.startSpan("reserve stock", {}, ctx);
try {
  const left = await readShelf(trace.setSpan(ctx, span), sku);
  if (left < quantity) throw new OutOfStock(sku);
} catch (error) {
  span.recordException(error as Error);
  span.setStatus({ code: SpanStatusCode.ERROR });
  throw error;
} finally {
  span.end();
}`,
    },
    why: "A thrown error leaves by the shortest way, past every line that is not a finally. (In Go a deferred End does run during a panic; what skips it is an End that is not deferred, or the process exiting.) The failed requests are those whose spans are missing, which is when they are needed most.",
    cause: "leaked-span",
    signature: "local-orphan",
    visits: ["sold-out", "order", "sold-out", "sold-out", "account", "home"],
    touches: ["inventory:reserve"],
  },
  {
    id: "timeout-keeps-running",
    title: "The callee goes on after the caller gave up",
    sentence: "The caller's deadline passes and its span ends; nobody tells the callee, which works and reports on.",
    kind: "fault",
    where: "payment's slow card, called by checkout with a timeout",
    edges: [{ from: "checkout", to: "payment", protocol: "http" }],
    wrong: {
      go: `func charge(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithoutCancel(r.Context()) // deaf to the caller hanging up
	bank.Charge(ctx, order)                   // takes as long as it takes
	book(ctx, order)
}`,
      typescript: `async function charge(ctx: Context, request: Request) {
  await bank.charge(order); // takes as long as it takes
  await book(ctx, order);
}`,
    },
    right: {
      go: `ctx, cancel := context.WithTimeout(r.Context(), budget) // less than the caller's own timeout
defer cancel()
if err := bank.Charge(ctx, order); err != nil {
	http.Error(w, "out of time", http.StatusGatewayTimeout)
	return
}`,
      typescript: `const budget = AbortSignal.timeout(Number(request.headers["x-budget-ms"])); // less than the caller's own timeout
try {
  await bank.charge(order, { signal: budget });
} catch {
  return { status: 504 };
}`,
    },
    why: "A deadline holds on one side of the wire only, unless it is sent along and obeyed. The CLIENT span ends with an error at the timeout while the SERVER span goes on and even succeeds. The trace holds work that nobody waits for: the child ends long after its parent.",
    cause: "outlives-parent",
    signature: "ends-late",
    visits: ["slow", "slow", "slow", "slow", "slow", "slow", "declined", "refund", "account"],
    touches: ["checkout>payment"],
  },
  {
    id: "exit-without-flush",
    title: "The process exits without flushing",
    sentence:
      "Finished spans wait in the batch processor when the process exits; what they called is exported without them.",
    kind: "fault",
    where: "payment, replaced by a new deployment",
    edges: [{ from: "payment", to: "ledger", protocol: "http" }],
    wrong: {
      go: `func main() {
	initTracing()
	if err := serve(); err != nil {
		log.Fatal(err) // os.Exit: no deferred call runs, the batch is lost
	}
}`,
      typescript: `process.on("SIGTERM", () => process.exit(0)); // up to five seconds of spans are lost`,
    },
    right: {
      go: `tp := initTracing()
err := serve()
ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
defer cancel()
if flushErr := tp.Shutdown(ctx); flushErr != nil {
	log.Print(flushErr)
}`,
      typescript: `process.on("SIGTERM", async () => {
  server.close();
  await sdk.shutdown().catch(console.error); // sends what waits
  process.exit(0);
});`,
    },
    why: "The batch processor collects spans for seconds before it sends them, and an exit forgets them. The services that were called have sent theirs, and they name parents that nobody exported. Orphans of one caller crowd together in time just before its service.instance.id changes.",
    cause: "orphan-spans",
    signature: "remote-orphan",
    visits: ["order", "order", "refund", "refund", "refund", "account"],
    touches: ["*"],
  },
  {
    id: "sampling-mismatch",
    title: "A service in the middle samples on its own",
    sentence:
      "It rolls the dice for itself instead of doing as its parent did: half of the traces have a hole in the middle.",
    kind: "fault",
    where: "checkout samples half; inventory and payment keep all",
    edges: [
      { from: "checkout", to: "payment", protocol: "http" },
      { from: "checkout", to: "inventory", protocol: "grpc" },
    ],
    wrong: {
      go: `sdktrace.NewTracerProvider(sdktrace.WithSampler(sdktrace.TraceIDRatioBased(0.5))) // asks no parent`,
      typescript: `new NodeTracerProvider({ sampler: new TraceIdRatioBasedSampler(0.5) }); // asks no parent`,
    },
    right: {
      go: `sdktrace.NewTracerProvider(sdktrace.WithSampler(
	sdktrace.ParentBased(sdktrace.TraceIDRatioBased(0.5)))) // decides for roots alone`,
      typescript: `new NodeTracerProvider({
  sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(0.5) }), // decides for roots alone
});`,
    },
    why: "A trace is kept or dropped as a whole, and the sampled flag in traceparent says which. A sampler that does not ask its parent cuts its own spans out of traces that the others keep. The root and the callees are there, and the spans between them are missing at the rate of the sampler.",
    cause: "sampling-mismatch",
    signature: "remote-orphan",
    visits: ["declined", "refund", "declined", "refund", "declined", "sold-out", "home"],
    touches: ["*"],
  },
];
