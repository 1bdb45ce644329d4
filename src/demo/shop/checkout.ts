import { type Context, defaultTextMapSetter, ROOT_CONTEXT, SpanKind, trace } from "@opentelemetry/api";
import { callByHand, type WriteHeaders, writeCustomHeader, writeInbound, writeMalformed } from "./hand-client.ts";
import { inSpan, runInside } from "./in-span.ts";
import type { Item, Order } from "./order.ts";
import type { Headers, HttpCall, HttpRequest, Reply, ShopService, World } from "./world.ts";

/** How long checkout waits for a charge; payment is given less, so that it gives up first. */
const CHARGE_TIMEOUT_MS = 2500;
const CHARGE_BUDGET_MS = 1500;

/** Places orders: reserves stock (gRPC, one call an item), charges (HTTP through the gateway), tells the notifier (queue). */
export function createCheckout(world: World): ShopService {
  // global-context, both variants: a place where every request leaves its context, and takes another's.
  let currentContext: Context = ROOT_CONTEXT;
  const carts = new Map<string, { context: Context }>();

  const place = async (ctx: Context, request: HttpRequest, order: Order): Promise<Reply> => {
    currentContext = ctx;
    const cart = carts.get(order.customer) ?? { context: ctx };
    cart.context = ctx;
    carts.set(order.customer, cart);

    await inSpan(world, ctx, "validate cart", { attributes: { "shop.items": order.items.length } }, () =>
      world.sleep(2),
    );
    const reserve = (item: Item) => world.grpc(ctx, "Reserve", { ...item, orderId: order.id });
    const reserved = await Promise.allSettled(order.items.map(reserve));
    if (reserved.some(({ status }) => status === "rejected")) {
      world.log(ctx, "WARN", "order refused: out of stock", { "shop.order.id": order.id });
      return { status: 409, body: { error: "out of stock" } };
    }

    const variant = world.faults.variant("global-context");
    const remembered = variant === "module-variable" ? currentContext : variant ? cart.context : ctx;
    const charged = await world.truth.inside(
      trace.getSpan(ctx),
      () => charge(world, remembered, request, order),
      "global-context",
    );
    if (charged.status !== 200) return charged;

    await settle(world, ctx, order);
    await announce(world, ctx, order);
    world.log(ctx, "INFO", "order placed", { "shop.order.id": order.id });
    return { status: 201, body: { id: order.id } };
  };

  return {
    http: [
      { method: "POST", route: "/orders", handle: (ctx, request) => place(ctx, request, request.body as Order) },
      {
        method: "POST",
        route: "/orders/batch",
        handle: async (ctx, request) => {
          const statuses: number[] = [];
          for (const order of request.body as Order[]) statuses.push((await place(ctx, request, order)).status);
          return { status: 207, body: statuses };
        },
      },
      {
        method: "POST",
        route: "/orders/:id/refund",
        handle: (ctx, request) =>
          pay(world, ctx, request, {
            to: "payment",
            method: "POST",
            path: "/refund",
            body: { id: request.params.id },
          }),
      },
      {
        method: "POST",
        route: "/orders/:id/notified",
        handle: async (ctx, request) => {
          world.log(ctx, "INFO", "customer notified", { "shop.order.id": request.params.id ?? "" });
          return { status: 200, body: {} };
        },
      },
      {
        method: "GET",
        route: "/quote",
        handle: (ctx) =>
          inSpan(world, ctx, "compute quote", {}, async () => {
            await world.sleep(4);
            return { status: 200, body: { total: 42 } };
          }),
      },
    ],
  };
}

async function charge(world: World, ctx: Context, request: HttpRequest, order: Order): Promise<Reply> {
  const span = world.tracer.startSpan("charge card", { attributes: { "shop.card": order.card } }, ctx);
  const leaks = order.card === "declined" && world.faults.has("span-leak");
  const reply = await runInside(
    world,
    ctx,
    span,
    (inner) => chargeWithRetry(world, inner, request, order),
    leaks ? "span-leak!" : undefined,
  );
  if (reply.status === 402) {
    world.log(trace.setSpan(ctx, span), "WARN", "card declined", { "shop.order.id": order.id });
    if (leaks) return reply;
  }
  span.end();
  return reply;
}

async function chargeWithRetry(world: World, ctx: Context, request: HttpRequest, order: Order): Promise<Reply> {
  for (let attempt = 1; ; attempt++) {
    const reply = await pay(world, ctx, request, {
      to: "payment",
      via: "gateway",
      method: "POST",
      path: "/charge",
      body: { ...order, attempt },
      headers: { "x-budget-ms": String(CHARGE_BUDGET_MS) },
      timeoutMs: CHARGE_TIMEOUT_MS,
    }).catch((error: Error) => ({ status: 504, body: { error: error.message } }));
    if (reply.status !== 503 || attempt === 2) return reply;
    world.log(ctx, "WARN", "payment busy, trying again", { "shop.attempt": attempt });
  }
}

/** The hop checkout -> payment, with the faults that a hand-written client can have. */
function pay(world: World, ctx: Context, request: HttpRequest, call: HttpCall): Promise<Reply> {
  const malformed = world.faults.variant("traceparent-malformed");
  const byHand = (blame: string, write: WriteHeaders) => callByHand(world, ctx, call, blame, write);
  if (malformed) return byHand(`traceparent-malformed:${malformed}`, writeMalformed(malformed));
  if (world.faults.has("custom-header")) return byHand("custom-header", writeCustomHeader);
  if (world.faults.has("header-reused")) return byHand("header-reused", writeInbound(request.headers));
  return world.http(ctx, call);
}

/** background-context: the context of the request is at hand and an empty one is used. */
function settle(world: World, ctx: Context, order: Order): Promise<unknown> {
  const detached = world.faults.has("background-context");
  const work = () =>
    inSpan(world, detached ? ROOT_CONTEXT : ctx, "settle order", {}, async (inner) => {
      await world.sleep(3);
      await world.grpc(inner, "GetStock", { sku: order.items[0]?.sku ?? "" });
    });
  return world.truth.inside(trace.getSpan(ctx), work, "background-context");
}

/** queue-not-carried: a message has no headers of its own accord; the sender must put the context into it. */
function announce(world: World, ctx: Context, order: Order): Promise<void> {
  const topic = "orders.placed";
  const attributes = {
    "messaging.system": "mqtt",
    "messaging.operation.name": "publish",
    "messaging.operation.type": "send",
    "messaging.destination.name": topic,
    "messaging.message.id": order.id,
  };
  return inSpan(world, ctx, `publish ${topic}`, { kind: SpanKind.PRODUCER, attributes }, async (inner, span) => {
    const userProperties: Headers = {};
    if (!world.faults.has("queue-not-carried")) world.propagator.inject(inner, userProperties, defaultTextMapSetter);
    world.truth.send(userProperties, span, "queue-not-carried");
    await world.publish(topic, order, userProperties);
  });
}
