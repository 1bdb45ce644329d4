/** Attributes of the generated spans and resources, as the SDKs' instrumentations write them, in OTLP/JSON. */
import type { SeededRandom } from "./seeded-random.ts";
import type { Service } from "./shop-services.ts";

const AGENTS = [
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15",
  "okhttp/4.12.0",
];

export type Protocol = "http" | "grpc" | "queue";
/** A KeyValue message. */
export type AttributeText = string;
export const text = (key: string, value: string): AttributeText =>
  `{"key":"${key}","value":{"stringValue":"${value}"}}`;
const int = (key: string, value: number): AttributeText => `{"key":"${key}","value":{"intValue":"${value}"}}`;

export interface Call {
  readonly protocol: Protocol;
  readonly route: string;
  readonly isError: boolean;
}

export class AttributeWriter {
  readonly #random: SeededRandom;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** @param index of the service, its subnet */
  server({ protocol, route, isError }: Call, own: Service, index: number): AttributeText[] {
    const random = this.#random;
    const address = () => `10.0.${index}.${random.between(2, 30)}`;
    const port = () => random.between(32_768, 60_999);
    if (protocol === "queue") return this.#queue("process");
    if (protocol === "grpc") {
      return [
        ...rpc(route, isError ? 13 : 0),
        text("network.peer.address", address()),
        int("network.peer.port", port()),
        ...serverAddress(own),
      ];
    }
    return [
      text("http.request.method", "GET"),
      text("url.scheme", "http"),
      text("url.path", this.#fill(route)),
      text("http.route", route),
      int("http.response.status_code", isError ? 500 : 200),
      ...serverAddress(own),
      text("client.address", address()),
      text("network.protocol.version", "1.1"),
      text("network.peer.address", address()),
      int("network.peer.port", port()),
      text("user_agent.original", random.pick(AGENTS)),
    ];
  }

  client({ protocol, route }: Call, target: Service): AttributeText[] {
    if (protocol === "queue") return this.#queue("send");
    if (protocol === "grpc") return [...rpc(route, 0), ...serverAddress(target)];
    return [
      text("http.request.method", "GET"),
      text("url.full", `http://${target.name}:8080${this.#fill(route)}`),
      int("http.response.status_code", 200),
      ...serverAddress(target),
      text("network.protocol.version", "1.1"),
    ];
  }

  internal(): AttributeText[] {
    return [
      text("app.user.id", this.#random.hex(1)),
      int("app.items.count", this.#random.between(1, 40)),
      text("app.currency", "EUR"),
    ];
  }

  store(store: NonNullable<Service["store"]>): AttributeText[] {
    return [
      text("db.system.name", store),
      text("db.namespace", "shop"),
      text("db.operation.name", store === "redis" ? "HGET" : "SELECT"),
      text("db.query.text", STATEMENTS[store]),
      text("server.address", `${store}.shop.svc`),
      int("server.port", 5_432),
    ];
  }

  #queue(operation: string): AttributeText[] {
    return [
      text("messaging.system", "kafka"),
      text("messaging.destination.name", "orders"),
      text("messaging.operation.type", operation),
      text("messaging.destination.partition.id", String(this.#random.between(0, 8))),
      int("messaging.kafka.offset", this.#random.between(0, 1e6)),
      text("messaging.client.id", "orders-1"),
    ];
  }

  resource(own: Service): AttributeText[] {
    const random = this.#random;
    const pod = `${own.name}-${random.hex(1)}-x2x${random.between(10, 99)}`;
    return [
      text("service.name", own.name),
      text("service.namespace", "shop"),
      text("service.version", "2.14.1"),
      text("service.instance.id", random.hex(4)),
      text("telemetry.sdk.language", own.language),
      text("telemetry.sdk.name", "opentelemetry"),
      text("telemetry.sdk.version", "1.55.0"),
      text("deployment.environment.name", "production"),
      text("host.name", pod),
      text("os.type", "linux"),
      text("k8s.namespace.name", "shop"),
      text("k8s.pod.name", pod),
      text("k8s.deployment.name", own.name),
      text("k8s.node.name", "ip-10-0-3-17.eu-central-1.compute.internal"),
      int("process.pid", random.between(1, 60)),
    ];
  }

  #fill(route: string): string {
    return route.replace(/:\w+|\{\w+\}/, () => `item-${this.#random.between(1, 2_000)}`);
  }
}

const STATEMENTS = {
  redis: "HGET ? ?",
  mongodb: `{\\"find\\":\\"orders\\",\\"filter\\":{\\"sku\\":\\"?\\"},\\"limit\\":20}`,
  postgresql:
    "SELECT o.id, o.total, o.state FROM orders o JOIN lines l ON l.order_id = o.id WHERE o.customer_id = $1 ORDER BY o.created_at DESC LIMIT 20",
};

function rpc(route: string, statusCode: number): AttributeText[] {
  return [
    text("rpc.system", "grpc"),
    text("rpc.service", route.split("/")[1]!),
    text("rpc.method", route.split("/")[2] ?? "Call"),
    int("rpc.grpc.status_code", statusCode),
  ];
}

const serverAddress = ({ name }: Service): AttributeText[] => [text("server.address", name), int("server.port", 8_080)];
