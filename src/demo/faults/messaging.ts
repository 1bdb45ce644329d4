import type { Fault } from "./fault.ts";

/** Faults of the queue: a message has no headers unless someone writes them. */
export const MESSAGING_FAULTS: readonly Fault[] = [
  {
    id: "queue-not-carried",
    title: "The message does not carry the context",
    sentence: "The producer publishes the order and leaves the message's user properties empty.",
    kind: "fault",
    where: "checkout publishes to the MQTT queue that notifier consumes",
    edges: [{ from: "checkout", to: "notifier", protocol: "messaging" }],
    wrong: {
      go: `ctx, span := tracer.Start(ctx, "publish orders.placed", trace.WithSpanKind(trace.SpanKindProducer))
defer span.End()
client.Publish(ctx, &paho.Publish{Topic: "orders.placed", QoS: 1, Payload: payload})`,
      typescript: `const span = tracer.startSpan("publish orders.placed", { kind: SpanKind.PRODUCER });
await client.publishAsync("orders.placed", payload, { qos: 1 });
span.end();`,
    },
    right: {
      go: `carrier := propagation.MapCarrier{}
otel.GetTextMapPropagator().Inject(ctx, carrier) // the ctx that tracer.Start returned
properties := &paho.PublishProperties{}
for key, value := range carrier {
	properties.User.Add(key, value)
}
client.Publish(ctx, &paho.Publish{Topic: "orders.placed", QoS: 1, Payload: payload, Properties: properties})`,
      typescript: `const userProperties: Record<string, string> = {};
propagation.inject(trace.setSpan(context.active(), span), userProperties);
await client.publishAsync("orders.placed", payload, { qos: 1, properties: { userProperties } });`,
    },
    why: "A broker passes on what is in the message and knows nothing of requests, so the context must be put into the message. MQTT 5 has user properties for it, Kafka headers, AMQP application properties. The consumer's span is a root without a link, where a healthy one has a parent or a link to its producer.",
    cause: "queue-not-carried",
    signature: "new-root",
    visits: ["order", "order", "account", "refund"],
    touches: ["checkout>notifier"],
  },
];
