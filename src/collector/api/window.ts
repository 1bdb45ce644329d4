/**
 * All spans that begin in a time window, as OTLP/JSON, one object a line: what diagnosing across traces needs. Streams at the reader's
 * pace, in memory that does not depend on the window.
 */
import { toPlaces } from "../store/find-spans.ts";
import { readSpansAsJson } from "../store/read-records.ts";
import type { SpanStore } from "../store/span-store.ts";
import { ApiError, sendPieces } from "./answer.ts";
import type { ApiRequest } from "./api-request.ts";
import { parameter, parseTime } from "./parse-query.ts";

const BATCHES_A_LINE = 64;

export async function streamWindow({ store, query, response }: ApiRequest): Promise<void> {
  const [start, end] = ["start", "end"].map((name) => {
    const text = parameter(query, name);
    if (text === undefined) throw new ApiError(400, `${name} is required.`);
    return parseTime(name, text);
  }) as [bigint, bigint];
  if (start >= end) throw new ApiError(400, "start must be before end.");
  const batches = await store.query(
    `SELECT id FROM batch WHERE signal = 1 AND last_nano >= ${start} AND first_nano < ${end} ORDER BY id`,
  );
  response.writeHead(200, {
    "content-type": "application/x-ndjson; charset=utf-8",
    "x-content-type-options": "nosniff",
  });
  await sendPieces(
    response,
    lines(
      store,
      batches.map(([id]) => id as bigint),
      `start_nano >= ${start} AND start_nano < ${end}`,
    ),
  );
}

async function* lines(store: SpanStore, batches: readonly bigint[], within: string): AsyncGenerator<string> {
  for (let from = 0; from < batches.length; from += BATCHES_A_LINE) {
    const group = batches.slice(from, from + BATCHES_A_LINE);
    const rows = await store.query(
      `SELECT batch, position FROM span WHERE batch BETWEEN ${group[0]} AND ${group.at(-1)} AND ${within}
       QUALIFY row_number() OVER (PARTITION BY trace_high, trace_low, span_id, start_nano, duration_nano, operation ORDER BY batch, position) = 1`,
    );
    if (rows.length === 0) continue;
    yield '{"resourceSpans":[';
    yield* readSpansAsJson(store, toPlaces(rows as [bigint, number][]));
    yield "]}\n";
  }
}
