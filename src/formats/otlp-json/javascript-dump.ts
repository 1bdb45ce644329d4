/**
 * What JSON.stringify makes of the objects of JavaScript's protobuf libraries:
 *
 *   ids    {"type":"Buffer","data":[91,142,…]}   {"0":91,"1":142,…}
 *   times  {"low":-1663027637,"high":409162059,"unsigned":true}
 */
import type { TimeReader } from "../time-reader.ts";

/** Longer objects are no ids or times. */
const LONGEST_DUMP = 512;

function parse(bytes: Uint8Array, at: number, end: number): Record<string, unknown> {
  if (end - at > LONGEST_DUMP) return {};
  try {
    return JSON.parse(new TextDecoder().decode(bytes.subarray(at, end))) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Reads the id into words, most significant byte first; of another length: nothing. */
export function readDumpedId(bytes: Uint8Array, at: number, end: number, words: Uint32Array): void {
  const dump = parse(bytes, at, end);
  const list: readonly unknown[] = Array.isArray(dump.data) ? dump.data : Object.values(dump);
  if (list.length !== words.length * 4 || !list.every((byte) => Number.isInteger(byte))) return;
  for (const [index, byte] of (list as number[]).entries())
    words[index >> 2] = (words[index >> 2]! << 8) | (byte & 0xff);
}

/** @returns whether it is a time above zero */
export function readDumpedTime(time: TimeReader, bytes: Uint8Array, at: number, end: number): boolean {
  const { low, high } = parse(bytes, at, end);
  if (!Number.isInteger(low) || !Number.isInteger(high)) return false;
  const nanos = (BigInt((high as number) >>> 0) << 32n) | BigInt((low as number) >>> 0);
  const digits = new TextEncoder().encode(String(nanos));
  return time.read(digits, 0, digits.length, 9);
}
