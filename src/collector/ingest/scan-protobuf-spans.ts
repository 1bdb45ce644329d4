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
import { clampNano, OperationList, RecordWriter } from "./record-writer.ts";

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
    this.#writer = new RecordWriter(Math.min(2_048, bytes.length >> 6));
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

  /** @returns false where an id is not what OTLP asks for */
  #readSpan(from: number, to: number, row: number, service: number): boolean {
    const writer = this.#writer;
    const view = this.#view;
    const span = this.#span;
    let high = 0n;
    let low = 0n;
    let id = 0n;
    let parent = 0n;
    let isValid = true;
    let name = 0;
    let kind: number = SpanKind.unspecified;
    let status = 0;
    let start = 0n;
    let end = 0n;
    span.reset(this.#bytes, from, to);
    while (span.next()) {
      const length = span.to - span.from;
      switch (span.field) {
        case 1:
          if (length === 16) {
            high = view.getBigUint64(span.from);
            low = view.getBigUint64(span.from + 8);
          } else isValid = false;
          break;
        case 2:
          if (length === 8) id = view.getBigUint64(span.from);
          else isValid = false;
          break;
        case 4:
          if (length === 8) parent = view.getBigUint64(span.from);
          else if (length > 0) isValid = false;
          break;
        case 5:
          if (span.wireType === WireType.bytes) name = this.#strings.internBytes(this.#bytes, span.from, span.to);
          break;
        case 6:
          if (span.wireType === WireType.varint && span.value <= 5) kind = span.value;
          break;
        case 7:
          if (length === 8) start = view.getBigUint64(span.from, true);
          break;
        case 8:
          if (length === 8) end = view.getBigUint64(span.from, true);
          break;
        case 15:
          status = this.#statusCode(span.from, span.to);
          break;
      }
    }
    if (!isValid || id === 0n || (high === 0n && low === 0n)) return false;
    writer.traceHigh[row] = high;
    writer.traceLow[row] = low;
    writer.spanId[row] = id;
    writer.parentId[row] = parent;
    writer.startNano[row] = start === 0n ? this.#receivedNano : clampNano(start);
    writer.durationNano[row] = start === 0n || end < start ? -1n : clampNano(end - start);
    writer.operation[row] = this.#operations.add(
      service,
      name,
      kind === SpanKind.unspecified ? SpanKind.internal : kind,
    );
    writer.status[row] = status;
    writer.position[row] = from;
    return true;
  }

  #statusCode(from: number, to: number): number {
    const status = this.#status;
    let code = 0;
    status.reset(this.#bytes, from, to);
    while (status.next()) if (status.field === 3 && status.value <= 2) code = status.value;
    return code;
  }
}
