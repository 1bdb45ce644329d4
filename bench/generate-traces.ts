/**
 * Realistic OTLP/JSON of any size, the same for the same options: a shop of twelve services calling each other over HTTP and gRPC,
 * with databases, a cache and a queue; server, client, internal, producer and consumer spans, events, links, errors. As the
 * collector's file exporter writes it: a line for each batch, spans grouped by resource and scope.
 */

export interface GeneratedShape {
  readonly spans: number;
  /** Default 40; as many as `spans` gives one big trace. */
  readonly spansPerTrace?: number;
  /** Spans in one line, default 512. */
  readonly batchSize?: number;
  readonly seed?: number;
  /** Unix seconds of the first trace; default 2026-01-01T00:00:00Z. */
  readonly startSeconds?: number;
}

interface Service {
  readonly name: string;
  readonly language: string;
  readonly calls: readonly (readonly [number, "http" | "grpc" | "queue"])[];
  readonly store: "postgresql" | "redis" | "mongodb" | undefined;
  readonly routes: readonly string[];
}

const SERVICES: readonly Service[] = [
  service(
    "web-gateway",
    "nodejs",
    [
      [1, "http"],
      [2, "http"],
      [4, "http"],
    ],
    undefined,
    ["/", "/cart", "/checkout", "/product/:id"],
  ),
  service(
    "storefront",
    "nodejs",
    [
      [2, "http"],
      [3, "grpc"],
      [5, "http"],
      [8, "grpc"],
    ],
    "redis",
    ["/api/home", "/api/page/:slug"],
  ),
  service(
    "catalog",
    "java",
    [
      [7, "http"],
      [8, "grpc"],
    ],
    "postgresql",
    ["/api/v2/products", "/api/v2/products/{productId}"],
  ),
  service("cart", "dotnet", [[2, "http"]], "redis", ["/oteldemo.CartService/AddItem", "/oteldemo.CartService/GetCart"]),
  service(
    "checkout",
    "go",
    [
      [3, "grpc"],
      [5, "http"],
      [6, "grpc"],
      [9, "grpc"],
      [10, "queue"],
    ],
    undefined,
    ["/api/orders", "/api/orders/{id}"],
  ),
  service("pricing", "python", [[8, "grpc"]], "redis", ["/prices/quote", "/prices/discounts"]),
  service("payment", "go", [[11, "http"]], "postgresql", ["/payments.Payments/Charge", "/payments.Payments/Refund"]),
  service("search", "java", [], "mongodb", ["/search", "/suggest"]),
  service("flags", "go", [], undefined, ["/flags.Evaluation/ResolveAll"]),
  service("shipping", "rust", [[5, "http"]], "postgresql", [
    "/shipping.Shipping/GetQuote",
    "/shipping.Shipping/ShipOrder",
  ]),
  service("fulfilment", "java", [[9, "grpc"]], "mongodb", ["orders process"]),
  service("fraud-check", "python", [], "postgresql", ["/score"]),
];

function service(
  name: string,
  language: string,
  calls: Service["calls"],
  store: Service["store"],
  routes: readonly string[],
): Service {
  return { name, language, calls, store, routes };
}

const KIND = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;
const AGENTS = [
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15",
  "okhttp/4.12.0",
];
const STACK =
  "java.lang.IllegalStateException: connection pool exhausted\\n\\tat com.example.pool.Pool.take(Pool.java:118)\\n\\tat com.example.store.OrderStore.load(OrderStore.java:57)\\n\\tat com.example.web.OrderController.get(OrderController.java:31)\\n\\tat java.base/java.lang.Thread.run(Thread.java:1583)\\n";

type AttributeText = string;
const text = (key: string, value: string): AttributeText => `{"key":"${key}","value":{"stringValue":"${value}"}}`;
const int = (key: string, value: number): AttributeText => `{"key":"${key}","value":{"intValue":"${value}"}}`;

/** Pieces of text that together are the file; each is one line. */
export function* generateOtlpLines(shape: GeneratedShape): Generator<string, void, undefined> {
  const { spans, spansPerTrace = 40, batchSize = 512 } = shape;
  const generator = new TraceGenerator(shape);
  for (let made = 0; made < spans; ) {
    const wanted = Math.min(spansPerTrace, spans - made);
    generator.addTrace(wanted);
    made += wanted;
    while (generator.pending >= batchSize) yield generator.takeLine(batchSize);
  }
  while (generator.pending > 0) yield generator.takeLine(batchSize);
}

/** The whole file in memory. */
export function generateOtlpBytes(shape: GeneratedShape): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(1 << 20);
  let length = 0;
  for (const line of generateOtlpLines(shape)) {
    const needed = length + line.length;
    if (needed > bytes.length) {
      const grown = new Uint8Array(Math.max(needed, bytes.length * 2));
      grown.set(bytes.subarray(0, length));
      bytes = grown;
    }
    // All of it is ASCII.
    encoder.encodeInto(line, bytes.subarray(length));
    length = needed;
  }
  return bytes.slice(0, length);
}

interface PendingSpan {
  readonly service: number;
  readonly scope: string;
  readonly text: string;
}

class TraceGenerator {
  readonly #random: () => number;
  readonly #startSeconds: number;
  readonly #resources: readonly string[];
  #queue: PendingSpan[] = [];
  #taken = 0;
  #traces = 0;
  #traceId = "";
  #left = 0;

  constructor({ seed = 1, startSeconds = 1_767_225_600 }: GeneratedShape) {
    this.#random = mulberry32(seed);
    this.#startSeconds = startSeconds;
    this.#resources = SERVICES.map((own) => this.#resource(own));
  }

  get pending(): number {
    return this.#queue.length - this.#taken;
  }

  /** Adds one trace of so many spans. */
  addTrace(spans: number): void {
    this.#traceId = this.#hex(4);
    this.#left = spans;
    const start = this.#traces++ * 3_000_000 + Math.floor(this.#random() * 2_000_000);
    this.#request({ service: 0, parent: "", start, protocol: "http", remote: false });
    // A trace may want more spans than one request makes: the gateway goes on.
    for (let more = 1; this.#left > 0; more++) {
      this.#request({
        service: more % 3,
        parent: this.#root,
        start: start + more * 40_000,
        protocol: "http",
        remote: true,
      });
    }
  }

  #root = "";

  /** One line of `count` spans at most, grouped by resource and scope. */
  takeLine(count: number): string {
    const batch = this.#queue.slice(this.#taken, this.#taken + count);
    this.#taken += batch.length;
    if (this.#taken > 100_000) {
      this.#queue = this.#queue.slice(this.#taken);
      this.#taken = 0;
    }
    const groups = new Map<number, Map<string, string[]>>();
    for (const span of batch) {
      const scopes = groups.get(span.service) ?? new Map<string, string[]>();
      groups.set(span.service, scopes);
      const texts = scopes.get(span.scope);
      if (texts) texts.push(span.text);
      else scopes.set(span.scope, [span.text]);
    }
    const resourceSpans = [...groups].map(([own, scopes]) => {
      const scopeSpans = [...scopes].map(
        ([scope, texts]) => `{"scope":{"name":"${scope}","version":"0.59.0"},"spans":[${texts.join(",")}]}`,
      );
      return `{"resource":${this.#resources[own]},"scopeSpans":[${scopeSpans.join(",")}],"schemaUrl":"https://opentelemetry.io/schemas/1.37.0"}`;
    });
    return `{"resourceSpans":[${resourceSpans.join(",")}]}\n`;
  }

  /** The serving side of a call and all that it does. @returns its length in microseconds */
  #request(call: { service: number; parent: string; start: number; protocol: string; remote: boolean }): number {
    if (this.#left <= 0) return 0;
    this.#left--;
    const { service: index, parent, start, protocol } = call;
    const own = SERVICES[index]!;
    const id = this.#hex(2);
    if (parent === "") this.#root = id;
    const route = this.#pick(own.routes);
    const isError = this.#random() < 0.02;
    let at = start + this.#between(40, 400);
    if (this.#random() < 0.7) at = this.#internal(index, id, at, own, route);
    if (own.store && this.#random() < 0.8) at = this.#store(index, id, at, own.store);
    for (const [callee, how] of own.calls) {
      if (this.#random() < 0.65) at = this.#call(index, callee, how, id, at);
    }
    const end = at + this.#between(20, 300);
    const attributes =
      protocol === "queue"
        ? this.#queueAttributes("process")
        : protocol === "grpc"
          ? [
              text("rpc.system", "grpc"),
              text("rpc.service", route.split("/")[1]!),
              text("rpc.method", route.split("/")[2] ?? "Call"),
              int("rpc.grpc.status_code", isError ? 13 : 0),
              text("network.peer.address", this.#address(index)),
              int("network.peer.port", this.#between(32_768, 60_999)),
              text("server.address", own.name),
              int("server.port", 8_080),
            ]
          : [
              text("http.request.method", "GET"),
              text("url.scheme", "http"),
              text("url.path", this.#fill(route)),
              text("http.route", route),
              int("http.response.status_code", isError ? 500 : 200),
              text("server.address", own.name),
              int("server.port", 8_080),
              text("client.address", this.#address(index)),
              text("network.protocol.version", "1.1"),
              text("network.peer.address", this.#address(index)),
              int("network.peer.port", this.#between(32_768, 60_999)),
              text("user_agent.original", this.#pick(AGENTS)),
            ];
    const name = protocol === "queue" ? route : protocol === "grpc" ? route.slice(1) : `GET ${route}`;
    this.#push(index, `io.opentelemetry.${protocol}-server`, {
      id,
      parent,
      name,
      kind: protocol === "queue" ? KIND.consumer : KIND.server,
      start,
      end,
      attributes,
      flags: call.remote ? 0x301 : 0x101,
      isError,
      link: protocol === "queue" ? parent : "",
    });
    return end - start;
  }

  #internal(index: number, parent: string, at: number, own: Service, route: string): number {
    if (this.#left <= 0) return at;
    this.#left--;
    const end = at + this.#between(30, 900);
    this.#push(index, `com.example.${own.name}`, {
      id: this.#hex(2),
      parent,
      name: `render ${route}`,
      kind: KIND.internal,
      start: at,
      end,
      attributes: [
        text("app.user.id", this.#hex(1)),
        int("app.items.count", this.#between(1, 40)),
        text("app.currency", "EUR"),
      ],
      flags: 0x101,
      isError: false,
      link: "",
    });
    return end;
  }

  #store(index: number, parent: string, at: number, store: string): number {
    if (this.#left <= 0) return at;
    this.#left--;
    const end = at + this.#between(100, 4_000);
    const statement =
      store === "redis"
        ? "HGET ? ?"
        : store === "mongodb"
          ? `{\\"find\\":\\"orders\\",\\"filter\\":{\\"sku\\":\\"?\\"},\\"limit\\":20}`
          : "SELECT o.id, o.total, o.state FROM orders o JOIN lines l ON l.order_id = o.id WHERE o.customer_id = $1 ORDER BY o.created_at DESC LIMIT 20";
    this.#push(index, `io.opentelemetry.${store}`, {
      id: this.#hex(2),
      parent,
      name: store === "redis" ? "HGET" : "SELECT orders",
      kind: KIND.client,
      start: at,
      end,
      attributes: [
        text("db.system.name", store),
        text("db.namespace", "shop"),
        text("db.operation.name", store === "redis" ? "HGET" : "SELECT"),
        text("db.query.text", statement),
        text("server.address", `${store}.shop.svc`),
        int("server.port", 5_432),
      ],
      flags: 0x101,
      isError: this.#random() < 0.005,
      link: "",
    });
    return end;
  }

  #call(index: number, callee: number, how: "http" | "grpc" | "queue", parent: string, at: number): number {
    if (this.#left <= 0) return at;
    this.#left--;
    const id = this.#hex(2);
    const target = SERVICES[callee]!;
    const served = this.#request({
      service: callee,
      parent: id,
      start: at + this.#between(100, 900),
      protocol: how,
      remote: true,
    });
    const end = how === "queue" ? at + this.#between(100, 600) : at + served + this.#between(1_000, 2_500);
    const route = target.routes[0]!;
    const attributes =
      how === "queue"
        ? this.#queueAttributes("send")
        : how === "grpc"
          ? [
              text("rpc.system", "grpc"),
              text("rpc.service", route.split("/")[1]!),
              text("rpc.method", route.split("/")[2] ?? "Call"),
              int("rpc.grpc.status_code", 0),
              text("server.address", target.name),
              int("server.port", 8_080),
            ]
          : [
              text("http.request.method", "GET"),
              text("url.full", `http://${target.name}:8080${this.#fill(route)}`),
              int("http.response.status_code", 200),
              text("server.address", target.name),
              int("server.port", 8_080),
              text("network.protocol.version", "1.1"),
            ];
    this.#push(index, `io.opentelemetry.${how}-client`, {
      id,
      parent,
      name: how === "queue" ? "orders send" : how === "grpc" ? route.slice(1) : "GET",
      kind: how === "queue" ? KIND.producer : KIND.client,
      start: at,
      end,
      attributes,
      flags: 0x101,
      isError: false,
      link: "",
    });
    return end;
  }

  #queueAttributes(operation: string): AttributeText[] {
    return [
      text("messaging.system", "kafka"),
      text("messaging.destination.name", "orders"),
      text("messaging.operation.type", operation),
      text("messaging.destination.partition.id", String(this.#between(0, 8))),
      int("messaging.kafka.offset", this.#between(0, 1e6)),
      text("messaging.client.id", "orders-1"),
    ];
  }

  #push(
    index: number,
    scope: string,
    span: {
      id: string;
      parent: string;
      name: string;
      kind: number;
      start: number;
      end: number;
      attributes: readonly AttributeText[];
      flags: number;
      isError: boolean;
      link: string;
    },
  ): void {
    const { id, parent, name, kind, start, end, attributes, flags, isError, link } = span;
    const event = isError
      ? `,"events":[{"timeUnixNano":"${this.#unixNano(end)}","name":"exception","attributes":[${text("exception.type", "java.lang.IllegalStateException")},${text("exception.message", "connection pool exhausted")},${text("exception.stacktrace", STACK)}]}]`
      : this.#random() < 0.15
        ? `,"events":[{"timeUnixNano":"${this.#unixNano(start)}","name":"cache.miss","attributes":[${text("cache.key", `sku:${id}`)}]}]`
        : "";
    const links = link === "" ? "" : `,"links":[{"traceId":"${this.#traceId}","spanId":"${link}","flags":769}]`;
    const status = isError ? '{"message":"connection pool exhausted","code":2}' : "{}";
    this.#queue.push({
      service: index,
      scope,
      text: `{"traceId":"${this.#traceId}","spanId":"${id}","parentSpanId":"${parent}","flags":${flags},"name":"${name}","kind":${kind},"startTimeUnixNano":"${this.#unixNano(start)}","endTimeUnixNano":"${this.#unixNano(end)}","attributes":[${attributes.join(",")}]${event}${links},"status":${status}}`,
    });
  }

  #resource(own: Service): string {
    const pod = `${own.name}-${this.#hex(1)}-x2x${this.#between(10, 99)}`;
    return `{"attributes":[${[
      text("service.name", own.name),
      text("service.namespace", "shop"),
      text("service.version", "2.14.1"),
      text("service.instance.id", `${this.#hex(4)}`),
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
      int("process.pid", this.#between(1, 60)),
    ].join(",")}]}`;
  }

  /** @param micros since the first trace */
  #unixNano(micros: number): string {
    const seconds = this.#startSeconds + Math.floor(micros / 1e6);
    return `${seconds}${String(micros % 1e6).padStart(6, "0")}${this.#between(100, 999)}`;
  }

  #hex(words: number): string {
    let digits = "";
    for (let word = 0; word < words; word++) {
      digits += Math.floor(this.#random() * 0x1_0000_0000)
        .toString(16)
        .padStart(8, "0");
    }
    return digits;
  }

  #between(from: number, to: number): number {
    return from + Math.floor(this.#random() * (to - from));
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)]!;
  }

  #address(index: number): string {
    return `10.0.${index}.${this.#between(2, 30)}`;
  }

  #fill(route: string): string {
    return route.replace(/:\w+|\{\w+\}/, () => `item-${this.#between(1, 2_000)}`);
  }
}

/** A small random generator with a seed (Tommy Ettinger's mulberry32). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
