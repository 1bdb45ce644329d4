/** What a page needs to know of the collector that serves it: where to send to, and whether anything comes. No path of the disk. */
import { basename } from "node:path";
import type { SpanStore } from "../store/span-store.ts";
import type { ApiRequest } from "./api-request.ts";
import { cursorOf } from "./received.ts";

/** "Recent" are spans received in so many minutes. */
const RECENT_MINUTES = 15;
const NOTHING = { spans: 0, traces: 0, services: 0 };

export async function describeCollector({ store, facts, nowMs }: ApiRequest) {
  await store.catchUp();
  const { otlpHttpPort, otlpGrpcPort, folder, runsDemo, hasTls, needsToken } = facts;
  return {
    otlpHttpPort: otlpHttpPort ?? null,
    otlpGrpcPort: otlpGrpcPort ?? null,
    folder: folder === undefined ? null : basename(folder),
    runsDemo,
    hasTls,
    needsToken,
    cursor: cursorOf(store),
    isHealing: store.isHealing,
    damage: store.damage,
    recent: { minutes: RECENT_MINUTES, ...(store.isHealing ? NOTHING : await countRecent(store, nowMs())) },
  };
}

async function countRecent(store: SpanStore, nowMs: number) {
  const sinceNano = BigInt(nowMs - RECENT_MINUTES * 60_000) * 1_000_000n;
  const [batches] = await store.query(
    `SELECT min(id), coalesce(sum(records), 0)::BIGINT FROM batch WHERE signal = 1 AND received_nano >= ${sinceNano}`,
  );
  const [first, spans] = batches as [bigint | null, bigint];
  if (first === null) return NOTHING;
  const [counts] = await store.query(
    `SELECT count(DISTINCT trace_low), count(DISTINCT service) FROM span JOIN operation ON operation.id = span.operation
     WHERE batch >= ${first}`,
  );
  const [traces, services] = counts as [bigint, bigint];
  return { spans: Number(spans), traces: Number(traces), services: Number(services) };
}
