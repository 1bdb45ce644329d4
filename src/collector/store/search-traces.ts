/**
 * The newest traces that hold a matching span. The store is walked backwards in time, in windows that grow until enough traces are found,
 * so that the cost depends on how far back the answer lies and not on how much is kept:
 *
 *   oldest │            ◄──── window 3 ────►│◄─ window 2 ─►│◄ 1 ►│ newest
 */

import type { TraceKey } from "./find-spans.ts";
import { toPlaces } from "./find-spans.ts";
import { holdsAttributes, matchSpans, type WantedAttributes } from "./match-spans.ts";
import { OTHER_NAME } from "./operation-index.ts";
import type { SpanStore } from "./span-store.ts";

export interface TraceSearch {
  /** undefined: any. */
  readonly service: string | undefined;
  readonly operation: string | undefined;
  /** Start of the span, Unix time, both inclusive. */
  readonly startMinNano: bigint;
  readonly startMaxNano: bigint;
  readonly durationMinNano: bigint | undefined;
  readonly durationMaxNano: bigint | undefined;
  readonly attributes: WantedAttributes;
  readonly limit: number;
}

export interface SearchResult {
  /** Newest matching span first. */
  readonly traces: readonly TraceKey[];
  /** Not all spans were looked at: there may be more. */
  readonly isPartial: boolean;
}

const ROWS_IN_FIRST_WINDOW = 50_000n;
const WINDOW_GROWTH = 4n;
const SHORTEST_WINDOW_NANO = 1_000_000_000n;
/** Spans whose bytes are looked at for attributes, at most. */
const MOST_EXAMINED = 200_000;

export async function searchTraces(store: SpanStore, search: TraceSearch): Promise<SearchResult> {
  const condition = conditionOf(store, search);
  const span = await timeSpanOf(store);
  if (!condition || !span) return { traces: [], isPartial: false };
  const oldest = later(span.oldest, search.startMinNano);
  const newest = earlier(span.newest, search.startMaxNano);
  let width = later(((span.newest - span.oldest) * ROWS_IN_FIRST_WINDOW) / (span.rows + 1n), SHORTEST_WINDOW_NANO);
  const found = new Map<string, TraceKey>();
  let left = MOST_EXAMINED;
  for (let to = newest; to >= oldest && found.size < search.limit && left > 0; width *= WINDOW_GROWTH) {
    const from = later(to - width, oldest);
    const within = `start_nano BETWEEN ${from} AND ${to} AND ${condition.sql}`;
    if (condition.needsBytes) left -= await addMatching(store, search, within, left, found);
    else await addNewest(store, within, search.limit, found);
    to = from - 1n;
  }
  return { traces: [...found.values()].slice(0, search.limit), isPartial: left <= 0 };
}

const later = (a: bigint, b: bigint) => (a > b ? a : b);
const earlier = (a: bigint, b: bigint) => (later(a, b) === a ? b : a);

async function addNewest(store: SpanStore, within: string, limit: number, found: Map<string, TraceKey>): Promise<void> {
  const rows = await store.query(
    `SELECT trace_high, trace_low FROM span WHERE ${within} GROUP BY ALL ORDER BY max(start_nano) DESC LIMIT ${limit + found.size}`,
  );
  for (const [high, low] of rows as [bigint, bigint][]) add(found, { high, low });
}

/** @returns how many spans were looked at */
async function addMatching(
  store: SpanStore,
  { attributes, operation }: TraceSearch,
  within: string,
  most: number,
  found: Map<string, TraceKey>,
): Promise<number> {
  const rows = (await store.query(
    `SELECT batch, position, trace_high, trace_low FROM span WHERE ${within} ORDER BY start_nano DESC LIMIT ${most}`,
  )) as [bigint, number, bigint, bigint][];
  const places = toPlaces(rows.map(([batch, position]) => [batch, position]));
  const matching = await matchSpans(
    store,
    places,
    (span) => (operation === undefined || span.name === operation) && holdsAttributes(span, attributes),
  );
  for (const [batch, position, high, low] of rows) if (matching.get(batch)?.has(position)) add(found, { high, low });
  return rows.length;
}

function add(found: Map<string, TraceKey>, trace: TraceKey): void {
  const key = `${trace.high} ${trace.low}`;
  if (!found.has(key)) found.set(key, trace);
}

/** @returns undefined where nothing can match */
function conditionOf(store: SpanStore, search: TraceSearch): { sql: string; needsBytes: boolean } | undefined {
  const { service, operation, durationMinNano, durationMaxNano, attributes } = search;
  const conditions = ["true"];
  let needsBytes = Object.keys(attributes).length > 0;
  if (service !== undefined || operation !== undefined) {
    const named = store.operations
      .matching(service)
      .filter(({ name }) => operation === undefined || name === operation || name === OTHER_NAME);
    if (named.length === 0) return undefined;
    if (operation !== undefined && operation !== OTHER_NAME)
      needsBytes ||= named.some(({ name }) => name === OTHER_NAME);
    conditions.push(`operation IN (${named.map(({ id }) => id).join(",")})`);
  }
  if (durationMinNano !== undefined) conditions.push(`duration_nano >= ${durationMinNano}`);
  if (durationMaxNano !== undefined) conditions.push(`duration_nano BETWEEN 0 AND ${durationMaxNano}`);
  return { sql: conditions.join(" AND "), needsBytes };
}

async function timeSpanOf(store: SpanStore) {
  const [row] = await store.query(
    "SELECT min(first_nano), max(last_nano), sum(records)::BIGINT FROM batch WHERE signal = 1",
  );
  const [oldest, newest, rows] = row as [bigint | null, bigint | null, bigint | null];
  if (oldest === null || newest === null || rows === null) return undefined;
  return { oldest, newest, rows };
}
