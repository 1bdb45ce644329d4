/**
 * All spans that begin in a time window, and the log records of that time, as OTLP/JSON, one object a line: what diagnosing across traces
 * needs. Streams at the reader's
 * pace, in memory that does not depend on the window.
 */
import type { Signal } from "../ingest/batch.ts";
import { SIGNAL_CODE } from "../store/codes.ts";
import type { SpanStore } from "../store/span-store.ts";
import { ApiError, sendPieces } from "./answer.ts";
import type { ApiRequest } from "./api-request.ts";
import { parameter, parseTime } from "./parse-query.ts";
import { logLines, spanLines } from "./stream-lines.ts";

export async function streamWindow({ store, query, response }: ApiRequest): Promise<void> {
  const [start, end] = ["start", "end"].map((name) => {
    const text = parameter(query, name);
    if (text === undefined) throw new ApiError(400, `${name} is required.`);
    return parseTime(name, text);
  }) as [bigint, bigint];
  if (start >= end) throw new ApiError(400, "start must be before end.");
  response.writeHead(200, {
    "content-type": "application/x-ndjson; charset=utf-8",
    "x-content-type-options": "nosniff",
  });
  await sendPieces(response, lines(store, start, end));
}

async function* lines(store: SpanStore, start: bigint, end: bigint): AsyncGenerator<string> {
  const batches = async (signal: Signal) => {
    const rows = await store.query(
      `SELECT id FROM batch WHERE signal = ${SIGNAL_CODE[signal]} AND last_nano >= ${start} AND first_nano < ${end} ORDER BY id`,
    );
    return rows.map(([id]) => id as bigint);
  };
  yield* spanLines(store, await batches("traces"), `start_nano >= ${start} AND start_nano < ${end}`);
  yield* logLines(store, await batches("logs"), `time_nano >= ${start} AND time_nano < ${end}`);
}
