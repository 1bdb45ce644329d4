/**
 * Gives rows to bodies that have none: those that were acknowledged shortly before the process ended, or all of them where the database was
 * damaged and begins anew.
 *
 *   bodies 1 │ bodies 2     │ bodies 3          progress = 2, 7000
 *                     ▲ from here on
 */
import type { Batch } from "../ingest/batch.ts";
import { buildBatch } from "../ingest/build-batch.ts";
import { withoutRecords } from "../ingest/record-writer.ts";
import { unpack } from "../ingest/unpack.ts";
import { IndexQueue } from "./index-queue.ts";
import type { FoundRecord, PassedOver } from "./read-segment.ts";
import type { SegmentFiles } from "./segment-files.ts";
import type { SpanIndex } from "./span-index.ts";

/** More than this takes a while, which is said. */
const MUCH_BYTES = 64 << 20;
const NO_BYTES = new Uint8Array(0);

export interface Replay {
  readonly files: SegmentFiles;
  readonly index: SpanIndex;
  /** Where each file ends for this replay; undefined: where it ends. */
  readonly ends?: ReadonlyMap<number, number>;
  say(sentence: string): void;
  /** Tells of what is damaged. */
  noteDamage(sentence: string): void;
}

/** @returns the highest number of a batch that was met; 0 = none */
export async function replayBodies({ files, index, ends, say, noteDamage }: Replay): Promise<bigint> {
  const { segment, offset } = index.progress;
  const queue = new IndexQueue();
  const endOf = (number: number) => ends?.get(number) ?? files.sizeOf(number);
  const segments = (ends ? [...ends.keys()] : files.numbers).filter((number) => number >= segment);
  const bytes = segments.reduce((sum, number) => sum + endOf(number), 0) - (segments[0] === segment ? offset : 0);
  if (bytes > MUCH_BYTES) say(`Spans are indexed anew from ${Math.round(bytes / 2 ** 20)} MB. This takes a while.`);
  let newest = 0n;
  let unreadable = 0;
  const commit = async () => {
    for (let head = queue.head(); head.length > 0; head = queue.head()) {
      await index.commit(head);
      queue.drop(head.length);
    }
  };
  for (const number of segments) {
    const passedOver: PassedOver[] = [];
    let readBehind = 0;
    for await (const found of files.records(number, number === segment ? offset : 0, endOf(number))) {
      if ("from" in found) {
        passedOver.push(found);
        continue;
      }
      if (passedOver.length > 0) readBehind++;
      const { record, place } = found;
      if (record.batch > newest) newest = record.batch;
      if (record.isMoved && (await hasRows(index, record.batch))) continue;
      const batch = await rowsOf(found);
      if (!batch) unreadable++;
      queue.push({ id: record.batch, batch: batch ?? withoutRecords({ ...record, stored: NO_BYTES }), place });
      if (queue.isLong) await commit();
    }
    if (passedOver.length > 0) noteDamage(sayPassedOver(files.pathOf(number), passedOver, readBehind));
  }
  await commit();
  if (unreadable > 0) noteDamage(`${unreadable} stored requests cannot be read: their spans are not found.`);
  return newest;
}

function sayPassedOver(path: string, passedOver: readonly PassedOver[], readBehind: number): string {
  const bytes = passedOver.reduce((sum, { from, to }) => sum + to - from, 0);
  const behind = readBehind === 1 ? "1 request behind it was" : `${readBehind} requests behind it were`;
  return (
    `${path} is damaged from byte ${passedOver[0]!.from} on: ${bytes} bytes of requests were passed over, ${behind} read. ` +
    "The file stays as it is: put a good copy in its place, delete causeway.duckdb and start again to have all of it."
  );
}

async function hasRows(index: SpanIndex, batch: bigint): Promise<boolean> {
  return (await index.query(`SELECT 1 FROM batch WHERE id = ${batch}`)).length > 0;
}

/** @returns undefined where the body cannot be read, though it could once */
async function rowsOf({ record }: FoundRecord): Promise<Batch | undefined> {
  try {
    const bytes = await unpack(record.stored, record.compression, record.size);
    const { batch } = buildBatch(record, bytes, record.receivedNano);
    return { ...batch, stored: NO_BYTES };
  } catch {
    return undefined;
  }
}
