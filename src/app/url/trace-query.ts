/** The trace list's question, to and from its link. */
import type { TraceQuery } from "../../analysis/trace-list.ts";
import { parseDuration, parseInstant, stringifyDuration, stringifyInstant } from "./url-values.ts";
import type { TracesSearch } from "./view-search.ts";

/** @param epochUnixNano of the open data set: the query counts from it */
export function queryOfSearch(search: TracesSearch, epochUnixNano: bigint): TraceQuery {
  const { caller, callee } = search;
  return {
    services: search.service,
    spanName: search.name,
    environment: search.env,
    minDurationNano: parseDuration(search.min),
    maxDurationNano: parseDuration(search.max),
    startFromNano: sinceEpoch(search.since, epochUnixNano),
    startToNano: sinceEpoch(search.until, epochUnixNano),
    errorsOnly: search.errors,
    incompleteOnly: search.incomplete,
    edge: caller !== undefined && callee !== undefined ? { from: caller, to: callee } : undefined,
    text: search.text,
    traceql: search.q,
    grouped: search.group,
    sortBy: search.sort,
    descending: search.desc,
  };
}

export function searchOfQuery(query: TraceQuery, epochUnixNano: bigint): TracesSearch {
  const duration = (nano: number | undefined) => (nano === undefined ? undefined : stringifyDuration(nano));
  const instant = (nano: number | undefined) =>
    nano === undefined ? undefined : stringifyInstant(epochUnixNano + BigInt(Math.round(nano)));
  return {
    q: query.traceql || undefined,
    text: query.text || undefined,
    service: query.services?.length ? [...query.services] : undefined,
    name: query.spanName || undefined,
    env: query.environment || undefined,
    min: duration(query.minDurationNano),
    max: duration(query.maxDurationNano),
    since: instant(query.startFromNano),
    until: instant(query.startToNano),
    errors: query.errorsOnly ? true : undefined,
    incomplete: query.incompleteOnly ? true : undefined,
    caller: query.edge?.from,
    callee: query.edge?.to,
    group: query.grouped ? true : undefined,
    sort: query.sortBy,
    desc: query.descending ? true : undefined,
  };
}

function sinceEpoch(text: string | undefined, epochUnixNano: bigint): number | undefined {
  const instant = parseInstant(text);
  return instant === undefined ? undefined : Number(instant - epochUnixNano);
}
