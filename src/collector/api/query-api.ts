/**
 * The query API: Jaeger's /api/v3, and its older one, over the store, the time window, the live feed, and what the collector says about itself. GET alone;
 * nothing is changed through it.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { allowReading } from "../http-guard.ts";
import { HealingError } from "../store/span-store.ts";
import { ApiError, sendError, sendJson } from "./answer.ts";
import type { ApiContext, ApiRequest } from "./api-request.ts";
import { describeCollector } from "./describe-collector.ts";
import { v1OperationNames, v1Operations, v1Search, v1Services, v1Trace } from "./jaeger-v1.ts";
import { streamReceived } from "./received.ts";
import { searchSummaries, searchWhole } from "./search.ts";
import { health, listenLive, metrics } from "./self.ts";
import { listOperations, listServices } from "./services.ts";
import { getTrace } from "./traces.ts";
import { streamWindow } from "./window.ts";

type Handler = (request: ApiRequest) => unknown;

/** Path templates, as in docs/openapi.json, and who answers them. What a handler gives is sent as JSON, unless it answered itself. */
export const ROUTES: readonly (readonly [template: string, handler: Handler])[] = [
  ["/api/v3/services", listServices],
  ["/api/v3/operations", listOperations],
  ["/api/v3/traces", searchWhole],
  ["/api/v3/traces/{traceId}", getTrace],
  ["/api/v3/trace-summaries", searchSummaries],
  ["/api/services", v1Services],
  ["/api/services/{service}/operations", v1OperationNames],
  ["/api/operations", v1Operations],
  ["/api/traces", v1Search],
  ["/api/traces/{traceId}", v1Trace],
  ["/api/window", streamWindow],
  ["/api/received", streamReceived],
  ["/api/live", listenLive],
  ["/api/collector", describeCollector],
  ["/healthz", health],
  ["/metrics", metrics],
];

const PATTERNS = ROUTES.map(([template, handler]) => {
  const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, "([^/]+)")}$`);
  return { pattern, handler };
});

/** What has an answer of its own while the database is made again. */
const NEEDS_ROWS = /^\/api\/(?!live$|collector$)/;

/** @returns false where the path is not one of the API's */
export async function answerApi(
  context: ApiContext,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!/^\/(api\/|healthz$|metrics$)/.test(path)) return false;
  allowReading(request, response, context.guard);
  response.setHeader("cache-control", "no-store");
  for (const { pattern, handler } of PATTERNS) {
    const match = pattern.exec(path);
    if (!match) continue;
    try {
      if (NEEDS_ROWS.test(path)) {
        if (context.store.isHealing) throw new HealingError();
        await context.store.catchUp();
      }
      const query = new URL(request.url ?? "/", "http://localhost").searchParams;
      const result = await handler({ ...context, request, response, query, parameters: match.slice(1) });
      if (result !== undefined) sendJson(response, 200, result);
    } catch (failure) {
      if (failure instanceof HealingError) {
        if (!response.headersSent) response.setHeader("retry-after", "2");
        sendError(response, 503, failure.message);
      } else if (failure instanceof ApiError) sendError(response, failure.status, failure.message);
      else {
        console.error(failure);
        sendError(response, 500, "This could not be answered.");
      }
    }
    return true;
  }
  sendError(response, 404, "There is nothing at this address.");
  return true;
}
