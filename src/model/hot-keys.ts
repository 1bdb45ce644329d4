/**
 * The attribute keys that matching hops, the service graph and the findings need. Their values are read while decoding and
 * kept as (key, string) pairs beside the spans; every other attribute stays in the file's bytes until a span is opened.
 * Stable keys of the semantic conventions first, then the names that older instrumentations still send.
 * Source: OpenTelemetry semantic conventions 1.44 and their migration guides.
 */
export const HOT_KEYS = [
  // HTTP
  "http.request.method",
  "url.full",
  "url.path",
  "url.template",
  "http.route",
  "http.response.status_code",
  "http.request.resend_count",
  "user_agent.original",
  "http.method",
  "http.url",
  "http.target",
  "http.host",
  "http.status_code",
  // addresses
  "server.address",
  "server.port",
  "client.address",
  "client.port",
  "network.peer.address",
  "network.peer.port",
  "network.local.address",
  "network.local.port",
  "net.peer.name",
  "net.peer.ip",
  "net.peer.port",
  "net.host.name",
  "net.host.port",
  "net.sock.peer.addr",
  "net.sock.peer.port",
  "peer.hostname",
  "peer.service",
  "peer.address",
  "service.peer.name",
  // RPC
  "rpc.system",
  "rpc.system.name",
  "rpc.service",
  "rpc.method",
  "rpc.grpc.status_code",
  "rpc.response.status_code",
  // messaging
  "messaging.system",
  "messaging.destination.name",
  "messaging.destination",
  "messaging.operation.name",
  "messaging.operation.type",
  "messaging.operation",
  "messaging.message.id",
  "messaging.message_id",
  "messaging.destination.partition.id",
  "messaging.kafka.offset",
  "messaging.kafka.message.offset",
  // database
  "db.system.name",
  "db.system",
  "db.namespace",
  "db.name",
  "db.operation.name",
  "db.operation",
  "db.collection.name",
  // functions and errors
  "faas.invocation_id",
  "faas.trigger",
  "error.type",
  // captured propagation headers; several values are joined by U+001F
  "http.request.header.traceparent",
  "http.request.header.tracestate",
  "http.request.header.b3",
  "http.request.header.x-b3-traceid",
  "http.request.header.x-b3-spanid",
  "http.request.header.uber-trace-id",
  "http.request.header.x-trace-id",
  "http.request.header.x-request-id",
  "http.request.header.x-amzn-trace-id",
  "http.request.header.x-datadog-trace-id",
  "http.request.header.x-datadog-parent-id",
  "http.request.header.x-cloud-trace-context",
  "http.request.header.ot-tracer-traceid",
  "rpc.request.metadata.traceparent",
  "rpc.grpc.request.metadata.traceparent",
  "rpc.request.metadata.b3",
  "rpc.grpc.request.metadata.b3",
  "rpc.request.metadata.trace_parent",
  "rpc.grpc.request.metadata.trace_parent",
  "rpc.request.metadata.trace-parent",
  "rpc.grpc.request.metadata.trace-parent",
  "rpc.request.metadata.x-traceparent",
  "rpc.grpc.request.metadata.x-traceparent",
  "messaging.header.traceparent",
  "x-request-id",
  "guid:x-request-id",
  "component",
  "thread.id",
  "code.function.name",
] as const;

export type HotKey = (typeof HOT_KEYS)[number];

/** Number of each hot key in HotAttributeTable.key. */
export const HOT_KEY_INDEX: ReadonlyMap<string, number> = new Map(HOT_KEYS.map((key, index) => [key, index]));

/** Separates the values of a captured header that came several times. */
export const VALUE_SEPARATOR = "\u001f";
