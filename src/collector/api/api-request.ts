/** What a handler of the query API is given. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Guard } from "../http-guard.ts";
import type { Ingest } from "../ingest/ingest.ts";
import type { SpanStore } from "../store/span-store.ts";
import type { CollectorFacts } from "./describe-collector.ts";
import type { LiveFeed } from "./live-feed.ts";

export interface ApiContext {
  readonly store: SpanStore;
  readonly ingest: Ingest;
  readonly live: LiveFeed;
  readonly guard: Guard;
  readonly facts: CollectorFacts;
}

export interface ApiRequest extends ApiContext {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  /** What the path's {…} stood for. */
  readonly parameters: readonly string[];
}
