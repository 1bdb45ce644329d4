/** What a handler of the query API is given. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Guard } from "../http-guard.ts";
import type { Ingest } from "../ingest/ingest.ts";
import type { SpanStore } from "../store/span-store.ts";
import type { LiveFeed } from "./live-feed.ts";

/** What a collector says about itself that does not change while it runs. */
export interface CollectorFacts {
  /** undefined where the port was taken. */
  readonly otlpHttpPort: number | undefined;
  readonly otlpGrpcPort: number | undefined;
  readonly folder: string | undefined;
  readonly runsDemo: boolean;
  readonly hasTls: boolean;
  readonly needsToken: boolean;
}

export interface ApiContext {
  readonly store: SpanStore;
  readonly ingest: Ingest;
  readonly live: LiveFeed;
  readonly guard: Guard;
  readonly facts: CollectorFacts;
  /** The collector's clock, in Unix milliseconds. */
  nowMs(): number;
}

export interface ApiRequest extends ApiContext {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  /** What the path's {…} stood for. */
  readonly parameters: readonly string[];
}
