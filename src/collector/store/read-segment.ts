/**
 * Reads a segment from front to back, and goes on behind what is damaged:
 *
 *   record │ record │ ░░ damaged ░░ │ record │ record │ half a rec
 *                   └ passed over ──┘                 └ unfinished: a crash cut it off, and nobody was told that it was kept
 *
 * Behind damage the next record is first looked for where the damaged one says it ends, then byte by byte: by magic, codes that exist
 * and checksum. Bytes that strangers sent may look like headers, so what their checksums may cost is bounded: a few times the file.
 */
import type { FileHandle } from "node:fs/promises";
import {
  type BodyPlace,
  bodyLength,
  decodeRecord,
  HEADER_BYTES,
  MAGIC_BYTES,
  mayBeHeader,
  type SegmentRecord,
} from "./segment-record.ts";

export interface FoundRecord {
  readonly record: SegmentRecord;
  readonly place: BodyPlace;
}

/** Bytes that hold no record that can be read. */
export interface PassedOver {
  readonly segment: number;
  readonly from: number;
  readonly to: number;
}

interface Cursor {
  readonly handle: FileHandle;
  readonly segment: number;
  readonly end: number;
  /** Bytes whose checksums may still be tried while searching. */
  trialBytes: number;
}

const WINDOW_BYTES = 1 << 20;
const TRIALS_OF_FILE = 8;
const LAST_BATCH = 2n ** 53n;

/** @param end where the file ends, or where reading is to end */
export async function* readSegment(
  handle: FileHandle,
  segment: number,
  from: number,
  end: number,
): AsyncGenerator<FoundRecord | PassedOver, void, undefined> {
  const cursor: Cursor = { handle, segment, end, trialBytes: TRIALS_OF_FILE * end };
  for (let at = from; at < end; ) {
    const found = await recordAt(cursor, at);
    if (found) {
      yield found;
      at = found.place.offset + found.place.length;
      continue;
    }
    const next = await nextRecord(cursor, at);
    if (next === undefined && (await isUnfinished(cursor, at))) return;
    yield { segment, from: at, to: next ?? end };
    at = next ?? end;
  }
}

async function recordAt({ handle, segment, end }: Cursor, at: number): Promise<FoundRecord | undefined> {
  const header = await readAt(handle, at, HEADER_BYTES);
  const length = bodyLength(header);
  const offset = at + HEADER_BYTES;
  if (length === undefined || offset + length > end || !mayBeHeader(header)) return undefined;
  const record = decodeRecord(header, await readAt(handle, offset, length));
  // No number after it could be given, had a sender forged it.
  if (!record || record.batch > LAST_BATCH) return undefined;
  return { record, place: { segment, offset, length } };
}

/** Where the next whole record begins behind a damaged one. */
async function nextRecord(cursor: Cursor, damagedAt: number): Promise<number | undefined> {
  const length = bodyLength(await readAt(cursor.handle, damagedAt, HEADER_BYTES));
  const told = damagedAt + HEADER_BYTES + (length ?? cursor.end);
  if (told < cursor.end && (await recordAt(cursor, told))) return told;
  for (let from = damagedAt + 1; from < cursor.end; from += WINDOW_BYTES) {
    const window = await readAt(cursor.handle, from, WINDOW_BYTES + HEADER_BYTES - 1);
    for (let at = window.indexOf(MAGIC_BYTES); at >= 0 && at < WINDOW_BYTES; at = window.indexOf(MAGIC_BYTES, at + 1)) {
      const header = window.subarray(at, at + HEADER_BYTES);
      const bytes = bodyLength(header);
      if (bytes === undefined || !mayBeHeader(header) || from + at + HEADER_BYTES + bytes > cursor.end) continue;
      cursor.trialBytes -= bytes;
      if (cursor.trialBytes < 0) return undefined;
      if (await recordAt(cursor, from + at)) return from + at;
    }
  }
  return undefined;
}

/** What a crash leaves at the end of a file: the beginning of a record, or bytes that were never written. */
async function isUnfinished({ handle, end }: Cursor, at: number): Promise<boolean> {
  const header = await readAt(handle, at, Math.min(HEADER_BYTES, end - at));
  if (header.length < HEADER_BYTES) {
    return isBlank(header) || MAGIC_BYTES.equals(header.subarray(0, 4)) || header.length < MAGIC_BYTES.length;
  }
  const length = bodyLength(header);
  if (length !== undefined && at + HEADER_BYTES + length > end) return true;
  for (let from = at; from < end; from += WINDOW_BYTES) {
    if (!isBlank(await readAt(handle, from, Math.min(WINDOW_BYTES, end - from)))) return false;
  }
  return true;
}

const isBlank = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

/** Fewer bytes than asked for at the end of the file. */
export async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(length), 0, length, position);
  return bytesRead === length ? buffer : buffer.subarray(0, bytesRead);
}
