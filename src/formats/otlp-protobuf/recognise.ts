/** Tells OTLP protobuf from other bytes, and spans from log records and metrics, by their shapes. */
import { WireError, WireReader, WireType } from "./wire.ts";

const LENGTH_PREFIX = 4;

/** How the messages of a file lie: one after another as one message, or each behind its length. */
export type Framing = "none" | "length-prefixed";

/** @param bytes the first bytes of a file @returns undefined where they are no OTLP protobuf */
export function recogniseProtobuf(bytes: Uint8Array): Framing | undefined {
  if (looksLikeRequest(bytes, 0, bytes.length)) return "none";
  const length = prefixedLength(bytes, 0);
  const end = Math.min(LENGTH_PREFIX + length, bytes.length);
  if (length > 0 && length < 0x4000_0000 && looksLikeRequest(bytes, LENGTH_PREFIX, end)) return "length-prefixed";
  return undefined;
}

/** The four-byte big-endian length at `at`. */
export function prefixedLength(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

/** Whether bytes[from, to) begin like {1: {1: resource, 2: scope group, 3: text}…}; they may be cut. */
function looksLikeRequest(bytes: Uint8Array, from: number, to: number): boolean {
  let groups = 0;
  const isRequest = eachField(bytes, from, to, (field, wireType, valueFrom, valueTo) => {
    if (field !== 1 || wireType !== WireType.bytes) return false;
    groups++;
    let parts = 0;
    const isGroup = eachField(bytes, valueFrom, valueTo, (inner, innerType, innerFrom, innerTo) => {
      if (innerType !== WireType.bytes) return false;
      if (inner === 1) {
        parts++;
        return looksLikeResource(bytes, innerFrom, innerTo);
      }
      if (inner === 2 || inner === 1000) parts++;
      return inner === 2 || inner === 3 || inner === 1000;
    });
    return isGroup && parts > 0;
  });
  return isRequest && groups > 0;
}

function looksLikeResource(bytes: Uint8Array, from: number, to: number): boolean {
  return eachField(bytes, from, to, (field, wireType) =>
    field === 2 ? wireType === WireType.varint : (field === 1 || field === 3) && wireType === WireType.bytes,
  );
}

/** Whether all fields of bytes[from, to) are accepted; a field cut by the end counts with what is there of it. */
function eachField(
  bytes: Uint8Array,
  from: number,
  to: number,
  accept: (field: number, wireType: number, valueFrom: number, valueTo: number) => boolean,
): boolean {
  const reader = new WireReader();
  reader.reset(bytes, from, to);
  try {
    while (reader.next()) if (!accept(reader.field, reader.wireType, reader.from, reader.to)) return false;
    return true;
  } catch (thrown) {
    if (!(thrown instanceof WireError)) throw thrown;
    const isCut = to === bytes.length && reader.at > to && reader.wireType === WireType.bytes && reader.from < to;
    return isCut && accept(reader.field, reader.wireType, reader.from, to);
  }
}

export type RecordKind = "span" | "log" | "other";

/** What the record bytes[from, to) of a scope group is: metrics and profiles lie in the same place as spans. */
export function kindOfRecord(bytes: Uint8Array, from: number, to: number): RecordKind {
  const reader = new WireReader();
  reader.reset(bytes, from, to);
  let ids = 0;
  let times = 0;
  let isSpan = true;
  let isLog = true;
  try {
    while (reader.next()) {
      const { field, wireType } = reader;
      const length = wireType === WireType.bytes ? reader.to - reader.from : -1;
      if (field === 1 || field === 2) {
        const isId = length === (field === 1 ? 16 : 8);
        if (isId) ids++;
        else isSpan = false;
        isLog &&= wireType === (field === 1 ? WireType.fixed64 : WireType.varint);
        if (field === 1 && wireType === WireType.fixed64) times++;
      } else if (field === 7 || field === 8) {
        isSpan &&= wireType === WireType.fixed64;
        isLog &&= wireType === (field === 7 ? WireType.varint : WireType.fixed32);
      } else if (field === 11) {
        isSpan &&= wireType === WireType.bytes;
        isLog &&= wireType === WireType.fixed64;
        times++;
      } else if (field === 5) {
        isSpan &&= wireType === WireType.bytes;
        isLog &&= wireType === WireType.bytes;
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof WireError)) throw thrown;
    return "other";
  }
  if (isSpan && ids === 2) return "span";
  return isLog && times > 0 ? "log" : "other";
}
