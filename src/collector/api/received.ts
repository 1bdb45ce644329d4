/**
 * Spans and log records in the order in which they were received: what a page that watches asks for, again and again.
 *
 *   batch   1   2   3   4 │ 5   6   7      ?since=time     batches received since then, and the earlier spans of their traces
 *                         └ cursor         ?after=cursor   batches after the one that the last answer ended with
 *
 * The cursor names the store as well: after a restart in memory, or with another data folder, its batches are other ones, and the
 * answer says so instead of leaving out what came meanwhile. OTLP/JSON, one object a line, streamed at the reader's pace.
 */
import type { SpanStore } from "../store/span-store.ts";
import { ApiError, sendPieces } from "./answer.ts";
import type { ApiRequest } from "./api-request.ts";
import { parameter, parseCount, parseTime } from "./parse-query.ts";
import { logLines, spanLine, spanLines } from "./stream-lines.ts";

const MOST_SPANS = 1_000_000;

/** Where a reader is: `store-batch`. */
export const cursorOf = ({ id, lastBatch }: Pick<SpanStore, "id" | "lastBatch">) => `${id}.${lastBatch}`;

/**
 * Headers: X-Causeway-Cursor, to go on from; X-Causeway-Left-Out, spans beyond `limit`, the oldest; X-Causeway-Waited-Ms, how long ago the
 * first was received; X-Causeway-Store "other" where the cursor is another store's.
 */
export async function streamReceived({ store, query, response, nowMs }: ApiRequest): Promise<void> {
  const from = await startOf(store, query);
  const limit = parseCount("limit", parameter(query, "limit"), MOST_SPANS, MOST_SPANS);
  const lastBatch = store.lastBatch;
  const rows = (await store.query(
    `SELECT id, records, received_nano FROM batch WHERE signal = 1 AND id > ${from.after} AND id <= ${lastBatch}
       AND received_nano >= ${from.sinceNano} ORDER BY id`,
  )) as [bigint, number, bigint][];
  const [, , firstNano] = rows[0] ?? [];
  const waitedMs = firstNano === undefined ? 0 : nowMs() - Number(firstNano / 1_000_000n);
  const { kept, leftOut } = newest(rows, limit);
  const logs = await store.query(
    `SELECT id FROM batch WHERE signal = 2 AND id > ${from.after} AND id <= ${lastBatch} AND received_nano >= ${from.sinceNano}
       AND id >= ${leftOut > 0 ? kept[0] : 0} ORDER BY id`,
  );
  response.writeHead(200, {
    "content-type": "application/x-ndjson; charset=utf-8",
    "x-content-type-options": "nosniff",
    "x-causeway-cursor": cursorOf({ id: store.id, lastBatch }),
    "x-causeway-left-out": String(leftOut),
    "x-causeway-waited-ms": String(Math.max(0, waitedMs)),
    ...(from.isOtherStore && { "x-causeway-store": "other" }),
  });
  const logBatches = logs.map(([id]) => id as bigint);
  await sendPieces(response, lines(store, kept, logBatches, from.after));
}

interface Start {
  readonly after: bigint;
  readonly sinceNano: bigint;
  readonly isOtherStore: boolean;
}

async function startOf(store: SpanStore, query: URLSearchParams): Promise<Start> {
  const since = parameter(query, "since");
  const cursor = parameter(query, "after");
  if (since === undefined && cursor === undefined) throw new ApiError(400, "since or after is required.");
  const sinceNano = since === undefined ? 0n : parseTime("since", since);
  if (cursor === undefined) return { after: 0n, sinceNano, isOtherStore: false };
  const [, id, batch] = /^([\w-]{1,64})\.(\d{1,18})$/.exec(cursor) ?? [];
  if (id === undefined || batch === undefined) throw new ApiError(400, "after is no cursor.");
  const after = BigInt(batch);
  // A cursor beyond the end is of a file that was put back to an earlier state.
  if (id !== store.id || after > store.lastBatch) return { after: 0n, sinceNano, isOtherStore: true };
  return { after, sinceNano: 0n, isOtherStore: false };
}

function newest(rows: readonly (readonly [bigint, number, bigint])[], limit: number) {
  let first = rows.length;
  let spans = 0;
  while (first > 0 && (spans === 0 || spans + rows[first - 1]![1] <= limit)) spans += rows[--first]![1];
  const leftOut = rows.slice(0, first).reduce((sum, [, records]) => sum + records, 0);
  return { kept: rows.slice(first).map(([id]) => id), leftOut };
}

async function* lines(
  store: SpanStore,
  batches: readonly bigint[],
  logs: readonly bigint[],
  after: bigint,
): AsyncGenerator<string> {
  const [first] = batches;
  if (first !== undefined) {
    const earlier = await store.query(
      `SELECT batch, position FROM span SEMI JOIN (SELECT trace_high, trace_low FROM span WHERE batch >= ${first}) AS newer
         USING (trace_high, trace_low) WHERE batch < ${first} AND batch > ${after}`,
    );
    yield* spanLine(store, earlier as [bigint, number][]);
    yield* spanLines(store, batches);
  }
  yield* logLines(store, logs);
}
