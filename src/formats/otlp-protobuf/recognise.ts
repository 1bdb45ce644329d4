/** Tells OTLP protobuf from other bytes, and spans from log records and metrics, by their shapes. */
import { WireError, WireReader, WireType } from "./wire.ts";

const LENGTH_PREFIX = 4;
/** Field numbers: resource group, scope group, span or log record. */
const PATH_TO_RECORD = [1, 2, 2];

/** How the messages of a file lie: one after another as one message, or each behind its length. */
export type Framing = "none" | "length-prefixed";

/** @param bytes the first bytes of a file @returns undefined where they are no OTLP protobuf */
export function recogniseProtobuf(bytes: Uint8Array): Framing | undefined {
  if (isRequest(bytes, 0, bytes.length)) return "none";
  const length = prefixedLength(bytes, 0);
  const end = Math.min(LENGTH_PREFIX + length, bytes.length);
  if (length > 0 && length < 0x4000_0000 && isRequest(bytes, LENGTH_PREFIX, end)) return "length-prefixed";
  return undefined;
}

const isRequest = (bytes: Uint8Array, from: number, to: number) =>
  looksLikeRequest(bytes, from, to) || holdsRecord(bytes, from, to);

/** The four-byte big-endian length at `at`. */
export function prefixedLength(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

/** Whether bytes[from, to), which may be cut, are fields known today and no others, like {1: {1: resource, 2: scope group, 3: text}…}. */
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

/** Whether a span or log record lies in bytes[from, to) where OTLP has it, {1: {2: {2: record}}}, whatever fields are around it. */
function holdsRecord(bytes: Uint8Array, from: number, to: number): boolean {
  let isFound = false;
  const acceptAt =
    (level: number) =>
    (field: number, wireType: number, valueFrom: number, valueTo: number): boolean => {
      if (field !== PATH_TO_RECORD[level] || wireType !== WireType.bytes) return true;
      if (level < PATH_TO_RECORD.length - 1) return eachField(bytes, valueFrom, valueTo, acceptAt(level + 1));
      isFound ||= kindOfRecord(bytes, valueFrom, valueTo) !== "other";
      return true;
    };
  return eachField(bytes, from, to, acceptAt(0)) && isFound;
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
  let hasSpanTime = false;
  let hasTextId = false;
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
        if (isId && field === 1) hasTextId = isText(bytes, reader.from, reader.to);
        isLog &&= wireType === (field === 1 ? WireType.fixed64 : WireType.varint);
        if (field === 1 && wireType === WireType.fixed64) times++;
      } else if (field === 7 || field === 8) {
        isSpan &&= wireType === WireType.fixed64;
        hasSpanTime ||= wireType === WireType.fixed64;
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
  // A gauge whose name and description are as long as ids has no time there; a span without times is rare, and its id no text.
  if (isSpan && ids === 2 && (hasSpanTime || !hasTextId)) return "span";
  return isLog && times > 0 ? "log" : "other";
}

function isText(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at]! < 0x20 || bytes[at]! > 0x7e) return false;
  return true;
}
