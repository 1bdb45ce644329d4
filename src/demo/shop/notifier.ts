import { type Context, defaultTextMapGetter, type Link, ROOT_CONTEXT, SpanKind, trace } from "@opentelemetry/api";
import { inSpan } from "./in-span.ts";
import type { Order } from "./order.ts";
import type { QueueMessage, ShopService, World } from "./world.ts";

/** Consumes placed orders, mails the customer, tells checkout and, for some, the shop's own public webhook. */
export function createNotifier(world: World): ShopService {
  return {
    topic: "orders.placed",
    async consume(messages) {
      if (world.faults.has("batch-consumer-with-links")) return consumeBatch(world, messages);
      await Promise.all(messages.map((message) => consumeOne(world, message)));
    },
  };
}

function consumeOne(world: World, message: QueueMessage): Promise<void> {
  return world.truth.receive(message.userProperties, () => {
    const ctx = world.propagator.extract(ROOT_CONTEXT, message.userProperties, defaultTextMapGetter);
    const order = message.payload as Order;
    const attributes = { ...consumerAttributes(message), "messaging.message.id": order.id };
    return inSpan(world, ctx, `process ${message.topic}`, { kind: SpanKind.CONSUMER, attributes }, (inner) =>
      notify(world, inner, order),
    );
  });
}

/** One span for many messages can have only one parent; it has a link to each of its senders instead. */
function consumeBatch(world: World, messages: readonly QueueMessage[]): Promise<void> {
  const first = messages[0];
  if (!first) return Promise.resolve();
  const links: Link[] = [];
  for (const { userProperties } of messages) {
    const sender = trace.getSpanContext(world.propagator.extract(ROOT_CONTEXT, userProperties, defaultTextMapGetter));
    if (sender) links.push({ context: sender });
  }
  const attributes = { ...consumerAttributes(first), "messaging.batch.message_count": messages.length };
  const work = () =>
    inSpan(
      world,
      ROOT_CONTEXT,
      `process ${first.topic}`,
      { kind: SpanKind.CONSUMER, attributes, links },
      async (ctx) => {
        for (const message of messages) await notify(world, ctx, message.payload as Order);
      },
    );
  return world.truth.receive({}, work, "batch-consumer-with-links!");
}

const consumerAttributes = (message: QueueMessage) => ({
  "messaging.system": "mqtt",
  "messaging.operation.name": "process",
  "messaging.operation.type": "process",
  "messaging.destination.name": message.topic,
});

async function notify(world: World, ctx: Context, order: Order): Promise<void> {
  await inSpan(world, ctx, "render mail", {}, () => world.sleep(3));
  await world.http(ctx, { to: "checkout", method: "POST", path: `/orders/${order.id}/notified`, body: {} });
  await world.http(ctx, { to: "storefront", method: "POST", path: "/webhooks/delivery", body: { id: order.id } });
  world.log(ctx, "INFO", "mail sent", { "shop.order.id": order.id });
}
