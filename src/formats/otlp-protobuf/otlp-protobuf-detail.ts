/** Spans, log records, resources and scopes of OTLP protobuf, whole. Damaged messages give what could be read. */
import type {
  Attribute,
  AttributeValue,
  ResourceDetail,
  ScopeDetail,
  SpanEvent,
  SpanLink,
} from "../../model/span-detail.ts";
import { type DetailDecoder, EMPTY_LOG, EMPTY_SPAN, type LogBody, type SpanBody } from "../detail-parts.ts";
import { WireError, WireReader, WireType } from "./wire.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

// A string may begin with U+FEFF; left alone, the decoder would take it for a mark of its own.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const DEPTH_LIMIT = 64;

export const otlpProtobufDetail: DetailDecoder = {
  span(bytes): SpanBody {
    const span: Mutable<SpanBody> = { ...EMPTY_SPAN };
    const attributes: Attribute[] = [];
    const events: SpanEvent[] = [];
    const links: SpanLink[] = [];
    eachField(bytes, (field) => {
      if (field.field === 3) span.traceState = text(field);
      else if (field.field === 5) span.name = text(field);
      else if (field.field === 7) span.startTimeUnixNano = time(field);
      else if (field.field === 8) span.endTimeUnixNano = time(field);
      else if (field.field === 9) attributes.push(attribute(field, 0));
      else if (field.field === 10) span.droppedAttributesCount = field.value;
      else if (field.field === 11) events.push(eventOf(slice(field)));
      else if (field.field === 12) span.droppedEventsCount = field.value;
      else if (field.field === 13) links.push(linkOf(slice(field)));
      else if (field.field === 14) span.droppedLinksCount = field.value;
      else if (field.field === 15)
        eachField(slice(field), (inner) => {
          if (inner.field === 2) span.statusMessage = text(inner);
        });
      else if (field.field === 16 && field.wireType === WireType.fixed32) span.flags = field.fixed32();
    });
    return { ...span, attributes, events, links };
  },

  log(bytes): LogBody {
    const log: Mutable<LogBody> = { ...EMPTY_LOG };
    const attributes: Attribute[] = [];
    eachField(bytes, (field) => {
      if (field.field === 1) log.timeUnixNano = time(field);
      else if (field.field === 2) log.severityNumber = field.value;
      else if (field.field === 3) log.severityText = text(field);
      else if (field.field === 5) log.body = anyValue(slice(field), 0);
      else if (field.field === 6) attributes.push(attribute(field, 0));
      else if (field.field === 8 && field.wireType === WireType.fixed32) log.flags = field.fixed32();
      else if (field.field === 11) log.observedTimeUnixNano = time(field);
    });
    return { ...log, attributes };
  },

  resource(bytes): ResourceDetail {
    const attributes: Attribute[] = [];
    let droppedAttributesCount = 0;
    eachField(bytes, (field) => {
      if (field.field === 1) attributes.push(attribute(field, 0));
      else if (field.field === 2) droppedAttributesCount = field.value;
    });
    return { attributes, droppedAttributesCount };
  },

  scope(bytes): ScopeDetail {
    const attributes: Attribute[] = [];
    let name = "";
    let version = "";
    let droppedAttributesCount = 0;
    eachField(bytes, (field) => {
      if (field.field === 1) name = text(field);
      else if (field.field === 2) version = text(field);
      else if (field.field === 3) attributes.push(attribute(field, 0));
      else if (field.field === 4) droppedAttributesCount = field.value;
    });
    return { name, version, attributes, droppedAttributesCount };
  },
};

function eachField(bytes: Uint8Array, tell: (field: WireReader) => void): void {
  const reader = new WireReader();
  reader.reset(bytes, 0, bytes.length);
  try {
    while (reader.next()) tell(reader);
  } catch (thrown) {
    if (!(thrown instanceof WireError)) throw thrown;
  }
}

const slice = ({ bytes, from, to }: WireReader) => bytes.subarray(from, to);
const text = (field: WireReader) => decoder.decode(slice(field));

function time(field: WireReader): bigint | undefined {
  const value = (BigInt(field.fixed32(field.from + 4)) << 32n) | BigInt(field.fixed32());
  return value === 0n ? undefined : value;
}

const hex = (field: WireReader) => Array.from(slice(field), (byte) => byte.toString(16).padStart(2, "0")).join("");

function attribute(field: WireReader, depth: number): Attribute {
  let key = "";
  let value: AttributeValue = { type: "empty" };
  eachField(slice(field), (inner) => {
    if (inner.field === 1) key = text(inner);
    else if (inner.field === 2) value = anyValue(slice(inner), depth);
  });
  return { key, value };
}

function anyValue(bytes: Uint8Array, depth: number): AttributeValue {
  let value: AttributeValue = { type: "empty" };
  if (depth > DEPTH_LIMIT) return value;
  eachField(bytes, (field) => {
    if (field.field === 1) value = { type: "string", value: text(field) };
    else if (field.field === 2) value = { type: "bool", value: field.value !== 0 };
    else if (field.field === 3) value = { type: "int", value: field.bigint() };
    else if (field.field === 4) value = { type: "double", value: field.double() };
    else if (field.field === 7) value = { type: "bytes", value: slice(field).slice() };
    else if (field.field === 5) {
      const elements: AttributeValue[] = [];
      eachField(slice(field), (inner) => elements.push(anyValue(slice(inner), depth + 1)));
      value = { type: "array", value: elements };
    } else if (field.field === 6) {
      const entries: Attribute[] = [];
      eachField(slice(field), (inner) => entries.push(attribute(inner, depth + 1)));
      value = { type: "kvlist", value: entries };
    }
  });
  return value;
}

function eventOf(bytes: Uint8Array): SpanEvent {
  const attributes: Attribute[] = [];
  let name = "";
  let timeUnixNano = 0n;
  let droppedAttributesCount = 0;
  eachField(bytes, (field) => {
    if (field.field === 1) timeUnixNano = time(field) ?? 0n;
    else if (field.field === 2) name = text(field);
    else if (field.field === 3) attributes.push(attribute(field, 0));
    else if (field.field === 4) droppedAttributesCount = field.value;
  });
  return { name, timeUnixNano, attributes, droppedAttributesCount };
}

function linkOf(bytes: Uint8Array): SpanLink {
  const attributes: Attribute[] = [];
  const link = { traceId: "", spanId: "", traceState: "", flags: 0, droppedAttributesCount: 0 };
  eachField(bytes, (field) => {
    if (field.field === 1) link.traceId = hex(field);
    else if (field.field === 2) link.spanId = hex(field);
    else if (field.field === 3) link.traceState = text(field);
    else if (field.field === 4) attributes.push(attribute(field, 0));
    else if (field.field === 5) link.droppedAttributesCount = field.value;
    else if (field.field === 6 && field.wireType === WireType.fixed32) link.flags = field.fixed32();
  });
  return { ...link, attributes };
}
