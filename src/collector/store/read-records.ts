/**
 * Records back from the bytes of their batches, as OTLP/JSON.
 *
 *   (batch, position) pairs ──► bodies of those batches ──► columns of all their records ──► the wanted rows ──► JSON
 *
 * A few megabytes of bodies at a time, so that a window of any size streams in bounded memory.
 */
import type { DuckDBBlobValue } from "@duckdb/node-api";
import { encodeResourceLogs, encodeResourceSpans } from "../../formats/encode-otlp.ts";
import type { RetainedBytes } from "../../formats/retained-bytes.ts";
import { decodeSpanDetail } from "../../formats/span-detail.ts";
import type { SpanDetail } from "../../model/span-detail.ts";
import type { DataSet } from "../../model/tables.ts";
import { decodeBodies, type UnpackedBody } from "../ingest/decode-bodies.ts";
import { unpack } from "../ingest/unpack.ts";
import { COMPRESSION_CODE, FORMAT_CODE, SIGNAL_CODE, wordOf } from "./codes.ts";
import type { SpanStore } from "./span-store.ts";

/** Where records lie: offsets in the unpacked body, by batch. */
export type Places = ReadonlyMap<bigint, ReadonlySet<number>>;

const BYTES_AT_A_TIME = 16 << 20;

/** Pieces of text: ResourceSpans objects separated by commas. Places whose batch is gone by now are passed over. */
export async function* readSpansAsJson(store: SpanStore, places: Places): AsyncGenerator<string, void, undefined> {
  yield* readAsJson(store, places, "spans", encodeResourceSpans);
}

/** ResourceLogs likewise. */
export async function* readLogsAsJson(store: SpanStore, places: Places): AsyncGenerator<string, void, undefined> {
  yield* readAsJson(store, places, "logs", encodeResourceLogs);
}

type Encode = (dataSet: DataSet, bytes: RetainedBytes, rows: readonly number[]) => AsyncIterable<string>;

async function* readAsJson(store: SpanStore, places: Places, table: Table, encode: Encode): AsyncGenerator<string> {
  let isFirst = true;
  for await (const { rows, dataSet, bodies } of eachWanted(store, places, table)) {
    if (!isFirst) yield ",";
    isFirst = false;
    yield* encode(dataSet, inMemory(bodies), rows);
  }
}

/** The same spans with all that they hold, one at a time. */
export async function* readSpanDetails(store: SpanStore, places: Places): AsyncGenerator<SpanDetail, void, undefined> {
  for await (const { rows, dataSet, bodies } of eachWanted(store, places, "spans")) {
    const retained = inMemory(bodies);
    for (const row of rows) yield await decodeSpanDetail(dataSet, retained, row);
  }
}

type Table = "spans" | "logs";

/** Groups of bodies with the rows that are wanted of them; those with none are passed over. */
async function* eachWanted(
  store: SpanStore,
  places: Places,
  table: Table,
): AsyncGenerator<BodyGroup & { rows: number[] }> {
  for await (const group of eachBodyGroup(store, [...places.keys()])) {
    const { sourceFile, sourceOffset, length } = group.dataSet[table];
    const rows: number[] = [];
    for (let row = 0; row < length; row++) {
      if (places.get(group.ids[sourceFile[row]!]!)!.has(sourceOffset[row]!)) rows.push(row);
    }
    if (rows.length > 0) yield { ...group, rows };
  }
}

export interface BodyGroup {
  readonly dataSet: DataSet;
  /** By FileIndex of the data set. */
  readonly bodies: readonly Uint8Array[];
  readonly ids: readonly bigint[];
}

/** Batches decoded, a few megabytes at a time. */
export async function* eachBodyGroup(
  store: SpanStore,
  ids: readonly bigint[],
): AsyncGenerator<BodyGroup, void, undefined> {
  for await (const group of bodiesOf(store, ids)) {
    const { builder } = decodeBodies(group.map(({ body }) => body));
    yield {
      dataSet: builder.finish(),
      bodies: group.map(({ body }) => body.bytes),
      ids: group.map(({ id }) => id),
    };
  }
}

interface StoredBody {
  readonly id: bigint;
  readonly body: UnpackedBody;
}

async function* bodiesOf(store: SpanStore, ids: readonly bigint[]): AsyncGenerator<StoredBody[], void, undefined> {
  const sorted = [...ids].sort((a, b) => (a < b ? -1 : 1));
  const sizes = await store.query(`SELECT id, size FROM batch WHERE id IN (${sorted.join(",") || "0"}) ORDER BY id`);
  let group: bigint[] = [];
  let bytes = 0;
  for (const [id, size] of sizes as [bigint, number][]) {
    group.push(id);
    bytes += size;
    if (bytes < BYTES_AT_A_TIME) continue;
    yield await readBodies(store, group);
    group = [];
    bytes = 0;
  }
  if (group.length > 0) yield await readBodies(store, group);
}

async function readBodies(store: SpanStore, ids: readonly bigint[]): Promise<StoredBody[]> {
  const rows = (await store.query(
    `SELECT id, signal, format, compression, size, body, segment, place, packed FROM batch WHERE id IN (${ids.join(",")}) ORDER BY id`,
  )) as BatchRow[];
  const bodies = await Promise.all(
    rows.map(async ([id, signal, format, compression, size, body, segment, place, packed]) => {
      const stored =
        body?.bytes ?? (await store.readBody({ segment: segment!, offset: Number(place!), length: packed! }));
      if (!stored) return [];
      const bytes = await unpack(stored, wordOf(COMPRESSION_CODE, compression), size).catch(() => undefined);
      if (!bytes) store.noteDamagedBody(id);
      return bytes
        ? [{ id, body: { signal: wordOf(SIGNAL_CODE, signal), format: wordOf(FORMAT_CODE, format), bytes } }]
        : [];
    }),
  );
  return bodies.flat();
}

type BatchRow = [
  id: bigint,
  signal: number,
  format: number,
  compression: number,
  size: number,
  body: DuckDBBlobValue | null,
  segment: number | null,
  place: bigint | null,
  packed: number | null,
];

export function inMemory(bodies: readonly Uint8Array[]): RetainedBytes {
  return { read: async (file, offset, length) => bodies[file]!.subarray(offset, offset + length) };
}
