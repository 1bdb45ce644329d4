/** Generated spans on their way into lines of OTLP/JSON: written as text, queued, taken in batches grouped by resource and scope. */
import type { SeededRandom } from "./seeded-random.ts";
import { type AttributeText, text } from "./span-attributes.ts";

export const KIND = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

/** Times are microseconds since the first trace. */
export interface GeneratedSpan {
  readonly id: string;
  /** "" = a root. */
  readonly parent: string;
  readonly name: string;
  readonly kind: number;
  readonly start: number;
  readonly end: number;
  readonly attributes: readonly AttributeText[];
  readonly flags: number;
  readonly isError: boolean;
  /** Id of the span that it links to, "" = none. */
  readonly link: string;
}

interface QueuedSpan {
  readonly service: number;
  readonly scope: string;
  readonly text: string;
}

/** Spans taken before the queue is cut to what is left. */
const TAKEN_LIMIT = 100_000;
const STACK =
  "java.lang.IllegalStateException: connection pool exhausted\\n\\tat com.example.pool.Pool.take(Pool.java:118)\\n\\tat com.example.store.OrderStore.load(OrderStore.java:57)\\n\\tat com.example.web.OrderController.get(OrderController.java:31)\\n\\tat java.base/java.lang.Thread.run(Thread.java:1583)\\n";

export class SpanLines {
  readonly #random: SeededRandom;
  readonly #startSeconds: number;
  readonly #resources: readonly string[];
  #queue: QueuedSpan[] = [];
  #taken = 0;

  /** @param resources Resource messages by number of service @param startSeconds Unix time of the first trace */
  constructor(random: SeededRandom, resources: readonly string[], startSeconds: number) {
    this.#random = random;
    this.#resources = resources;
    this.#startSeconds = startSeconds;
  }

  get pending(): number {
    return this.#queue.length - this.#taken;
  }

  /** One line of `count` spans at most, grouped by resource and scope. */
  take(count: number): string {
    const batch = this.#queue.slice(this.#taken, this.#taken + count);
    this.#taken += batch.length;
    if (this.#taken > TAKEN_LIMIT) {
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

  add(service: number, scope: string, traceId: string, span: GeneratedSpan): void {
    const { id, parent, name, kind, start, end, attributes, flags, isError } = span;
    const event = isError ? this.#exception(end) : this.#random.next() < 0.15 ? this.#cacheMiss(start, id) : "";
    const links = span.link === "" ? "" : `,"links":[{"traceId":"${traceId}","spanId":"${span.link}","flags":769}]`;
    const status = isError ? '{"message":"connection pool exhausted","code":2}' : "{}";
    this.#queue.push({
      service,
      scope,
      text: `{"traceId":"${traceId}","spanId":"${id}","parentSpanId":"${parent}","flags":${flags},"name":"${name}","kind":${kind},"startTimeUnixNano":"${this.#unixNano(start)}","endTimeUnixNano":"${this.#unixNano(end)}","attributes":[${attributes.join(",")}]${event}${links},"status":${status}}`,
    });
  }

  #exception(micros: number): string {
    return `,"events":[{"timeUnixNano":"${this.#unixNano(micros)}","name":"exception","attributes":[${text("exception.type", "java.lang.IllegalStateException")},${text("exception.message", "connection pool exhausted")},${text("exception.stacktrace", STACK)}]}]`;
  }

  #cacheMiss(micros: number, id: string): string {
    return `,"events":[{"timeUnixNano":"${this.#unixNano(micros)}","name":"cache.miss","attributes":[${text("cache.key", `sku:${id}`)}]}]`;
  }

  #unixNano(micros: number): string {
    const seconds = this.#startSeconds + Math.floor(micros / 1e6);
    return `${seconds}${String(micros % 1e6).padStart(6, "0")}${this.#random.between(100, 999)}`;
  }
}
