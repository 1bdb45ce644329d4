/**
 * What changed, told to pages as it happens (server-sent events):
 *
 *   event: hello    data: {"spans": total so far, "cursor"}               once, on each connection: fetch /api/received up to it
 *   event: traces   data: {"traces":[{"traceId","spans","services"}], "more": n}    at most twice a second
 *   event: rate     data: {"spansPerSecond", "spans", "cursor"}           once a second while there is a listener
 *
 * A page that reads too slowly misses "traces" events and gets "hello" again instead, so nothing piles up here.
 */
import type { ServerResponse } from "node:http";
import type { Batch } from "../ingest/batch.ts";
import { traceKeyToHex } from "../store/find-spans.ts";

const TELL_EVERY_MS = 500;
const RATE_EVERY_MS = 1_000;
const HEARTBEAT_EVERY_MS = 15_000;
const MOST_TRACES_AN_EVENT = 500;
const MOST_LISTENERS = 64;
const MOST_UNREAD_BYTES = 1 << 20;

export const EVENT_STREAM = { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" };

interface ChangedTrace {
  spans: number;
  readonly services: Set<string>;
}

interface Listener {
  readonly response: ServerResponse;
  isBehind: boolean;
}

export class LiveFeed {
  readonly #listeners = new Set<Listener>();
  readonly #changed = new Map<string, ChangedTrace>();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #cursor: () => string;
  #more = 0;
  #spans = 0;
  #spansAtRate = 0;

  /** @param cursor where /api/received ends now */
  constructor(cursor: () => string) {
    this.#cursor = cursor;
  }

  /** Spans committed since the start. */
  get spans(): number {
    return this.#spans;
  }

  note(batches: readonly Batch[]): void {
    for (const { signal, records, operations } of batches) {
      if (signal !== "traces") continue;
      this.#spans += records.length;
      if (this.#listeners.size === 0) continue;
      for (let row = 0; row < records.length; row++) {
        const id = traceKeyToHex({ high: records.traceHigh[row]!, low: records.traceLow[row]! });
        this.#add(id, operations[records.operation[row]!]?.service ?? "");
      }
    }
  }

  /** @returns false where too many listen already */
  listen(response: ServerResponse): boolean {
    if (this.#listeners.size >= MOST_LISTENERS) return false;
    const listener: Listener = { response, isBehind: false };
    response.writeHead(200, EVENT_STREAM);
    this.#listeners.add(listener);
    response.on("close", () => this.#leave(listener));
    if (this.#timers.length === 0) this.#startTimers();
    this.#sendHello(listener);
    return true;
  }

  close(): void {
    for (const { response } of this.#listeners) response.end();
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
  }

  #add(traceId: string, service: string): void {
    const known = this.#changed.get(traceId);
    if (known) {
      known.spans++;
      known.services.add(service);
    } else if (this.#changed.size < MOST_TRACES_AN_EVENT) {
      this.#changed.set(traceId, { spans: 1, services: new Set([service]) });
    } else this.#more++;
  }

  #startTimers(): void {
    this.#spansAtRate = this.#spans;
    this.#timers.push(
      setInterval(() => this.#tell(), TELL_EVERY_MS),
      setInterval(() => this.#tellRate(), RATE_EVERY_MS),
      setInterval(() => {
        for (const { response } of this.#listeners) response.write(": still here\n\n");
      }, HEARTBEAT_EVERY_MS),
    );
    for (const timer of this.#timers) timer.unref();
  }

  #tell(): void {
    if (this.#changed.size === 0) return;
    const traces = [...this.#changed].map(([traceId, { spans, services }]) => ({
      traceId,
      spans,
      services: [...services],
    }));
    const data = { traces, more: this.#more };
    this.#changed.clear();
    this.#more = 0;
    for (const listener of this.#listeners) {
      const { response, isBehind } = listener;
      if (response.writableLength > MOST_UNREAD_BYTES) listener.isBehind = true;
      else if (isBehind) {
        listener.isBehind = false;
        this.#sendHello(listener);
      } else this.#send(listener, "traces", data);
    }
  }

  #tellRate(): void {
    const spansPerSecond = ((this.#spans - this.#spansAtRate) * 1_000) / RATE_EVERY_MS;
    this.#spansAtRate = this.#spans;
    const cursor = this.#cursor();
    for (const listener of this.#listeners) {
      if (!listener.isBehind) this.#send(listener, "rate", { spansPerSecond, spans: this.#spans, cursor });
    }
  }

  #sendHello(listener: Listener): void {
    this.#send(listener, "hello", { spans: this.#spans, cursor: this.#cursor() });
  }

  #send({ response }: Listener, event: string, data: unknown): void {
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #leave(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    this.#changed.clear();
    this.#more = 0;
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
  }
}
