/**
 * Gives the disk back what deleted batches took: a segment of which nothing is wanted goes, and what little is left of another is copied to
 * the segment written now, so that one long trace does not keep the bytes of its neighbours.
 *
 *   bodies 1  ░░░░░░░░░░  gone       bodies 2  ░░░█░░░░░░  █ copied behind the newest, gone the next time       bodies 3  ████░███  stays
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { SegmentLog } from "./segment-log.ts";
import type { BodyPlace } from "./segment-record.ts";
import { decodeRecord, HEADER_BYTES } from "./segment-record.ts";

/** Beyond it a segment stays as it is. */
const MOST_LIVE = 0.5;

/** @param before segments from this number on are not looked at: they are written, or have no rows yet */
export async function tidySegments(
  connection: DuckDBConnection,
  log: SegmentLog,
  before: number,
  say: (sentence: string) => void,
): Promise<void> {
  const live = await liveBytes(connection);
  for (const segment of log.files.numbers) {
    if (segment >= before || segment === log.current) continue;
    const bytes = live.get(segment) ?? 0;
    if (bytes === 0) await removeRead(log, segment, say);
    // Its readers of today go on; without rows it is removed the next time.
    else if (bytes < MOST_LIVE * log.files.sizeOf(segment)) await moveBodies(connection, log, segment);
  }
}

/** What could not be read to its end may hold what nobody saw: it is kept under another name. */
async function removeRead({ files }: SegmentLog, segment: number, say: (sentence: string) => void): Promise<void> {
  if (await files.isWhole(segment)) return files.remove(segment);
  const aside = await files.setAside(segment);
  say(
    `What could be read of a damaged file of bodies is too old by now. The file was kept as ${aside}: delete it yourself.`,
  );
}

async function liveBytes(connection: DuckDBConnection): Promise<Map<number, number>> {
  const reader = await connection.runAndReadAll(
    "SELECT segment, sum(packed)::DOUBLE FROM batch WHERE segment IS NOT NULL GROUP BY segment",
  );
  return new Map(reader.getRows() as [number, number][]);
}

async function moveBodies(connection: DuckDBConnection, log: SegmentLog, segment: number): Promise<void> {
  const reader = await connection.runAndReadAll(
    `SELECT id, place, packed FROM batch WHERE segment = ${segment} ORDER BY place`,
  );
  const moved: (readonly [bigint, BodyPlace])[] = [];
  for (const [id, place, length] of reader.getRows() as [bigint, bigint, number][]) {
    const offset = Number(place) - HEADER_BYTES;
    const bytes = await log.files.read({ segment, offset, length: HEADER_BYTES + length });
    const header = Buffer.from(bytes?.subarray(0, HEADER_BYTES) ?? []);
    const record = bytes && decodeRecord(header, bytes.subarray(HEADER_BYTES));
    if (record) moved.push([id, await log.append({ ...record, isMoved: true })]);
  }
  await connection.run("BEGIN");
  try {
    for (const [id, place] of moved) {
      await connection.run(`UPDATE batch SET segment = ${place.segment}, place = ${place.offset} WHERE id = ${id}`);
    }
    await connection.run("COMMIT");
  } catch (failure) {
    await connection.run("ROLLBACK").catch(() => {});
    throw failure;
  }
}
