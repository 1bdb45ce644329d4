/**
 * Spans and log records of OTLP protobuf into columns; unknown fields are passed over.
 * Field numbers: opentelemetry/proto/trace/v1/trace.proto and logs/v1/logs.proto.
 */
import { Repair } from "../../model/enums.ts";
import { LOG_BODY_LIMIT } from "../../model/raw-columns.ts";
import type { FileContext } from "../decode-session.ts";
import { dropIfNoSpan } from "../ids-and-times.ts";
import { AttributeReader } from "./read-any-value.ts";
import { SplitTime, WireReader, WireType } from "./wire.ts";

const SPAN = {
  traceId: 1,
  spanId: 2,
  parentSpanId: 4,
  name: 5,
  kind: 6,
  start: 7,
  end: 8,
  attributes: 9,
  events: 11,
  links: 13,
  status: 15,
  flags: 16,
} as const;
const LOG = {
  time: 1,
  severityNumber: 2,
  severityText: 3,
  body: 5,
  traceId: 9,
  spanId: 10,
  observedTime: 11,
} as const;
const STATUS_CODE_FIELD = 3;

export class RecordReader {
  readonly #context: FileContext;
  readonly #fields = new WireReader();
  readonly #inner = new WireReader();
  readonly #attributes: AttributeReader;
  readonly #time = new SplitTime();
  readonly #end = new SplitTime();
  readonly #words = new Uint32Array(4);

  constructor(context: FileContext) {
    this.#context = context;
    this.#attributes = new AttributeReader(context.builder.strings);
  }

  /** Adds the Span message bytes[from, to). Throws WireError, with nothing added, where it is damaged. */
  readSpan(bytes: Uint8Array, from: number, to: number, offset: number, resource: number, scope: number): void {
    const { builder, file } = this.#context;
    const row = builder.beginSpan();
    const { columns } = builder.spans;
    columns.trace[row] = -1;
    try {
      this.#readSpanFields(bytes, from, to, row);
    } catch (thrown) {
      builder.dropSpan(row);
      throw thrown;
    }
    if (columns.trace[row] === -1) columns.trace[row] = builder.traceIds.add(0, 0, 0, 0);
    columns.resource[row] = resource;
    columns.scope[row] = scope;
    columns.sourceFile[row] = file;
    columns.sourceOffset[row] = offset;
    columns.sourceLength[row] = to - from;
    dropIfNoSpan(this.#context, row, offset);
  }

  #readSpanFields(bytes: Uint8Array, from: number, to: number, row: number): void {
    const { builder, session } = this.#context;
    const { columns } = builder.spans;
    const fields = this.#fields;
    const words = this.#words;
    let hasStart = false;
    let hasEnd = false;
    fields.reset(bytes, from, to);
    while (fields.next()) {
      switch (fields.field) {
        case SPAN.traceId:
          this.#readId(fields, 16, row);
          columns.trace[row] = builder.traceIds.add(words[0]!, words[1]!, words[2]!, words[3]!);
          break;
        case SPAN.spanId:
          this.#readId(fields, 8, row);
          columns.spanIdHigh[row] = words[0]!;
          columns.spanIdLow[row] = words[1]!;
          break;
        case SPAN.parentSpanId:
          this.#readId(fields, 8, row);
          columns.parentSpanIdHigh[row] = words[0]!;
          columns.parentSpanIdLow[row] = words[1]!;
          break;
        case SPAN.name:
          columns.name[row] = builder.strings.internBytes(bytes, fields.from, fields.to);
          break;
        case SPAN.kind:
          columns.kind[row] = fields.value <= 5 ? fields.value : 0;
          break;
        case SPAN.start:
          hasStart = this.#time.set(fields.fixed32(fields.from + 4), fields.fixed32());
          break;
        case SPAN.end:
          hasEnd = this.#end.set(fields.fixed32(fields.from + 4), fields.fixed32());
          break;
        case SPAN.attributes: {
          const attribute = this.#attributes;
          attribute.read(bytes, fields.from, fields.to);
          const key = session.hotKeys.find(bytes, attribute.keyFrom, attribute.keyTo);
          const text = key === -1 ? -1 : attribute.internText(bytes, attribute.valueFrom, attribute.valueTo);
          if (text !== -1) builder.addHotAttribute(key, text);
          break;
        }
        case SPAN.events:
          this.#readEvent(fields);
          break;
        case SPAN.links:
          this.#readLink(fields, row);
          break;
        case SPAN.status:
          this.#inner.reset(bytes, fields.from, fields.to);
          while (this.#inner.next()) {
            if (this.#inner.field === STATUS_CODE_FIELD && this.#inner.value <= 2) {
              columns.statusCode[row] = this.#inner.value;
            }
          }
          break;
        case SPAN.flags:
          if (fields.wireType === WireType.fixed32) columns.flags[row] = fields.fixed32();
          break;
      }
    }
    const start = this.#time;
    const end = this.#end;
    if (hasStart) columns.start[row] = builder.timeOffset(start.seconds, start.nanos);
    else columns.repairs[row]! |= Repair.startUnknown;
    if (!hasEnd) columns.repairs[row]! |= Repair.endUnknown;
    if (!hasStart || !hasEnd) return;
    const duration = (end.seconds - start.seconds) * 1e9 + (end.nanos - start.nanos);
    if (duration >= 0) columns.duration[row] = duration;
    else columns.repairs[row]! |= Repair.endBeforeStart;
  }

  /** Reads an id into #words. Other lengths than the right one are repaired: cut or padded, as zero where it is empty. */
  #readId({ bytes, from, to }: WireReader, length: number, row: number): void {
    const words = this.#words.fill(0);
    const kept = Math.min(to - from, length);
    for (let at = 0; at < kept; at++) words[at >> 2] = (words[at >> 2]! << 8) | bytes[from + at]!;
    if (row !== -1 && to > from && to - from !== length) {
      this.#context.builder.spans.columns.repairs[row]! |= Repair.idInvalid;
    }
  }

  #readEvent({ bytes, from, to }: WireReader): void {
    const { builder } = this.#context;
    const inner = this.#inner;
    const at = new SplitTime();
    let time = Number.NaN;
    let name = 0;
    inner.reset(bytes, from, to);
    while (inner.next()) {
      if (inner.field === 1 && at.set(inner.fixed32(inner.from + 4), inner.fixed32())) {
        time = builder.timeOffset(at.seconds, at.nanos);
      } else if (inner.field === 2) name = builder.strings.internBytes(bytes, inner.from, inner.to);
    }
    builder.addEvent(time, name);
  }

  #readLink({ bytes, from, to }: WireReader, row: number): void {
    const { builder } = this.#context;
    const inner = this.#inner;
    const words = this.#words;
    let trace = -1;
    let high = 0;
    let low = 0;
    let flags = 0;
    inner.reset(bytes, from, to);
    while (inner.next()) {
      if (inner.field === 1) {
        this.#readId(inner, 16, row);
        trace = builder.traceIds.add(words[0]!, words[1]!, words[2]!, words[3]!);
      } else if (inner.field === 2) {
        this.#readId(inner, 8, row);
        high = words[0]!;
        low = words[1]!;
      } else if (inner.field === 6 && inner.wireType === WireType.fixed32) flags = inner.fixed32();
    }
    builder.addLink(trace === -1 ? builder.traceIds.add(0, 0, 0, 0) : trace, high, low, flags);
  }

  /** Adds the LogRecord message bytes[from, to). Throws WireError, with nothing added, where it is damaged. */
  readLog(bytes: Uint8Array, from: number, to: number, offset: number, resource: number, scope: number): void {
    const { builder, file } = this.#context;
    const row = builder.beginLog();
    const { columns } = builder.logs;
    try {
      this.#readLogFields(bytes, from, to, row);
    } catch (thrown) {
      builder.logs.truncate(row);
      throw thrown;
    }
    columns.resource[row] = resource;
    columns.scope[row] = scope;
    columns.sourceFile[row] = file;
    columns.sourceOffset[row] = offset;
    columns.sourceLength[row] = to - from;
  }

  #readLogFields(bytes: Uint8Array, from: number, to: number, row: number): void {
    const { builder } = this.#context;
    const { columns } = builder.logs;
    const fields = this.#fields;
    const words = this.#words;
    fields.reset(bytes, from, to);
    while (fields.next()) {
      switch (fields.field) {
        case LOG.time:
        case LOG.observedTime:
          if (fields.field === LOG.observedTime && !Number.isNaN(columns.time[row]!)) break;
          if (this.#time.set(fields.fixed32(fields.from + 4), fields.fixed32())) {
            columns.time[row] = builder.timeOffset(this.#time.seconds, this.#time.nanos);
          }
          break;
        case LOG.severityNumber:
          columns.severityNumber[row] = fields.value <= 24 ? fields.value : 0;
          break;
        case LOG.severityText:
          columns.severityText[row] = builder.strings.internBytes(bytes, fields.from, fields.to);
          break;
        case LOG.body:
          columns.body[row] = Math.max(0, this.#attributes.internText(bytes, fields.from, fields.to, LOG_BODY_LIMIT));
          break;
        case LOG.traceId:
          this.#readId(fields, 16, -1);
          if ((words[0]! | words[1]! | words[2]! | words[3]!) !== 0) {
            columns.trace[row] = builder.traceIds.add(words[0]!, words[1]!, words[2]!, words[3]!);
          }
          break;
        case LOG.spanId:
          this.#readId(fields, 8, -1);
          columns.spanIdHigh[row] = words[0]!;
          columns.spanIdLow[row] = words[1]!;
          break;
      }
    }
  }
}
