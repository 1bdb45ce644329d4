/** Spans and processes of Jaeger JSON, whole, in OTLP's words. */
import type { Attribute, AttributeValue, ResourceDetail, SpanEvent, SpanLink } from "../../model/span-detail.ts";
import { type DetailDecoder, EMPTY_LOG, EMPTY_SPAN, type SpanBody } from "../detail-parts.ts";
import {
  base64Bytes,
  bigintOf,
  listOf,
  numberOf,
  objectOf,
  plainValue,
  stringAttribute,
  textOf,
  unixNanoOf,
} from "../detail-values.ts";
import { idToHex } from "../id-to-hex.ts";
import { JsonNumber, type JsonTree, parseJsonTree } from "../json/json-tree.ts";

/** Tags that are fields of their own in OTLP. */
const FIELD_TAGS = new Set([
  "span.kind",
  "otel.status_code",
  "otel.status_description",
  "otel.scope.name",
  "otel.scope.version",
  "otel.library.name",
  "otel.library.version",
  "w3c.tracestate",
]);

export const jaegerDetail: DetailDecoder = {
  span(bytes): SpanBody {
    const span = objectOf(parseJsonTree(bytes));
    const tags = listOf(span.get("tags")).map(attributeOf);
    const start = unixNanoOf(span.get("startTime"), 6);
    const hasDuration = span.get("duration") !== undefined;
    const duration = unixNanoOf(span.get("duration"), 6) ?? 0n;
    return {
      ...EMPTY_SPAN,
      traceState: textOfTag(tags, "w3c.tracestate"),
      flags: numberOf(span.get("flags")),
      name: textOf(span.get("operationName")),
      startTimeUnixNano: start,
      endTimeUnixNano: start === undefined || !hasDuration ? undefined : start + duration,
      statusMessage: textOfTag(tags, "otel.status_description"),
      attributes: tags.filter(({ key }) => !FIELD_TAGS.has(key)),
      events: listOf(span.get("logs")).map(eventOf),
      links: linksOf(span.get("references"), textOf(span.get("traceID"))),
    };
  },

  log: () => EMPTY_LOG,

  resource(bytes): ResourceDetail {
    const process = objectOf(parseJsonTree(bytes));
    const name = textOf(process.get("serviceName"));
    return {
      attributes: [
        ...(name === "" ? [] : [stringAttribute("service.name", name)]),
        ...listOf(process.get("tags")).map(attributeOf),
      ],
      droppedAttributesCount: 0,
    };
  },

  // Scopes have no bytes of their own here: the caller takes them from the columns.
  scope: () => ({ name: "", version: "", attributes: [], droppedAttributesCount: 0 }),
};

function attributeOf(tree: JsonTree): Attribute {
  const tag = objectOf(tree);
  const value = tag.get("value") ?? null;
  return { key: textOf(tag.get("key")), value: typedValue(textOf(tag.get("type")).toLowerCase(), value) };
}

function typedValue(type: string, value: JsonTree): AttributeValue {
  const text = value instanceof JsonNumber ? value.text : textOf(value);
  if (type === "int64") {
    const int = bigintOf(text);
    if (int !== undefined) return { type: "int", value: int };
  }
  if (type === "float64" && text !== "") return { type: "double", value: Number(text) };
  if (type === "bool" && text !== "") return { type: "bool", value: text === "true" };
  if (type === "binary") {
    const bytes = base64Bytes(text);
    if (bytes) return { type: "bytes", value: bytes };
  }
  return plainValue(value);
}

function textOfTag(tags: readonly Attribute[], key: string): string {
  const value = tags.find((tag) => tag.key === key)?.value;
  return value?.type === "string" ? value.value : "";
}

function eventOf(tree: JsonTree): SpanEvent {
  const log = objectOf(tree);
  const fields = listOf(log.get("fields")).map(attributeOf);
  const named = fields.find(({ key }) => key === "event") ?? fields.find(({ key }) => key === "message");
  return {
    name: named?.value.type === "string" ? named.value.value : "",
    timeUnixNano: unixNanoOf(log.get("timestamp"), 6) ?? 0n,
    attributes: fields.filter((field) => field !== named),
    droppedAttributesCount: 0,
  };
}

/** All references but the one that is the parent: the first CHILD_OF, else the first of any kind, in the same trace. */
function linksOf(tree: JsonTree | undefined, ownTraceId: string): SpanLink[] {
  const own = idToHex(ownTraceId, 4);
  const references = listOf(tree).map((element) => {
    const reference = objectOf(element);
    return {
      type: textOf(reference.get("refType")),
      traceId: idToHex(textOf(reference.get("traceID")), 4) || own,
      spanId: idToHex(textOf(reference.get("spanID")), 2),
    };
  });
  const inTrace = references.filter(({ traceId }) => traceId === own);
  const parent = inTrace.find(({ type }) => type === "CHILD_OF") ?? inTrace[0];
  return references
    .filter((reference) => reference !== parent)
    .map(({ type, traceId, spanId }) => ({
      traceId,
      spanId,
      traceState: "",
      flags: 0,
      attributes: [stringAttribute("opentracing.ref_type", type.toLowerCase())],
      droppedAttributesCount: 0,
    }));
}
