/** What a handler of the query API is given. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Guard } from "../http-guard.ts";
import type { SpanStore } from "../store/span-store.ts";

export interface ApiContext {
  readonly store: SpanStore;
  readonly guard: Guard;
}

export interface ApiRequest extends ApiContext {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  /** What the path's {…} stood for. */
  readonly parameters: readonly string[];
}
