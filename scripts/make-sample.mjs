// Writes public/sample/shop.otlp.json, the example of the start page: orders in a shop of six services, one that fails, one
// whose beginning is missing. Always the same file: the numbers come from a seed.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";

const START_UNIX_MS = Date.UTC(2026, 9, 14, 12, 0, 0);
const KIND = { INTERNAL: 1, SERVER: 2, CLIENT: 3, PRODUCER: 4, CONSUMER: 5 };

let seed = 20261014;
const random = () => {
  seed = (Math.imul(seed ^ (seed >>> 15), 1 | seed) + 0x6d2b79f5) | 0;
  return ((seed ^ (seed >>> 14)) >>> 0) / 4294967296;
};
const idOf = (text, digits) => createHash("sha256").update(text).digest("hex").slice(0, digits);
const pick = (choices) => choices[Math.floor(random() * choices.length)];
/** Milliseconds around a middle, never under a tenth of it. */
const around = (middle) =>
  Math.max(middle / 10, middle * (0.6 + random() * 0.8 + (random() < 0.06 ? random() * 2 : 0)));

const attribute = (key, value) => ({
  key,
  value:
    typeof value === "boolean"
      ? { boolValue: value }
      : typeof value !== "number"
        ? { stringValue: value }
        : Number.isInteger(value)
          ? { intValue: String(value) }
          : { doubleValue: value },
});
const attributes = (object) => Object.entries(object).map(([key, value]) => attribute(key, value));
const nano = (ms) => String(BigInt(Math.round(ms * 1e6)) + BigInt(START_UNIX_MS) * 1_000_000n);

const SERVICES = {
  storefront: ["nodejs", "@opentelemetry/instrumentation-http"],
  checkout: ["go", "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"],
  inventory: ["go", "go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"],
  payment: ["java", "io.opentelemetry.tomcat-10.0"],
  pricing: ["python", "opentelemetry.instrumentation.fastapi"],
  shipping: ["nodejs", "@opentelemetry/instrumentation-amqplib"],
};
const spansOf = Object.fromEntries(Object.keys(SERVICES).map((service) => [service, []]));

class Trace {
  constructor(number, startMs) {
    this.id = idOf(`trace ${number}`, 32);
    this.startMs = startMs;
    this.count = 0;
  }

  span(service, name, kind, parent, startMs, endMs, facts = {}, more = {}) {
    const spanId = idOf(`${this.id} ${this.count++}`, 16);
    const remote = kind === KIND.SERVER || kind === KIND.CONSUMER;
    spansOf[service].push({
      traceId: this.id,
      spanId,
      ...(parent && { parentSpanId: parent }),
      flags: parent && remote ? 0x301 : 0x101,
      name,
      kind,
      startTimeUnixNano: nano(this.startMs + startMs),
      endTimeUnixNano: nano(this.startMs + endMs),
      attributes: attributes(facts),
      ...more,
    });
    return spanId;
  }
}

const failed = (message, type, atMs, trace) => ({
  status: { code: 2, message },
  events: [
    {
      name: "exception",
      timeUnixNano: nano(trace.startMs + atMs),
      attributes: attributes({ "exception.type": type, "exception.message": message }),
    },
  ],
});

/** A database call of a service, a leaf. */
function query(trace, service, parent, at, middle, operation, table) {
  const end = at + around(middle);
  trace.span(service, `${operation} ${table}`, KIND.CLIENT, parent, at, end, {
    "db.system.name": "postgresql",
    "db.operation.name": operation,
    "db.collection.name": table,
    "server.address": "orders-db",
    "server.port": 5432,
  });
  return end;
}

/** A call from one service to another: client span, server span, and what the server does. Returns when it came back. */
function call(trace, from, to, parent, at, { route, method = "POST", grpc = false, work, error }) {
  const wire = around(1.2);
  const client = idOf(`${trace.id} ${trace.count}`, 16);
  const start = at + wire;
  const clientSlot = trace.count++;
  const facts = grpc
    ? { "rpc.system": "grpc", "rpc.service": `shop.${to}`, "rpc.method": route }
    : { "http.request.method": method, "server.address": to, "url.full": `http://${to}:8080${route}` };
  const server = idOf(`${trace.id} ${trace.count}`, 16);
  const serverSlot = trace.count++;
  const done = work(server, start);
  const count = trace.count;
  const status = grpc ? { "rpc.grpc.status_code": error ? 14 : 0 } : { "http.response.status_code": error ? 502 : 200 };
  const serverFacts = grpc ? facts : { "http.request.method": method, "http.route": route, "url.path": route };
  trace.count = serverSlot;
  trace.span(
    to,
    grpc ? `shop.${to}/${route}` : `${method} ${route}`,
    KIND.SERVER,
    client,
    start,
    done,
    { ...serverFacts, ...status },
    error ? failed(error, "GatewayError", done - 0.2, trace) : {},
  );
  trace.count = clientSlot;
  trace.span(
    from,
    grpc ? `shop.${to}/${route}` : method,
    KIND.CLIENT,
    parent,
    at,
    done + wire,
    { ...facts, ...status },
    error ? { status: { code: 2 } } : {},
  );
  trace.count = count;
  return done + wire;
}

function order(number, startMs, { declined = false, beginningMissing = false } = {}) {
  const trace = new Trace(number, startMs);
  const items = 1 + Math.floor(random() * 4);
  const root = idOf(`${trace.id} ${trace.count++}`, 16);
  const end = call(trace, "storefront", "checkout", root, around(4), {
    route: "/orders",
    error: declined ? "payment declined by the bank" : undefined,
    work: (checkout, at) => {
      let now = query(trace, "checkout", checkout, at + around(1), 3, "SELECT", "carts");
      let reserved = now;
      for (let item = 0; item < items; item++) {
        const done = call(trace, "checkout", "inventory", checkout, now + item * 0.8, {
          route: "Reserve",
          grpc: true,
          work: (inventory, start) =>
            query(trace, "inventory", inventory, start + around(0.6), 5, "UPDATE", "stock") + around(0.4),
        });
        reserved = Math.max(reserved, done);
      }
      now = call(trace, "checkout", "pricing", checkout, reserved, {
        route: "/price",
        work: (pricing, start) => {
          const done = start + around(14);
          trace.span("pricing", "apply discounts", KIND.INTERNAL, pricing, start + 1, done - 0.5, {
            "shop.items": items,
          });
          return done;
        },
      });
      now = call(trace, "checkout", "payment", checkout, now, {
        route: "/charge",
        error: declined ? "card declined" : undefined,
        work: (payment, start) => {
          const done = start + around(declined ? 260 : 62);
          trace.span(
            "payment",
            "POST",
            KIND.CLIENT,
            payment,
            start + 2,
            done - 2,
            {
              "http.request.method": "POST",
              "server.address": "api.bank.example",
              "http.response.status_code": declined ? 402 : 200,
            },
            declined ? { status: { code: 2 } } : {},
          );
          return done;
        },
      });
      if (declined) return now + 1;
      now = query(trace, "checkout", checkout, now, 4, "INSERT", "orders");
      const publish = trace.span("checkout", "send orders", KIND.PRODUCER, checkout, now, now + 2, {
        "messaging.system": "rabbitmq",
        "messaging.destination.name": "orders",
        "messaging.operation.name": "send",
      });
      const taken = now + around(30);
      const shipped = taken + around(45);
      const process = trace.span("shipping", "process orders", KIND.CONSUMER, publish, taken, shipped, {
        "messaging.system": "rabbitmq",
        "messaging.destination.name": "orders",
        "messaging.operation.name": "process",
      });
      query(trace, "shipping", process, taken + 3, 6, "INSERT", "parcels");
      return now + 3;
    },
  });
  if (beginningMissing) return;
  const count = trace.count;
  trace.count = 0;
  trace.span(
    "storefront",
    "POST /checkout",
    KIND.SERVER,
    undefined,
    0,
    end + around(2),
    {
      "http.request.method": "POST",
      "http.route": "/checkout",
      "http.response.status_code": declined ? 502 : 200,
      "user_agent.original": "Mozilla/5.0",
      "shop.items": items,
    },
    declined ? { status: { code: 2, message: "checkout failed" } } : {},
  );
  trace.count = count;
}

function visit(number, startMs) {
  const trace = new Trace(number, startMs);
  const root = idOf(`${trace.id} ${trace.count++}`, 16);
  const product = pick(["kettle", "lamp", "rug", "chair"]);
  const end = call(trace, "storefront", "inventory", root, around(2), {
    route: "Look",
    grpc: true,
    work: (inventory, start) => query(trace, "inventory", inventory, start + 0.5, 4, "SELECT", "stock") + 0.3,
  });
  const count = trace.count;
  trace.count = 0;
  trace.span("storefront", "GET /products/{id}", KIND.SERVER, undefined, 0, end + around(3), {
    "http.request.method": "GET",
    "http.route": "/products/{id}",
    "url.path": `/products/${product}`,
    "http.response.status_code": 200,
  });
  trace.count = count;
}

const TRACES = 24;
let at = 0;
for (let number = 0; number < TRACES; number++) {
  if (number === 9) order(number, at, { declined: true });
  else if (number === 15) order(number, at, { beginningMissing: true });
  else if (number % 3 === 1) visit(number, at);
  else order(number, at);
  at += around(4_000);
}

const resourceSpans = Object.entries(spansOf).map(([service, spans]) => ({
  resource: {
    attributes: attributes({
      "service.name": service,
      "service.version": "2.4.1",
      "service.instance.id": `${service}-0`,
      "telemetry.sdk.language": SERVICES[service][0],
      "telemetry.sdk.name": "opentelemetry",
    }),
  },
  scopeSpans: [{ scope: { name: SERVICES[service][1], version: "1.0.0" }, spans }],
}));
const spans = Object.values(spansOf).flat().length;
mkdirSync("public/sample", { recursive: true });
writeFileSync("public/sample/shop.otlp.json", `${JSON.stringify({ resourceSpans })}\n`);
console.log(`${spans} spans, ${TRACES} traces`);
