/**
 * One record of a segment: the body of a request as it came, and what is needed to read it again.
 *
 *   0       4     8        12     16      24         32       33       34            35      36..40   40
 *   "CWB1"  crc   length   size   batch   received   signal   format   compression   moved   0        body, `length` bytes
 *
 * Little-endian. crc: CRC-32 of all that follows it. size: bytes of the body unpacked. received: Unix nanoseconds. moved: 1 = copied from
 * an older segment, so its batch is not the newest so far.
 */
import { crc32 } from "node:zlib";
import type { Body } from "../ingest/batch.ts";
import { COMPRESSION_CODE, FORMAT_CODE, SIGNAL_CODE, wordOf } from "./codes.ts";

export const HEADER_BYTES = 40;
const MAGIC = 0x31_42_57_43;
export const MAGIC_BYTES = Buffer.from("CWB1");
const CHECKED_FROM = 8;

/** Where a body lies. */
export interface BodyPlace {
  readonly segment: number;
  /** Offset of the body, behind its header. */
  readonly offset: number;
  readonly length: number;
}

export interface SegmentRecord extends Body {
  /** Number of the batch. */
  readonly batch: bigint;
  readonly receivedNano: bigint;
  readonly isMoved: boolean;
}

/** The record's bytes, the body not copied. */
export function encodeRecord(record: SegmentRecord): readonly [Buffer, Uint8Array] {
  const { stored } = record;
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(stored.length, 8);
  header.writeUInt32LE(record.size, 12);
  header.writeBigInt64LE(record.batch, 16);
  header.writeBigInt64LE(record.receivedNano, 24);
  header[32] = SIGNAL_CODE[record.signal];
  header[33] = FORMAT_CODE[record.format];
  header[34] = COMPRESSION_CODE[record.compression];
  header[35] = record.isMoved ? 1 : 0;
  header.writeUInt32LE(crc32(stored, crc32(header.subarray(CHECKED_FROM))), 4);
  return [header, stored];
}

/** Bytes of the body behind this header; undefined where it is no header. */
export function bodyLength(header: Buffer): number | undefined {
  return header.length === HEADER_BYTES && header.readUInt32LE(0) === MAGIC ? header.readUInt32LE(8) : undefined;
}

/** Whether its codes exist: what merely looks like a header mostly fails here, before its body is read. */
export function mayBeHeader(header: Buffer): boolean {
  const has = (codes: Readonly<Record<string, number>>, code: number | undefined) =>
    Object.values(codes).includes(code ?? -1);
  return (
    has(SIGNAL_CODE, header[32]) &&
    has(FORMAT_CODE, header[33]) &&
    has(COMPRESSION_CODE, header[34]) &&
    header[35]! <= 1 &&
    header.readUInt32LE(36) === 0
  );
}

/** @returns undefined where the bytes are not what was written */
export function decodeRecord(header: Buffer, stored: Uint8Array): SegmentRecord | undefined {
  if (crc32(stored, crc32(header.subarray(CHECKED_FROM))) !== header.readUInt32LE(4)) return undefined;
  return {
    stored,
    size: header.readUInt32LE(12),
    batch: header.readBigInt64LE(16),
    receivedNano: header.readBigInt64LE(24),
    signal: wordOf(SIGNAL_CODE, header[32]),
    format: wordOf(FORMAT_CODE, header[33]),
    compression: wordOf(COMPRESSION_CODE, header[34]),
    isMoved: header[35] === 1,
  };
}
