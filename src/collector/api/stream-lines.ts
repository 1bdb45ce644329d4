/** Records of some batches as OTLP/JSON, one object a line: {"resourceSpans":[…]} lines, then {"resourceLogs":[…]} lines. */
import { toPlaces } from "../store/find-spans.ts";
import { readLogsAsJson, readSpansAsJson } from "../store/read-records.ts";
import type { SpanStore } from "../store/span-store.ts";

const BATCHES_A_LINE = 64;

/** What a span sent twice (a retry whose answer was lost) has in common. */
const IDENTITY = "trace_high, trace_low, span_id, start_nano, duration_nano, operation";

/** A span sent twice is given once: as it was received first. @param within SQL: which of their spans */
export async function* spanLines(
  store: SpanStore,
  batches: readonly bigint[],
  within = "true",
): AsyncGenerator<string, void, undefined> {
  for (const [first, last] of groupsOf(batches)) {
    const [times] = await store.query(
      `SELECT min(first_nano), max(last_nano) FROM batch WHERE id BETWEEN ${first} AND ${last}`,
    );
    const [firstNano, lastNano] = times as [bigint, bigint];
    // The times are what keeps the search for earlier copies short: the store knows the times of each of its parts.
    const rows = await store.query(
      `WITH fresh AS (
         SELECT ${IDENTITY}, batch, position FROM span WHERE batch BETWEEN ${first} AND ${last} AND ${within}
         QUALIFY row_number() OVER (PARTITION BY ${IDENTITY} ORDER BY batch, position) = 1)
       SELECT batch, position FROM fresh ANTI JOIN (
         SELECT ${IDENTITY} FROM span WHERE batch < ${first} AND start_nano BETWEEN ${firstNano} AND ${lastNano}) AS known
       USING (${IDENTITY})`,
    );
    yield* spanLine(store, rows as [bigint, number][]);
  }
}

/** @param within SQL: which of their log records */
export async function* logLines(
  store: SpanStore,
  batches: readonly bigint[],
  within = "true",
): AsyncGenerator<string, void, undefined> {
  for (const [first, last] of groupsOf(batches)) {
    const rows = await store.query(
      `SELECT batch, position FROM log WHERE batch BETWEEN ${first} AND ${last} AND ${within}`,
    );
    if (rows.length === 0) continue;
    yield '{"resourceLogs":[';
    yield* readLogsAsJson(store, toPlaces(rows as [bigint, number][]));
    yield "]}\n";
  }
}

/** One line, or none where there are no rows. */
export async function* spanLine(
  store: SpanStore,
  rows: readonly (readonly [bigint, number])[],
): AsyncGenerator<string, void, undefined> {
  if (rows.length === 0) return;
  yield '{"resourceSpans":[';
  yield* readSpansAsJson(store, toPlaces(rows));
  yield "]}\n";
}

/** First and last of each group; rows name the others by lying between, since batches of the other signal have none there. */
function groupsOf(batches: readonly bigint[]): [bigint, bigint][] {
  const groups: [bigint, bigint][] = [];
  for (let from = 0; from < batches.length; from += BATCHES_A_LINE) {
    groups.push([batches[from]!, batches[Math.min(batches.length, from + BATCHES_A_LINE) - 1]!]);
  }
  return groups;
}
