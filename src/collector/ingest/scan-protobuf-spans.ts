/**
 * What the store searches, straight from OTLP protobuf: ids, times, name, kind, status, service. Attributes, events and links are passed
 * over, which makes it several times faster than decoding; they are read when a trace is asked for.
 *
 *   request {1: resource group {1: resource, 2: scope group {2: span {1: traceId, 2: spanId, 4: parent, 5: name, 6: kind, 7: start, 8: end, 15: status}}}}
 */
import { UNKNOWN_SERVICE } from "../../formats/decode-session.ts";
import { AttributeReader } from "../../formats/otlp-protobuf/read-any-value.ts";
import { WireError, WireReader, WireType } from "../../formats/otlp-protobuf/wire.ts";
import { SpanKind } from "../../model/enums.ts";
import { StringTableBuilder } from "../../model/string-table.ts";
import type { Operation, RecordColumns } from "./batch.ts";
import { COLUMN, OperationList, RecordWriter } from "./record-writer.ts";

export interface ScannedSpans {
  readonly records: RecordColumns;
  readonly operations: readonly Operation[];
  readonly withoutIds: number;
  readonly damaged: number;
}

/** @returns a sentence where the bytes are no OTLP request */
export function scanProtobufSpans(bytes: Uint8Array, receivedNano: bigint): ScannedSpans | string {
  const scan = new SpanScan(bytes, receivedNano);
  try {
    scan.request();
  } catch (thrown) {
    if (!(thrown instanceof WireError)) throw thrown;
    return `Not OTLP protobuf (${thrown.message} at byte ${thrown.at}).`;
  }
  return scan.finish();
}

const SERVICE_NAME = new TextEncoder().encode("service.name");
const DEPRECATED_LIBRARY_SPANS = 1_000;

class SpanScan {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #receivedNano: bigint;
  readonly #strings = new StringTableBuilder();
  readonly #attributes = new AttributeReader(this.#strings);
  readonly #writer: RecordWriter;
  readonly #operations = new OperationList();
  readonly #span = new WireReader();
  readonly #status = new WireReader();
  #withoutIds = 0;
  #damaged = 0;

  constructor(bytes: Uint8Array, receivedNano: bigint) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#receivedNano = receivedNano;
    this.#writer = new RecordWriter(Math.min(2_048, bytes.length >> 7));
  }

  request(): void {
    for (const group of this.#messages(0, this.#bytes.length)) {
      if (group.field === 1) this.#resourceGroup(group.from, group.to);
    }
  }

  finish(): ScannedSpans {
    return {
      records: this.#writer.finish(),
      operations: this.#operations.list(this.#strings.finish()),
      withoutIds: this.#withoutIds,
      damaged: this.#damaged,
    };
  }

  /** The resource may come after its spans. */
  #resourceGroup(from: number, to: number): void {
    let service = this.#strings.intern(UNKNOWN_SERVICE);
    for (const part of this.#messages(from, to)) {
      if (part.field === 1) service = this.#serviceOf(part.from, part.to) ?? service;
    }
    for (const part of this.#messages(from, to)) {
      if (part.field !== 2 && part.field !== DEPRECATED_LIBRARY_SPANS) continue;
      for (const record of this.#messages(part.from, part.to)) {
        if (record.field === 2) this.#takeSpan(record.from, record.to, service);
      }
    }
  }

  /** Steps through the fields of a message that are messages themselves. The reader is the caller's until the next step. */
  *#messages(from: number, to: number): Generator<WireReader, void, undefined> {
    const reader = new WireReader();
    reader.reset(this.#bytes, from, to);
    while (reader.next()) if (reader.wireType === WireType.bytes) yield reader;
  }

  #serviceOf(from: number, to: number): number | undefined {
    let service: number | undefined;
    const attribute = this.#attributes;
    for (const field of this.#messages(from, to)) {
      if (field.field !== 1) continue;
      attribute.read(this.#bytes, field.from, field.to);
      if (!this.#isServiceName(attribute.keyFrom, attribute.keyTo)) continue;
      const text = attribute.internText(this.#bytes, attribute.valueFrom, attribute.valueTo);
      if (text > 0) service = text;
    }
    return service;
  }

  #isServiceName(from: number, to: number): boolean {
    return to - from === SERVICE_NAME.length && SERVICE_NAME.every((byte, at) => this.#bytes[from + at] === byte);
  }

  #takeSpan(from: number, to: number, service: number): void {
    const row = this.#writer.next();
    try {
      if (this.#readSpan(from, to, row, service)) return;
      this.#withoutIds++;
    } catch (thrown) {
      if (!(thrown instanceof WireError)) throw thrown;
      this.#damaged++;
    }
    this.#writer.drop();
  }

  /**
   * Notes where each field lies and reads them at the end: the last of a field holds, as protobuf says.
   * @returns false where an id is not what OTLP asks for
   */
  #readSpan(from: number, to: number, row: number, service: number): boolean {
    const span = this.#span;
    let trace = -1;
    let id = -1;
    let parent = -1;
    let start = -1;
    let end = -1;
    let isValid = true;
    let name = 0;
    let kind: number = SpanKind.unspecified;
    let status = 0;
    span.reset(this.#bytes, from, to);
    while (span.next()) {
      const length = span.to - span.from;
      switch (span.field) {
        case 1:
          trace = span.from;
          isValid &&= length === 16;
          break;
        case 2:
          id = span.from;
          isValid &&= length === 8;
          break;
        case 4:
          parent = length === 0 ? -1 : span.from;
          isValid &&= length === 0 || length === 8;
          break;
        case 5:
          if (span.wireType === WireType.bytes) name = this.#intern(span.from, span.to);
          break;
        case 6:
          if (span.wireType === WireType.varint && span.value <= 5) kind = span.value;
          break;
        case 7:
          if (length === 8) start = span.from;
          break;
        case 8:
          if (length === 8) end = span.from;
          break;
        case 15:
          status = this.#statusCode(span.from, span.to);
          break;
      }
    }
    if (!isValid || trace === -1 || id === -1) return false;
    if (!this.#writeId(COLUMN.spanId, row, id)) return false;
    const hasHigh = this.#writeId(COLUMN.traceHigh, row, trace);
    if (!this.#writeId(COLUMN.traceLow, row, trace + 8) && !hasHigh) return false;
    if (parent === -1) this.#writer.setWord(COLUMN.parentId, row, 0, 0);
    else this.#writeId(COLUMN.parentId, row, parent);
    this.#writeTimes(row, start, end);
    const { operation, status: statuses, position } = this.#writer.columns;
    operation[row] = this.#operations.add(service, name, kind === SpanKind.unspecified ? SpanKind.internal : kind);
    statuses[row] = status;
    position[row] = from;
    return true;
  }

  /** @returns whether the eight bytes are not all zero */
  #writeId(column: number, row: number, at: number): boolean {
    const high = this.#view.getUint32(at);
    const low = this.#view.getUint32(at + 4);
    this.#writer.setWord(column, row, high, low);
    return (high | low) !== 0;
  }

  /** @param start and end are places of fixed64, -1 = none */
  #writeTimes(row: number, start: number, end: number): void {
    const view = this.#view;
    const startLow = start === -1 ? 0 : view.getUint32(start, true);
    const startHigh = start === -1 ? 0 : view.getUint32(start + 4, true);
    if ((startLow | startHigh) === 0) {
      this.#writer.columns.startNano[row] = this.#receivedNano;
      this.#writer.columns.durationNano[row] = -1n;
      return;
    }
    this.#writeNano(COLUMN.startNano, row, startHigh, startLow);
    const endLow = end === -1 ? 0 : view.getUint32(end, true);
    const endHigh = end === -1 ? 0 : view.getUint32(end + 4, true);
    const borrow = endLow < startLow ? 1 : 0;
    const high = endHigh - startHigh - borrow;
    if (high < 0) this.#writer.columns.durationNano[row] = -1n;
    else this.#writeNano(COLUMN.durationNano, row, high, endLow - startLow + borrow * 0x1_0000_0000);
  }

  /** What a signed column does not hold becomes the most that it does. */
  #writeNano(column: number, row: number, high: number, low: number): void {
    if (high > 0x7fff_ffff) this.#writer.setWord(column, row, 0x7fff_ffff, 0xffff_ffff);
    else this.#writer.setWord(column, row, high, low);
  }

  #intern(from: number, to: number): number {
    // It reads four bytes at a time.
    const isNearEnd = from + 4 > this.#bytes.length;
    return isNearEnd
      ? this.#strings.internBytes(this.#bytes, from, to)
      : this.#strings.internView(this.#view, from, to);
  }

  #statusCode(from: number, to: number): number {
    const status = this.#status;
    let code = 0;
    status.reset(this.#bytes, from, to);
    while (status.next()) if (status.field === 3 && status.value <= 2) code = status.value;
    return code;
  }
}
