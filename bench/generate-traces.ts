/**
 * Realistic OTLP/JSON of any size, the same for the same options: a shop of twelve services calling each other over HTTP and gRPC,
 * with databases, a cache and a queue; server, client, internal, producer and consumer spans, events, links, errors. As the
 * collector's file exporter writes it: a line for each batch, spans grouped by resource and scope.
 */

import { SeededRandom } from "./seeded-random.ts";
import { SERVICES, type Service } from "./shop-services.ts";
import { AttributeWriter, type Protocol } from "./span-attributes.ts";
import { type GeneratedSpan, KIND, SpanLines } from "./span-lines.ts";

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

/** Pieces of text that together are the file; each is one line. */
export function* generateOtlpLines(shape: GeneratedShape): Generator<string, void, undefined> {
  const { spans, spansPerTrace = 40, batchSize = 512 } = shape;
  const generator = new TraceGenerator(shape);
  const { lines } = generator;
  for (let made = 0; made < spans; ) {
    const wanted = Math.min(spansPerTrace, spans - made);
    generator.addTrace(wanted);
    made += wanted;
    while (lines.pending >= batchSize) yield lines.take(batchSize);
  }
  while (lines.pending > 0) yield lines.take(batchSize);
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

/** The flags of a span whose parent is in the same process, and of one whose parent is not. */
const LOCAL_PARENT = 0x101;
const REMOTE_PARENT = 0x301;

interface Request {
  /** Number of the service that is asked. */
  readonly service: number;
  readonly parent: string;
  readonly start: number;
  readonly protocol: Protocol;
  readonly hasRemoteParent: boolean;
}

/** Walks through the shop and adds a span for each step, until a trace has as many as it should. Times are microseconds. */
class TraceGenerator {
  readonly lines: SpanLines;
  readonly #random: SeededRandom;
  readonly #attributes: AttributeWriter;
  #traces = 0;
  #traceId = "";
  #root = "";
  #left = 0;

  constructor({ seed = 1, startSeconds = 1_767_225_600 }: GeneratedShape) {
    this.#random = new SeededRandom(seed);
    this.#attributes = new AttributeWriter(this.#random);
    const resources = SERVICES.map((own) => `{"attributes":[${this.#attributes.resource(own).join(",")}]}`);
    this.lines = new SpanLines(this.#random, resources, startSeconds);
  }

  /** Adds one trace of so many spans. */
  addTrace(spans: number): void {
    this.#traceId = this.#random.hex(4);
    this.#left = spans;
    const start = this.#traces++ * 3_000_000 + Math.floor(this.#random.next() * 2_000_000);
    this.#root = "";
    this.#request({ service: 0, parent: "", start, protocol: "http", hasRemoteParent: false });
    // A trace may want more spans than one request makes: the gateway goes on.
    for (let more = 1; this.#left > 0; more++) {
      this.#request({
        service: more % 3,
        parent: this.#root,
        start: start + more * 40_000,
        protocol: "http",
        hasRemoteParent: true,
      });
    }
  }

  /** The serving side of a call and all that it does. @returns its length */
  #request({ service: index, parent, start, protocol, hasRemoteParent }: Request): number {
    if (this.#left <= 0) return 0;
    this.#left--;
    const random = this.#random;
    const own = SERVICES[index]!;
    const id = random.hex(2);
    if (parent === "") this.#root = id;
    const route = random.pick(own.routes);
    const isError = random.next() < 0.02;
    let at = start + random.between(40, 400);
    if (random.next() < 0.7) at = this.#internal(index, id, at, route);
    if (own.store && random.next() < 0.8) at = this.#store(index, id, at, own.store);
    for (const [callee, how] of own.calls) {
      if (random.next() < 0.65) at = this.#call(index, callee, how, id, at);
    }
    const end = at + random.between(20, 300);
    this.#add(index, `io.opentelemetry.${protocol}-server`, {
      id,
      parent,
      name: protocol === "queue" ? route : protocol === "grpc" ? route.slice(1) : `GET ${route}`,
      kind: protocol === "queue" ? KIND.consumer : KIND.server,
      start,
      end,
      attributes: this.#attributes.server({ protocol, route, isError }, own, index),
      flags: hasRemoteParent ? REMOTE_PARENT : LOCAL_PARENT,
      isError,
      link: protocol === "queue" ? parent : "",
    });
    return end - start;
  }

  #internal(index: number, parent: string, at: number, route: string): number {
    if (this.#left <= 0) return at;
    this.#left--;
    const end = at + this.#random.between(30, 900);
    this.#add(index, `com.example.${SERVICES[index]!.name}`, {
      id: this.#random.hex(2),
      parent,
      name: `render ${route}`,
      kind: KIND.internal,
      start: at,
      end,
      attributes: this.#attributes.internal(),
      flags: LOCAL_PARENT,
      isError: false,
      link: "",
    });
    return end;
  }

  #store(index: number, parent: string, at: number, store: NonNullable<Service["store"]>): number {
    if (this.#left <= 0) return at;
    this.#left--;
    const end = at + this.#random.between(100, 4_000);
    this.#add(index, `io.opentelemetry.${store}`, {
      id: this.#random.hex(2),
      parent,
      name: store === "redis" ? "HGET" : "SELECT orders",
      kind: KIND.client,
      start: at,
      end,
      attributes: this.#attributes.store(store),
      flags: LOCAL_PARENT,
      isError: this.#random.next() < 0.005,
      link: "",
    });
    return end;
  }

  #call(index: number, callee: number, how: Protocol, parent: string, at: number): number {
    if (this.#left <= 0) return at;
    this.#left--;
    const random = this.#random;
    const id = random.hex(2);
    const target = SERVICES[callee]!;
    const start = at + random.between(100, 900);
    const served = this.#request({ service: callee, parent: id, start, protocol: how, hasRemoteParent: true });
    const end = how === "queue" ? at + random.between(100, 600) : at + served + random.between(1_000, 2_500);
    const route = target.routes[0]!;
    this.#add(index, `io.opentelemetry.${how}-client`, {
      id,
      parent,
      name: how === "queue" ? "orders send" : how === "grpc" ? route.slice(1) : "GET",
      kind: how === "queue" ? KIND.producer : KIND.client,
      start: at,
      end,
      attributes: this.#attributes.client({ protocol: how, route, isError: false }, target),
      flags: LOCAL_PARENT,
      isError: false,
      link: "",
    });
    return end;
  }

  #add(service: number, scope: string, span: GeneratedSpan): void {
    this.lines.add(service, scope, this.#traceId, span);
  }
}
