import type { CauseRemedies } from "../remedy.ts";

/** A message leaves its context behind: broker, queue table, MQTT topic, in-memory channel. */
export const queueNotCarried: CauseRemedies = {
  verify: {
    en: "Send one message: the consumer span of {to} must have the producer span of {from} as its parent or as a link.",
    zh: "发送一条消息：{to} 的 CONSUMER span 必须以 {from} 的 PRODUCER span 为父，或用 link 指向它。",
  },
  languages: {
    go: [
      {
        id: "nats",
        when: { infrastructure: ["nats"] },
        text: {
          en: "The NATS message carries no context. Inject it into the message's header when publishing, and extract it when receiving. NATS keeps the case of keys: use HeaderCarrier on both sides.",
          zh: "NATS 消息没有携带上下文。发布时 inject 到消息的 header，接收时 extract。NATS 保留键的大小写：两边都使用 HeaderCarrier。",
        },
        wrong: "nc.Publish(subject, data) // no header",
        code: 'msg := nats.NewMsg(subject)\nmsg.Data = data\notel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(msg.Header))\nerr := nc.PublishMsg(msg)\n\n// receive\nctx := otel.GetTextMapPropagator().Extract(context.Background(), propagation.HeaderCarrier(msg.Header))\nctx, span := tracer.Start(ctx, "process "+msg.Subject, trace.WithSpanKind(trace.SpanKindConsumer))\ndefer span.End()',
      },
      {
        id: "kafka",
        when: { infrastructure: ["kafka"] },
        text: {
          en: "The Kafka record carries no context, or its reader does not use it. Inject into the record's headers when writing, and extract from them when reading.",
          zh: "Kafka 记录没有携带上下文，或读取方没有使用它。写入时 inject 到记录的 header，读取时从中 extract。",
        },
        code: 'carrier := propagation.MapCarrier{}\notel.GetTextMapPropagator().Inject(ctx, carrier)\nfor key, value := range carrier {\n\tmsg.Headers = append(msg.Headers, kafka.Header{Key: key, Value: []byte(value)})\n}\n\n// read\ncarrier := propagation.MapCarrier{}\nfor _, header := range msg.Headers {\n\tcarrier[header.Key] = string(header.Value)\n}\nctx := otel.GetTextMapPropagator().Extract(context.Background(), carrier)\nctx, span := tracer.Start(ctx, "process "+msg.Topic, trace.WithSpanKind(trace.SpanKindConsumer))\ndefer span.End()',
      },
      {
        id: "temporal",
        when: { infrastructure: ["temporal"] },
        text: {
          en: "{service} talks to Temporal without the tracing interceptor, so the context does not reach workflows and activities. Add it to the client and to each worker.",
          zh: "{service} 与 Temporal 通信时没有使用追踪 interceptor，因此上下文无法到达 workflow 和 activity。请在客户端和每个 worker 中加入它。",
        },
        code: "// go.temporal.io/sdk/contrib/opentelemetry\ntracing, err := opentelemetry.NewTracingInterceptor(opentelemetry.TracerOptions{})\nif err != nil {\n\treturn err\n}\nc, err := client.Dial(client.Options{Interceptors: []interceptor.ClientInterceptor{tracing}})",
      },
      {
        id: "message",
        text: {
          en: "The message carries no context. Inject it into the message headers when sending, and extract it when receiving. MQTT 5 has user properties for it; MQTT 3.1.1 has none, so it must go into the payload. The same carrier works for Kafka headers.",
          zh: "消息没有携带上下文。发送时 inject 到消息 header，接收时 extract。MQTT 5 有 user properties 可用；MQTT 3.1.1 没有，只能放入消息内容。同样的 carrier 也适用于 Kafka header。",
        },
        wrong: "client.Publish(ctx, &paho.Publish{Topic: topic, Payload: data})",
        code: '// send (MQTT 5, eclipse/paho.golang)\nctx, span := tracer.Start(ctx, "send "+topic, trace.WithSpanKind(trace.SpanKindProducer))\ndefer span.End()\ncarrier := propagation.MapCarrier{}\notel.GetTextMapPropagator().Inject(ctx, carrier)\nmsg := &paho.Publish{Topic: topic, Payload: data, Properties: &paho.PublishProperties{}}\nfor key, value := range carrier {\n\tmsg.Properties.User.Add(key, value) // Kafka: append to msg.Headers\n}\n_, err := client.Publish(ctx, msg)\n\n// receive\ncarrier := propagation.MapCarrier{}\nfor _, property := range msg.Properties.User {\n\tcarrier[property.Key] = property.Value\n}\nctx := otel.GetTextMapPropagator().Extract(context.Background(), carrier)\nctx, span := tracer.Start(ctx, "process "+msg.Topic, trace.WithSpanKind(trace.SpanKindConsumer))\ndefer span.End()',
      },
    ],
    nodejs: [
      {
        id: "temporal",
        when: { infrastructure: ["temporal"] },
        text: {
          en: "{service} talks to Temporal without the tracing interceptor, so the context does not reach workflows and activities. Add it to the client and to each worker.",
          zh: "{service} 与 Temporal 通信时没有使用追踪 interceptor，因此上下文无法到达 workflow 和 activity。请在客户端和每个 worker 中加入它。",
        },
        code: 'import { OpenTelemetryActivityInboundInterceptor, OpenTelemetryWorkflowClientInterceptor }\n  from "@temporalio/interceptors-opentelemetry";\n\nconst client = new Client({\n  interceptors: { workflow: [new OpenTelemetryWorkflowClientInterceptor()] },\n});\nconst worker = await Worker.create({\n  ...options,\n  interceptors: { activity: [(ctx) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(ctx) })] },\n});',
      },
      {
        id: "message",
        text: {
          en: "The message carries no context. kafkajs and amqplib have instrumentations that do it; for MQTT and your own queues inject when sending and extract when receiving. MQTT 5 has user properties (protocolVersion: 5); MQTT 3.1.1 needs it in the payload.",
          zh: "消息没有携带上下文。kafkajs 和 amqplib 有现成的埋点；MQTT 和自己的队列则在发送时 inject、接收时 extract。MQTT 5 有 user properties（protocolVersion: 5）；MQTT 3.1.1 需要放入消息内容。",
        },
        wrong: "client.publish(topic, payload);",
        code: 'import { context, propagation, ROOT_CONTEXT, SpanKind } from "@opentelemetry/api";\n\n// send (mqtt.js, protocolVersion: 5)\ntracer.startActiveSpan("send " + topic, { kind: SpanKind.PRODUCER }, (span) => {\n  const userProperties: Record<string, string> = {};\n  propagation.inject(context.active(), userProperties);\n  client.publish(topic, payload, { properties: { userProperties } }, () => span.end());\n});\n\n// receive\nclient.on("message", (topic, payload, packet) => {\n  const parent = propagation.extract(ROOT_CONTEXT, packet.properties?.userProperties ?? {});\n  tracer.startActiveSpan("process " + topic, { kind: SpanKind.CONSUMER }, parent, (span) => {\n    try {\n      handle(payload);\n    } finally {\n      span.end();\n    }\n  });\n});\n// Kafka: new KafkaJsInstrumentation()   AMQP: new AmqplibInstrumentation()',
      },
    ],
    java: [
      {
        id: "kafka",
        text: {
          en: "Instrument producer and consumer, and keep the headers when you build a new record from an old one. With receive telemetry on, consumers link instead of continuing; that is no fault, and can be switched off.",
          zh: "生产者和消费者都接入埋点，由旧记录构造新记录时保留 header。打开 receive telemetry 时，消费者用 link 而不是延续；这不是故障，也可以关闭。",
        },
        code: "KafkaTelemetry telemetry = KafkaTelemetry.create(openTelemetry);\nProducer<String, String> producer = telemetry.wrap(new KafkaProducer<>(props));\nConsumer<String, String> consumer = telemetry.wrap(new KafkaConsumer<>(props));\n// copying a record: new ProducerRecord<>(topic, partition, key, value, old.headers())\n// one trace instead of links: -Dotel.instrumentation.messaging.experimental.receive-telemetry.enabled=false",
      },
    ],
    python: [
      {
        id: "temporal",
        when: { infrastructure: ["temporal"] },
        text: {
          en: "{service} talks to Temporal without the tracing interceptor, so the context does not reach workflows and activities. Add it to the client and to each worker.",
          zh: "{service} 与 Temporal 通信时没有使用追踪 interceptor，因此上下文无法到达 workflow 和 activity。请在客户端和每个 worker 中加入它。",
        },
        code: 'from temporalio.client import Client\nfrom temporalio.contrib.opentelemetry import TracingInterceptor\n\nclient = await Client.connect("localhost:7233", interceptors=[TracingInterceptor()])\n# workers made from this client use it too',
      },
      {
        id: "celery",
        when: { infrastructure: ["celery"] },
        text: {
          en: "Instrument both the process that sends the task and every worker process; the worker only after it has forked.",
          zh: "发送任务的进程和每个 worker 进程都要接入埋点；worker 只在 fork 之后接入。",
        },
        code: "from celery.signals import worker_process_init\nfrom opentelemetry.instrumentation.celery import CeleryInstrumentor\n\n@worker_process_init.connect(weak=False)\ndef init_tracing(*args, **kwargs):\n    CeleryInstrumentor().instrument()",
      },
      {
        id: "message",
        text: {
          en: "The message carries no context. Instrument the client (kafka-python, confluent-kafka, aiokafka, pika, aio-pika), or inject and extract by hand.",
          zh: "消息没有携带上下文。请为客户端接入埋点（kafka-python、confluent-kafka、aiokafka、pika、aio-pika），或手工 inject 和 extract。",
        },
        code: 'from opentelemetry.propagate import extract, inject\n\nheaders = {}\ninject(headers)\nqueue.put({"headers": headers, "body": body})\n\n# in the worker\nctx = extract(message["headers"])\nwith tracer.start_as_current_span("process", context=ctx):\n    handle(message["body"])',
      },
    ],
    dotnet: [
      {
        id: "message",
        text: {
          en: "The message carries no context. Instrument the client (Confluent.Kafka, MassTransit, Azure), or inject and extract by hand.",
          zh: "消息没有携带上下文。请为客户端接入埋点（Confluent.Kafka、MassTransit、Azure），或手工 inject 和 extract。",
        },
        code: 'Propagators.DefaultTextMapPropagator.Inject(new PropagationContext(activity.Context, Baggage.Current),\n    message.Headers, (headers, key, value) => headers[key] = value);\n\n// in the consumer\nvar parent = Propagators.DefaultTextMapPropagator.Extract(default, message.Headers,\n    (headers, key) => headers.TryGetValue(key, out var value) ? [value] : []);\nusing var activity = source.StartActivity("process", ActivityKind.Consumer, parent.ActivityContext);',
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "The message carries no context. Inject it into the message headers when sending, extract it when receiving. A batch of several messages links to each of them.",
          zh: "消息没有携带上下文。发送时 inject 到消息 header，接收时 extract。由多条消息组成的批次用 link 指向每一条。",
        },
        code: 'propagator.inject(current_context, message.headers)\n// in the consumer\nspan = tracer.start_span("process", parent = propagator.extract(message.headers), kind = CONSUMER)',
      },
    ],
  },
};
