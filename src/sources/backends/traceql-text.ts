/** The fields of a search as TraceQL, for Tempo: all of one span, its duration too, as Jaeger and Zipkin take them. */
import type { BackendQuery } from "./backend-client.ts";

export function buildTraceql(query: BackendQuery): string {
  const { service, operation, attributes, durationMinNano, durationMaxNano } = query;
  const conditions = [
    ...(service === undefined ? [] : [`resource.service.name = ${quoteTraceql(service)}`]),
    ...(operation === undefined ? [] : [`name = ${quoteTraceql(operation)}`]),
    ...Object.entries(attributes).map(([key, value]) => conditionOf(key, value)),
    ...(durationMinNano === undefined ? [] : [`duration >= ${Math.round(durationMinNano)}ns`]),
    ...(durationMaxNano === undefined ? [] : [`duration <= ${Math.round(durationMaxNano)}ns`]),
  ];
  return conditions.length === 0 ? "{}" : `{ ${conditions.join(" && ")} }`;
}

export const quoteTraceql = (text: string): string => JSON.stringify(text);

/** TraceQL minds the type of a value; people who type 500 mean either. */
function conditionOf(key: string, value: string): string {
  const field = fieldOf(key);
  const text = `${field} = ${quoteTraceql(value)}`;
  return /^(?:-?\d+(?:\.\d+)?|true|false)$/.test(value) ? `(${field} = ${value} || ${text})` : text;
}

/** `span.x` and `resource.x` as they are; any other name is looked for in both. */
function fieldOf(key: string): string {
  const [, scope = "", name = key] = /^(span|resource)\.(.+)$/.exec(key) ?? [];
  return `${scope}.${/^[\w.-]+$/.test(name) ? name : quoteTraceql(name)}`;
}
