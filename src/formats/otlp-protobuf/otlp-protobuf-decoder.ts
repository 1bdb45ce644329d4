/**
 * OTLP protobuf into columns, as it comes: ExportTraceServiceRequest, TracesData, LogsData, one after another or each behind a
 * four-byte length (the collector's file exporter).
 *
 *   request {1: resource group {1: resource, 2: scope group {1: scope, 2: span or log record}…}…}
 *
 * The groups are frames on a stack, since one may be as large as the file; resources, scopes and records are read whole.
 */
import { Said, say } from "../../model/sentence.ts";
import type { ByteWindow } from "../byte-window.ts";
import type { FileContext, StreamDecoder } from "../decode-session.ts";
import { METRICS_SKIPPED } from "../file-notes.ts";
import { newResourceRow, newScopeRow, ResourceField } from "../resource-fields.ts";
import { AttributeReader } from "./read-any-value.ts";
import { type Framing, kindOfRecord, prefixedLength, type RecordKind } from "./recognise.ts";
import { RecordReader } from "./record-reader.ts";
import { WireError, WireReader, WireType } from "./wire.ts";

const LEVEL = { file: 0, request: 1, resourceGroup: 2, scopeGroup: 3 } as const;
const DEPRECATED_LIBRARY_SPANS = 1_000;
/** A tag and a length take at most ten bytes each. */
const LONGEST_HEAD = 20;

interface Frame {
  readonly level: number;
  /** Offset in the stream where the message ends; infinite where only the file's end tells. */
  readonly end: number;
  readonly firstSpan: number;
  readonly firstLog: number;
  resource: number;
  scope: number;
}

export class OtlpProtobufDecoder implements StreamDecoder {
  readonly #context: FileContext;
  readonly #records: RecordReader;
  readonly #attributes: AttributeReader;
  readonly #fields = new WireReader();
  readonly #frames: Frame[] = [];
  /** Decided by the first record: a request holds one kind. */
  #recordKind: RecordKind | undefined;
  #isDone = false;

  /** @param recordKind where it is known from elsewhere, such as the address a request came to */
  constructor(context: FileContext, framing: Framing, recordKind?: RecordKind) {
    this.#context = context;
    this.#recordKind = recordKind;
    this.#records = new RecordReader(context);
    this.#attributes = new AttributeReader(context.builder.strings);
    this.#push(framing === "none" ? LEVEL.request : LEVEL.file, Number.POSITIVE_INFINITY);
  }

  decode(window: ByteWindow, isLast: boolean): number {
    try {
      while (!this.#isDone && this.#step(window, isLast));
    } catch (thrown) {
      if (!(thrown instanceof WireError)) throw thrown;
      this.#stop(
        "damaged-protobuf",
        say`Not OTLP protobuf here (${new Said(thrown.message, thrown.message, [])}): what comes before is shown, the rest could not be read.`,
        window.base + window.at,
      );
    }
    if (isLast || this.#isDone) while (this.#frames.length > 0) this.#leave();
    if (this.#isDone) window.at = window.end;
    return window.at;
  }

  /** Takes one field, or enters or leaves a message. @returns false where more bytes are needed */
  #step(window: ByteWindow, isLast: boolean): boolean {
    const frame = this.#frames.at(-1)!;
    const { bytes, base, end } = window;
    const offset = base + window.at;
    if (offset >= frame.end) {
      this.#leave();
      return true;
    }
    const left = end - window.at;
    if (left === 0) {
      if (isLast && frame.end !== Number.POSITIVE_INFINITY) this.#cut(offset);
      return false;
    }
    if (frame.level === LEVEL.file) {
      if (left < 4) {
        if (isLast) this.#cut(offset);
        return false;
      }
      window.at += 4;
      this.#push(LEVEL.request, offset + 4 + prefixedLength(bytes, window.at - 4));
      return true;
    }
    if (left < LONGEST_HEAD && !isLast) return false;
    const fields = this.#fields;
    fields.reset(bytes, window.at, Number.MAX_SAFE_INTEGER);
    fields.next();
    if (base + fields.to > frame.end) throw new WireError(window.at, "a field longer than its message");
    const isMessage = fields.wireType === WireType.bytes;
    const child = isMessage ? childLevel(frame.level, fields.field) : undefined;
    if (child !== undefined) {
      window.at = fields.from;
      this.#push(child, base + fields.to);
      return true;
    }
    if (fields.to > end) {
      if (isLast) this.#cut(offset);
      return false;
    }
    const { field, from, to } = fields;
    window.at = to;
    if (isMessage) this.#take(frame, field, bytes, from, to, base + from);
    return true;
  }

  #take(frame: Frame, field: number, bytes: Uint8Array, from: number, to: number, offset: number): void {
    if (frame.level === LEVEL.resourceGroup && field === 1) {
      frame.resource = this.#resource(bytes, from, to, offset);
      this.#assign(frame);
    } else if (frame.level === LEVEL.scopeGroup && field === 1) {
      frame.scope = this.#scope(bytes, from, to, offset);
      this.#assign(frame);
    } else if (frame.level === LEVEL.scopeGroup && field === 2) {
      this.#recordKind ??= kindOfRecord(bytes, from, to);
      try {
        if (this.#recordKind === "span") {
          this.#records.readSpan(bytes, from, to, offset, frame.resource, frame.scope);
        } else if (this.#recordKind === "log") {
          this.#records.readLog(bytes, from, to, offset, frame.resource, frame.scope);
        } else {
          this.#context.notes.addOnce("metrics-skipped", "note", METRICS_SKIPPED);
        }
      } catch (thrown) {
        if (!(thrown instanceof WireError)) throw thrown;
        const message = say`A record is damaged and was left out; all others were read.`;
        this.#context.notes.add("damaged-record", "refusal", message, offset);
      }
    }
  }

  #resource(bytes: Uint8Array, from: number, to: number, offset: number): number {
    const { builder, session } = this.#context;
    return session.resourceRows.rowOf(bytes, from, to, () => {
      const row = newResourceRow(this.#context, offset, to - from);
      const { columns } = builder.resources;
      const reader = new WireReader();
      reader.reset(bytes, from, to);
      const attribute = this.#attributes;
      while (reader.next()) {
        if (reader.field !== 1 || reader.wireType !== WireType.bytes) continue;
        attribute.read(bytes, reader.from, reader.to);
        const field = ResourceField.find(bytes, attribute.keyFrom, attribute.keyTo);
        const text = field ? attribute.internText(bytes, attribute.valueFrom, attribute.valueTo) : -1;
        if (field && text > 0) columns[field][row] = text;
      }
      return row;
    });
  }

  #scope(bytes: Uint8Array, from: number, to: number, offset: number): number {
    const { builder, session } = this.#context;
    if (from === to) return -1;
    return session.scopeRows.rowOf(bytes, from, to, () => {
      const row = newScopeRow(this.#context, offset, to - from);
      const { columns } = builder.scopes;
      const reader = new WireReader();
      reader.reset(bytes, from, to);
      while (reader.next()) {
        if (reader.field === 1) columns.name[row] = builder.strings.internBytes(bytes, reader.from, reader.to);
        else if (reader.field === 2) columns.version[row] = builder.strings.internBytes(bytes, reader.from, reader.to);
      }
      return row;
    });
  }

  #push(level: number, end: number): void {
    const around = this.#frames.at(-1);
    const { spans, logs } = this.#context.builder;
    this.#frames.push({
      level,
      end,
      firstSpan: spans.length,
      firstLog: logs.length,
      resource: around?.resource ?? -1,
      scope: -1,
    });
  }

  #leave(): void {
    const frame = this.#frames.pop()!;
    if (frame.level === LEVEL.resourceGroup && frame.resource === -1) {
      const { spans, logs } = this.#context.builder;
      if (spans.length > frame.firstSpan || logs.length > frame.firstLog) {
        frame.resource = this.#context.session.unnamedResource();
        this.#assign(frame);
      }
    }
  }

  /** Gives rows that came before their resource or scope in the group what they belong to. */
  #assign({ firstSpan, firstLog, resource, scope }: Frame): void {
    const { spans, logs } = this.#context.builder;
    for (const [table, first] of [[spans, firstSpan] as const, [logs, firstLog] as const]) {
      for (let row = first; row < table.length; row++) {
        if (table.columns.resource[row] === -1) table.columns.resource[row] = resource;
        if (table.columns.scope[row] === -1) table.columns.scope[row] = scope;
      }
    }
  }

  #cut(offset: number): void {
    this.#stop(
      "truncated",
      say`The file ends in the middle of a message: what comes before the cut is shown, the rest is missing. Export or download it again.`,
      offset,
    );
  }

  #stop(code: string, message: Said, offset: number): void {
    this.#context.notes.add(code, "refusal", message, offset);
    this.#isDone = true;
  }
}

function childLevel(level: number, field: number): number | undefined {
  if (level === LEVEL.request && field === 1) return LEVEL.resourceGroup;
  if (level === LEVEL.resourceGroup && (field === 2 || field === DEPRECATED_LIBRARY_SPANS)) return LEVEL.scopeGroup;
  return undefined;
}
