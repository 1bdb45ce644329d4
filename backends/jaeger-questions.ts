/**
 * What is asked of Jaeger. Releases before 2.14 read the parameters of /api/v3 in snake_case alone and newer ones call that deprecated:
 * both spellings go out, and each server takes its own.
 */
import type { Question } from "./ask.ts";

export interface Sought {
  readonly service: string;
  readonly operation: string;
  readonly traceId: string;
  /** A trace with a link. */
  readonly linkedTraceId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly limit: number;
}

/** A resource's attribute: they are found like a span's own. */
const BROKEN = '{"deployment.environment.name":"broken"}';
export const ABSENT = "0123456789abcdef0123456789abcdef";

export function jaegerQuestions({
  service,
  operation,
  traceId,
  linkedTraceId,
  startMs,
  endMs,
  limit,
}: Sought): Question[] {
  const micros = { start: String(startMs * 1_000), end: String(endMs * 1_000) };
  const range = both({ "query.startTimeMin": iso(startMs), "query.startTimeMax": iso(endMs) });
  const search = { ...range, ...both({ "query.searchDepth": String(limit) }), "query.num_traces": String(limit) };
  const one = both({ "query.serviceName": service, "query.operationName": operation });
  const v1 = { service, ...micros, limit: String(limit) };
  const raw = both({ "query.rawTraces": "true" });
  return [
    { name: "v3-services", path: "/api/v3/services" },
    { name: "v3-operations", path: at("/api/v3/operations", { service }) },
    { name: "v3-operations-of-kind", path: at("/api/v3/operations", { service, ...both({ spanKind: "server" }) }) },
    // Raw first: what the others are given as warnings stays in the memory storage, and comes with raw ones from then on.
    { name: "v3-trace-raw", path: at(`/api/v3/traces/${traceId}`, both({ rawTraces: "true" })) },
    {
      name: "v3-search-raw",
      path: at("/api/v3/traces", { ...search, ...raw, ...both({ "query.serviceName": service }) }),
    },
    { name: "v3-trace-linked", path: at(`/api/v3/traces/${linkedTraceId}`, both({ rawTraces: "true" })) },
    { name: "v1-trace-raw", path: `/api/traces/${traceId}?raw=true` },
    { name: "v1-trace-linked-raw", path: `/api/traces/${linkedTraceId}?raw=true` },
    { name: "v1-search-lists-raw", path: at("/api/traces", { ...v1, service: "payment", raw: "true" }) },
    { name: "v1-search-raw", path: at("/api/traces", { ...v1, raw: "true" }) },
    { name: "v3-search-operation", path: at("/api/v3/traces", { ...search, ...one }) },
    {
      name: "v3-search-slow",
      path: at("/api/v3/traces", { ...search, ...one, ...both({ "query.durationMin": "1h" }) }),
    },
    { name: "v3-search-without-depth", path: at("/api/v3/traces", { ...range, ...one }) },
    { name: "v3-search-without-range", path: at("/api/v3/traces", one) },
    { name: "v3-trace", path: `/api/v3/traces/${traceId}` },
    { name: "v3-trace-absent", path: `/api/v3/traces/${ABSENT}` },
    { name: "v3-trace-malformed", path: "/api/v3/traces/xyz" },
    { name: "v3-trace-summaries", path: at("/api/v3/trace-summaries", search) },
    { name: "v1-services", path: "/api/services" },
    { name: "v1-operations", path: at("/api/operations", { service }) },
    { name: "v1-operations-of-service", path: `/api/services/${encodeURIComponent(service)}/operations` },
    { name: "v1-search-tags", path: at("/api/traces", { ...v1, tags: BROKEN }) },
    { name: "v1-search-error", path: at("/api/traces", { ...v1, tags: '{"error":"true"}' }) },
    { name: "v1-search-nothing", path: at("/api/traces", { ...v1, minDuration: "1h" }) },
    { name: "v1-trace", path: `/api/traces/${traceId}` },
    { name: "v1-trace-absent", path: `/api/traces/${ABSENT}` },
    { name: "v1-search-without-service", path: at("/api/traces", micros) },
    {
      name: "v1-dependencies",
      path: at("/api/dependencies", { endTs: String(endMs), lookback: String(endMs - startMs) }),
    },
    { name: "no-such-path", path: "/api/nothing" },
  ];
}

export const iso = (ms: number): string => new Date(ms).toISOString();

export const at = (path: string, parameters: Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams(parameters)}`;

/** camelCase and snake_case. */
function both(parameters: Readonly<Record<string, string>>): Record<string, string> {
  const snake = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([key, value]) => [
      [key, value],
      [snake(key), value],
    ]),
  );
}
