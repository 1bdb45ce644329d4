/** What each route keeps in its link, checked: a value that is no value is left out, never an error. */
import type { TraceSortKey } from "../../analysis/trace-list.ts";
import { parseBackendAddress } from "../../sources/backends/backend-address.ts";
import { LIMITS, RANGES, type RangeName } from "../../views/backends/search-fields.ts";
import { parseMinutes } from "../live/live-state.ts";
import { parseDuration, parseInstant, parseRange } from "./url-values.ts";

type Search = Record<string, unknown>;

/** On every route. */
export interface RootSearch {
  /** Addresses of the open files. */
  src?: string[] | undefined;
  theme?: "light" | "dark" | undefined;
  lang?: string | undefined;
  /** The collector that serves the page is watched, from so long ago: "15m". */
  live?: string | undefined;
}

export const TRACE_VIEWS = ["waterfall", "graph", "flame", "table"] as const;
export type TraceViewName = (typeof TRACE_VIEWS)[number];

const GRAPH_METRICS = ["calls", "errors", "latency", "continuity"] as const;

/** Of a service graph. */
export interface GraphSearch {
  metric?: (typeof GRAPH_METRICS)[number] | undefined;
  /** Id of the selected node, or of the two ends of the selected edge. */
  node?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export interface TraceSearch extends GraphSearch {
  view?: TraceViewName | undefined;
  /** Hex id of the selected span. */
  span?: string | undefined;
  /** Visible part, since the start of the trace: "12ms..40ms". */
  range?: string | undefined;
  q?: string | undefined;
  /** Only rows that match q. */
  only?: true | undefined;
  /** With the islands of its requests joined. */
  repaired?: true | undefined;
  /** By possible bridges too. */
  possible?: true | undefined;
}

const SORT_KEYS: readonly TraceSortKey[] = ["start", "duration", "spans", "errors", "services", "name"];

export interface TracesSearch {
  /** TraceQL, or bare text. */
  q?: string | undefined;
  /** Looked for in names, services and the attributes that are read while decoding. */
  text?: string | undefined;
  service?: string[] | undefined;
  name?: string | undefined;
  /** deployment.environment.name. */
  env?: string | undefined;
  /** Durations: "10ms". */
  min?: string | undefined;
  max?: string | undefined;
  /** Instants. */
  since?: string | undefined;
  until?: string | undefined;
  errors?: true | undefined;
  incomplete?: true | undefined;
  /** Traces with a call between these two. */
  caller?: string | undefined;
  callee?: string | undefined;
  /** The islands of a request under one row. */
  group?: true | undefined;
  sort?: TraceSortKey | undefined;
  desc?: true | undefined;
}

export type ServicesSearch = GraphSearch;

export interface FindingsSearch {
  /** Fingerprint of the opened finding. */
  finding?: string | undefined;
}

export function validateFindingsSearch(search: Search): FindingsSearch {
  return pick({ finding: text(search.finding) });
}

export interface HeadersSearch {
  /** Headers that carry a trace context, each "name: value". */
  h?: string[] | undefined;
}

export function validateHeadersSearch(search: Search): HeadersSearch {
  return pick({ h: texts(search.h) });
}

export interface DemoSearch {
  seed?: number | undefined;
  requests?: number | undefined;
  /** Visits under way at once. */
  atOnce?: number | undefined;
  variant?: string | undefined;
  /** The request that is shown, counted from 1. */
  visit?: number | undefined;
  /** Go without it. */
  code?: "ts" | undefined;
}

/** The form of a search in a backend. */
export interface BackendSearch {
  /** undefined: the first that the server has. */
  backend?: string | undefined;
  service?: string | undefined;
  operation?: string | undefined;
  attributes?: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  last?: RangeName | undefined;
  since?: string | undefined;
  until?: string | undefined;
  limit?: number | undefined;
  /** TraceQL, for Tempo. */
  q?: string | undefined;
}

export function validateBackendSearch(search: Search): BackendSearch {
  return pick({
    backend: text(search.backend),
    service: text(search.service),
    operation: text(search.operation),
    attributes: text(search.attributes),
    min: text(search.min),
    max: text(search.max),
    last: oneOf(RANGES, search.last),
    since: valid(parseInstant, search.since),
    until: valid(parseInstant, search.until),
    limit: count(search.limit, Math.max(...LIMITS)),
    q: text(search.q),
  });
}

export function validateRootSearch(search: Search): RootSearch {
  return pick({
    src: texts(search.src) ?? traceOfBackend(search),
    theme: oneOf(["light", "dark"] as const, search.theme),
    lang: text(search.lang),
    live: minutes(search.live),
  });
}

/** `backend=prod&trace=4bf9…`: how other programs link to a trace. */
function traceOfBackend({ backend, trace }: Search): string[] | undefined {
  const address = `backend:${text(backend)}/${text(trace)}`;
  return text(trace) === undefined || parseBackendAddress(address) === undefined ? undefined : [address];
}

export function validateTraceSearch(search: Search): TraceSearch {
  const span = text(search.span)?.toLowerCase();
  const range = text(search.range);
  return pick({
    view: oneOf(TRACE_VIEWS, search.view),
    span: span !== undefined && /^[0-9a-f]{1,16}$/.test(span) ? span : undefined,
    range: parseRange(range) === undefined ? undefined : range,
    q: text(search.q),
    only: flag(search.only),
    repaired: flag(search.repaired),
    possible: flag(search.possible),
    ...validateServicesSearch(search),
  });
}

export function validateTracesSearch(search: Search): TracesSearch {
  return pick({
    q: text(search.q),
    text: text(search.text),
    service: texts(search.service),
    name: text(search.name),
    env: text(search.env),
    min: valid(parseDuration, search.min),
    max: valid(parseDuration, search.max),
    since: valid(parseInstant, search.since),
    until: valid(parseInstant, search.until),
    errors: flag(search.errors),
    incomplete: flag(search.incomplete),
    caller: text(search.caller),
    callee: text(search.callee),
    group: flag(search.group),
    sort: oneOf(SORT_KEYS, search.sort),
    desc: flag(search.desc),
  });
}

export function validateServicesSearch(search: Search): ServicesSearch {
  return pick({
    metric: oneOf(GRAPH_METRICS, search.metric),
    node: text(search.node),
    from: text(search.from),
    to: text(search.to),
  });
}

export function validateDemoSearch(search: Search): DemoSearch {
  return pick({
    seed: count(search.seed, 9999),
    requests: count(search.requests, MOST_DEMO_REQUESTS),
    atOnce: count(search.atOnce, MOST_DEMO_REQUESTS),
    variant: text(search.variant),
    visit: count(search.visit, MOST_DEMO_REQUESTS),
    code: oneOf(["ts"] as const, search.code),
  });
}

const MOST_DEMO_REQUESTS = 60;

function minutes(value: unknown): string | undefined {
  const given = text(value);
  return parseMinutes(given) === undefined ? undefined : given;
}

/** A whole number from 1 on. */
function count(value: unknown, most: number): number | undefined {
  const number = Number(typeof value === "number" ? value : (text(value) ?? Number.NaN));
  return Number.isInteger(number) && number >= 1 && number <= most ? number : undefined;
}

function pick<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

/** The first, where a key stands several times. */
function text(value: unknown): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" && first !== "" ? first : undefined;
}

function texts(value: unknown): string[] | undefined {
  const all = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string" && each !== "");
  return all.length === 0 ? undefined : (all as string[]);
}

function flag(value: unknown): true | undefined {
  return value === true || value === "1" || value === "true" ? true : undefined;
}

function oneOf<T extends string>(choices: readonly T[], value: unknown): T | undefined {
  return choices.find((choice) => choice === value);
}

function valid(parse: (text: string) => unknown, value: unknown): string | undefined {
  const given = text(value);
  return given === undefined || parse(given) === undefined ? undefined : given;
}
