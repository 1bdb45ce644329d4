import type { Fault } from "./fault.ts";

/** Faults inside one service: the context arrived, and is lost or swapped between two functions. */
export const IN_PROCESS_FAULTS: readonly Fault[] = [
  {
    id: "background-context",
    title: "A span started from an empty context",
    sentence: "To outlive the request, the work is started from context.Background(): it leaves the trace as well.",
    kind: "fault",
    where: "checkout's settle step, and the gRPC call it makes",
    edges: [{ from: "checkout", to: "checkout", protocol: "in-process" }],
    wrong: {
      go: `go func() {
	ctx, span := tracer.Start(context.Background(), "settle order") // not cancelled with the request, not traced with it
	defer span.End()
	settle(ctx, order)
}()`,
      typescript: `const span = tracer.startSpan("settle order", {}, ROOT_CONTEXT);
context.with(trace.setSpan(ROOT_CONTEXT, span), () => settle(order)).finally(() => span.end());`,
    },
    right: {
      go: `detached := context.WithoutCancel(ctx) // keeps the span, drops the cancellation
go func() {
	ctx, span := tracer.Start(detached, "settle order")
	defer span.End()
	settle(ctx, order)
}()`,
      typescript: `const span = tracer.startSpan("settle order", {}, ctx); // the context of the request
context.with(trace.setSpan(ctx, span), () => settle(order)).finally(() => span.end());`,
    },
    why: "The context carries two things, cancellation and the current span, and an empty one drops both. The work starts a trace of its own, with all that it calls. It shows as an INTERNAL root that starts within a SERVER span of the same instance, every time.",
    cause: "background-context",
    signature: "new-root",
    visits: ["order", "order", "order", "order", "order", "order", "order", "order", "order", "account"],
    touches: ["checkout:settle"],
  },
  {
    id: "async-context-lost",
    title: "A job waits for the pool without its context",
    sentence: "Who finds the connection free keeps the context; who has to wait is run later from the pool's own loop.",
    kind: "fault",
    where: "ledger's connection pool before DuckDB",
    edges: [{ from: "ledger", to: "ledger", protocol: "in-process" }],
    wrong: {
      go: `type job struct{ run func(context.Context) }

func (p *pool) worker() {
	for j := range p.jobs {
		j.run(context.Background()) // whose request was it?
	}
}`,
      typescript: `function acquire(job: () => void) {
  if (free) job();
  else waiting.push(job); // run later by whoever releases the connection
}`,
    },
    right: {
      go: `type job struct {
	ctx context.Context // of the request that asked; short-lived, so it may travel in a struct
	run func(context.Context)
}

func (p *pool) worker() {
	for j := range p.jobs {
		j.run(j.ctx)
	}
}`,
      typescript: `function acquire(job: () => void) {
  if (free) job();
  else waiting.push(context.bind(context.active(), job)); // remembers whose it is
}`,
    },
    why: "A queue inside the process is a hop like any other, and a function in it does not remember who asked for it. Only requests that had to wait lose their context, so the share grows with the load and a test on an idle machine passes. It shows as database CLIENT spans that are roots, now and then.",
    cause: "async-context-lost",
    signature: "new-root",
    visits: ["order", "account", "account", "account", "refund", "account", "refund", "account"],
    touches: ["ledger:pool"],
  },
  {
    id: "global-context",
    title: "The current span is kept where requests share it",
    sentence:
      "A module variable, or a cart that lives longer than a request, holds the context: another request takes it.",
    kind: "fault",
    where: "checkout, between reserving and charging",
    edges: [{ from: "checkout", to: "checkout", protocol: "in-process" }],
    wrong: {
      go: `var current context.Context // one for all requests

func place(ctx context.Context, cart *Cart) {
	current, cart.ctx = ctx, ctx // or in the customer's cart, which two requests share
	reserve(ctx, cart)
	charge(current, cart) // by now it may be another's
}`,
      typescript: `let current: Context; // one for all requests

async function place(ctx: Context, cart: Cart) {
  current = cart.context = ctx; // or in the customer's cart, which two requests share
  await reserve(ctx, cart);
  await charge(current, cart); // by now it may be another's
}`,
    },
    right: {
      go: `func place(ctx context.Context, cart *Cart) {
	reserve(ctx, cart)
	charge(ctx, cart) // first argument, never stored
}`,
      typescript: `async function place(ctx: Context, cart: Cart) {
  await reserve(ctx, cart);
  await charge(ctx, cart); // handed over, or context.active() with AsyncLocalStorage
}`,
    },
    why: "The context belongs to one request; kept in something that requests share, it is overwritten while the first still waits. Nothing is missing afterwards: the charge of one customer hangs in the trace of another. It shows as a child that starts when its parent has long moved on or ended, and more often under load.",
    cause: "mixed-context",
    signature: "wrong-parent",
    variants: ["module-variable", "business-object"],
    visits: [
      "order",
      "declined",
      "declined",
      "order",
      "declined",
      "declined",
      "declined",
      "order",
      "declined",
      "declined",
    ],
    touches: ["checkout:charge"],
  },
  {
    id: "log-without-context",
    title: "Log lines without trace id",
    sentence: "Lines are written through a call that is not told the context, so they belong to no request.",
    kind: "fault",
    where: "payment's logger",
    edges: [{ from: "payment", to: "payment", protocol: "in-process" }],
    wrong: {
      go: `slog.Info("card charged", "order", order.ID) // the handler sees context.Background()`,
      typescript: `logger.emit({ body: "card charged", context: ROOT_CONTEXT }); // or from a timer that flushes collected lines`,
    },
    right: {
      go: `logger := otelslog.NewLogger("payment")
logger.InfoContext(ctx, "card charged", "order", order.ID)`,
      typescript: `logger.emit({ body: "card charged", context: ctx }); // or within context.with(ctx, …)`,
    },
    why: "A log record gets its trace id and span id from the context it is written in, and a call without one leaves them empty. The trace is complete and its lines cannot be found from it. It shows as records of one instance within the time of its spans, with no ids, while other services' records have them.",
    cause: "uncorrelated-logs",
    signature: "bare-log",
    touches: ["payment:log"],
  },
];
