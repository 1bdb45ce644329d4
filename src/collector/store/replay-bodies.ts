/**
 * Gives rows to bodies that have none: those that were acknowledged shortly before the process ended, or all of them where the database was
 * damaged and begins anew.
 *
 *   bodies 1 │ bodies 2     │ bodies 3          progress = 2, 7000
 *                     ▲ from here on
 */
import { buildBatch } from "../ingest/build-batch.ts";
import { unpack } from "../ingest/unpack.ts";
import { IndexQueue } from "./index-queue.ts";
import type { FoundRecord, SegmentFiles } from "./segment-files.ts";
import type { SpanIndex } from "./span-index.ts";

/** More than this takes a while, which is said. */
const MUCH_BYTES = 64 << 20;

/** @returns the highest number of a batch that was met; 0 = none */
export async function replayBodies(
  files: SegmentFiles,
  index: SpanIndex,
  say: (sentence: string) => void,
): Promise<bigint> {
  const { segment, offset } = index.progress;
  const queue = new IndexQueue();
  const segments = files.numbers.filter((number) => number >= segment);
  const bytes =
    segments.reduce((sum, number) => sum + files.sizeOf(number), 0) - (segments[0] === segment ? offset : 0);
  if (bytes > MUCH_BYTES) say(`Spans are indexed anew from ${Math.round(bytes / 2 ** 20)} MB. This takes a while.`);
  let newest = 0n;
  let damaged = 0;
  const commit = async () => {
    for (let head = queue.head(); head.length > 0; head = queue.head()) {
      await index.commit(head);
      queue.drop(head.length);
    }
  };
  for (const number of segments) {
    for await (const found of files.records(number, number === segment ? offset : 0)) {
      const { record, place } = found;
      if (record.batch > newest) newest = record.batch;
      if (record.isMoved && (await hasRows(index, record.batch))) continue;
      const batch = await rowsOf(found);
      if (batch) queue.push({ id: record.batch, batch, place });
      else damaged++;
      if (queue.isLong) await commit();
    }
  }
  await commit();
  if (damaged > 0) say(`${damaged} stored requests are damaged: their spans cannot be found.`);
  return newest;
}

async function hasRows(index: SpanIndex, batch: bigint): Promise<boolean> {
  return (await index.query(`SELECT 1 FROM batch WHERE id = ${batch}`)).length > 0;
}

/** @returns undefined where the body cannot be read, though it could once */
async function rowsOf({ record }: FoundRecord) {
  try {
    const bytes = await unpack(record.stored, record.compression, record.size);
    const { batch } = buildBatch(record, bytes, record.receivedNano);
    return { ...batch, stored: new Uint8Array(0) };
  } catch {
    return undefined;
  }
}
