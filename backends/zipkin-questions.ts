/** What is asked of Zipkin: query times are milliseconds, durations microseconds. */
import type { Question } from "./ask.ts";
import { ABSENT, at, type Sought } from "./jaeger-questions.ts";

export function zipkinQuestions(
  { service, operation, traceId, startMs, endMs, limit }: Sought,
  others: readonly string[],
): Question[] {
  const range = { endTs: String(endMs), lookback: String(endMs - startMs) };
  const search = { ...range, limit: String(limit) };
  const spanName = operation.toLowerCase();
  return [
    { name: "services", path: "/api/v2/services" },
    { name: "remote-services", path: at("/api/v2/remoteServices", { serviceName: service }) },
    { name: "spans", path: at("/api/v2/spans", { serviceName: service }) },
    { name: "search", path: at("/api/v2/traces", { ...search, serviceName: service }) },
    { name: "search-span", path: at("/api/v2/traces", { ...search, serviceName: service, spanName }) },
    { name: "search-error", path: at("/api/v2/traces", { ...search, annotationQuery: "error" }) },
    {
      name: "search-tag",
      path: at("/api/v2/traces", { ...search, annotationQuery: "deployment.environment.name=broken" }),
    },
    { name: "search-nothing", path: at("/api/v2/traces", { ...search, minDuration: "3600000000" }) },
    { name: "search-malformed", path: at("/api/v2/traces", { ...search, minDuration: "long" }) },
    { name: "trace", path: `/api/v2/trace/${traceId}` },
    { name: "trace-many", path: at("/api/v2/traceMany", { traceIds: others.join(",") }) },
    { name: "trace-absent", path: `/api/v2/trace/${ABSENT}` },
    { name: "trace-malformed", path: "/api/v2/trace/xyz" },
    { name: "dependencies", path: at("/api/v2/dependencies", range) },
    { name: "autocomplete-keys", path: "/api/v2/autocompleteKeys" },
    { name: "autocomplete-values", path: at("/api/v2/autocompleteValues", { key: "deployment.environment.name" }) },
    { name: "config", path: "/zipkin/config.json" },
    { name: "info", path: "/info" },
    { name: "no-such-path", path: "/api/v2/nothing" },
  ];
}
