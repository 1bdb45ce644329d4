/** What is asked of Tempo: query times are seconds. */
import type { Question } from "./ask.ts";
import { ABSENT, at, type Sought } from "./jaeger-questions.ts";

export function tempoQuestions(sought: Sought): Question[] {
  const { service, operation, traceId, linkedTraceId, startMs, endMs, limit } = sought;
  const range = { start: String(Math.floor(startMs / 1_000)), end: String(Math.ceil(endMs / 1_000)) };
  const search = { ...range, limit: String(limit) };
  const one = `{resource.service.name="${service}" && name="${operation}"}`;
  const tag = (name: string) => `/api/v2/search/tag/${encodeURIComponent(name)}/values`;
  return [
    { name: "v2-trace", path: `/api/v2/traces/${traceId}` },
    { name: "v2-trace-linked", path: at(`/api/v2/traces/${linkedTraceId}`, range) },
    { name: "v2-trace-absent", path: `/api/v2/traces/${ABSENT}` },
    { name: "v2-trace-malformed", path: "/api/v2/traces/xyz" },
    { name: "v2-trace-protobuf", path: `/api/v2/traces/${traceId}`, headers: { accept: "application/protobuf" } },
    { name: "v1-trace", path: `/api/traces/${traceId}` },
    { name: "v1-trace-absent", path: `/api/traces/${ABSENT}` },
    { name: "v1-trace-protobuf", path: `/api/traces/${traceId}`, headers: { accept: "application/protobuf" } },
    { name: "search", path: at("/api/search", { ...search, q: `{resource.service.name="${service}"}` }) },
    { name: "search-all", path: at("/api/search", { ...search, q: "{}" }) },
    { name: "search-operation", path: at("/api/search", { ...search, q: one, spss: "10" }) },
    { name: "search-roots", path: at("/api/search", { ...search, q: "{nestedSetParent<0 && kind=server}" }) },
    { name: "search-select", path: at("/api/search", { ...search, q: `${one} | select(span.http.route, status)` }) },
    { name: "search-tags", path: at("/api/search", { ...search, tags: `service.name=${service}` }) },
    { name: "search-slow", path: at("/api/search", { ...search, tags: `service.name=${service}`, minDuration: "1s" }) },
    { name: "search-nothing", path: at("/api/search", { ...search, q: "{duration>1h}" }) },
    { name: "search-malformed", path: at("/api/search", { ...search, q: "{nonsense" }) },
    { name: "search-recent", path: at("/api/search", { limit: String(limit), q: "{}" }) },
    { name: "v1-tags", path: "/api/search/tags" },
    { name: "v2-tags", path: at("/api/v2/search/tags", range) },
    { name: "v2-tags-resource", path: at("/api/v2/search/tags", { ...range, scope: "resource" }) },
    { name: "v1-tag-values", path: "/api/search/tag/service.name/values" },
    { name: "v2-tag-values", path: at(tag("resource.service.name"), range) },
    { name: "v2-tag-values-name", path: at(tag("name"), { ...range, q: `{resource.service.name="${service}"}` }) },
    { name: "v2-tag-values-int", path: at(tag("span.http.response.status_code"), range) },
    { name: "echo", path: "/api/echo" },
    { name: "buildinfo", path: "/api/status/buildinfo" },
    { name: "no-such-path", path: "/api/nothing" },
  ];
}
