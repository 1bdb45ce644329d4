/** Spans, log records, resources and scopes of OTLP/JSON, whole. */
import type {
  Attribute,
  AttributeValue,
  ResourceDetail,
  ScopeDetail,
  SpanEvent,
  SpanLink,
} from "../../model/span-detail.ts";
import type { DetailDecoder, LogBody, SpanBody } from "../detail-parts.ts";
import { base64Bytes, bigintOf, listOf, numberOf, objectOf, plainValue, textOf, unixNanoOf } from "../detail-values.ts";
import { idToHex } from "../id-to-hex.ts";
import { JsonNumber, JsonObject, type JsonTree, parseJsonTree } from "../json/json-tree.ts";
import { readSeverity } from "./read-scalars.ts";

export const otlpJsonDetail: DetailDecoder = {
  span(bytes): SpanBody {
    const span = objectOf(parseJsonTree(bytes));
    return {
      traceState: textOf(span.get("traceState", "trace_state")),
      flags: numberOf(span.get("flags")),
      name: textOf(span.get("name")),
      startTimeUnixNano: unixNanoOf(span.get("startTimeUnixNano", "start_time_unix_nano"), 9),
      endTimeUnixNano: unixNanoOf(span.get("endTimeUnixNano", "end_time_unix_nano"), 9),
      statusMessage: textOf(objectOf(span.get("status")).get("message")),
      attributes: attributesOf(span),
      events: listOf(span.get("events")).map(eventOf),
      links: listOf(span.get("links")).map(linkOf),
      droppedAttributesCount: droppedAttributes(span),
      droppedEventsCount: numberOf(span.get("droppedEventsCount", "dropped_events_count")),
      droppedLinksCount: numberOf(span.get("droppedLinksCount", "dropped_links_count")),
    };
  },

  log(bytes): LogBody {
    const log = objectOf(parseJsonTree(bytes));
    const body = log.get("body");
    return {
      timeUnixNano: unixNanoOf(log.get("timeUnixNano", "time_unix_nano"), 9),
      observedTimeUnixNano: unixNanoOf(log.get("observedTimeUnixNano", "observed_time_unix_nano"), 9),
      severityNumber: severityOf(log.get("severityNumber", "severity_number")),
      severityText: textOf(log.get("severityText", "severity_text")),
      body: body === undefined ? { type: "empty" } : anyValue(body),
      attributes: attributesOf(log),
      flags: numberOf(log.get("flags")),
    };
  },

  resource(bytes): ResourceDetail {
    const resource = objectOf(parseJsonTree(bytes));
    return { attributes: attributesOf(resource), droppedAttributesCount: droppedAttributes(resource) };
  },

  scope(bytes): ScopeDetail {
    const scope = objectOf(parseJsonTree(bytes));
    return {
      name: textOf(scope.get("name")),
      version: textOf(scope.get("version")),
      attributes: attributesOf(scope),
      droppedAttributesCount: droppedAttributes(scope),
    };
  },
};

function attributesOf(owner: JsonObject): Attribute[] {
  return listOf(owner.get("attributes")).map((tree) => {
    const pair = objectOf(tree);
    const value = pair.get("value");
    return { key: textOf(pair.get("key")), value: value === undefined ? { type: "empty" } : anyValue(value) };
  });
}

const droppedAttributes = (owner: JsonObject) =>
  numberOf(owner.get("droppedAttributesCount", "dropped_attributes_count"));

function eventOf(tree: JsonTree): SpanEvent {
  const event = objectOf(tree);
  return {
    name: textOf(event.get("name")),
    timeUnixNano: unixNanoOf(event.get("timeUnixNano", "time_unix_nano"), 9) ?? 0n,
    attributes: attributesOf(event),
    droppedAttributesCount: droppedAttributes(event),
  };
}

function linkOf(tree: JsonTree): SpanLink {
  const link = objectOf(tree);
  return {
    traceId: idToHex(textOf(link.get("traceId", "trace_id")), 4),
    spanId: idToHex(textOf(link.get("spanId", "span_id")), 2),
    traceState: textOf(link.get("traceState", "trace_state")),
    flags: numberOf(link.get("flags")),
    attributes: attributesOf(link),
    droppedAttributesCount: droppedAttributes(link),
  };
}

/** An AnyValue object; values without that wrapping are taken as they are. */
function anyValue(tree: JsonTree): AttributeValue {
  if (!(tree instanceof JsonObject)) return plainValue(tree);
  const [member] = tree.members;
  if (!member) return { type: "empty" };
  const [key, value] = member;
  switch (key) {
    case "stringValue":
    case "string_value":
      return { type: "string", value: typeof value === "string" ? value : scalarText(value) };
    case "boolValue":
    case "bool_value":
      return { type: "bool", value: value === true || value === "true" };
    case "intValue":
    case "int_value": {
      const text = scalarText(value);
      const int = bigintOf(text);
      return int === undefined ? { type: "double", value: Number(text) } : { type: "int", value: int };
    }
    case "doubleValue":
    case "double_value":
      return { type: "double", value: Number(scalarText(value)) };
    case "bytesValue":
    case "bytes_value": {
      const bytes = base64Bytes(textOf(value));
      return bytes ? { type: "bytes", value: bytes } : { type: "string", value: textOf(value) };
    }
    case "arrayValue":
    case "array_value":
      return { type: "array", value: listOf(objectOf(value).get("values")).map(anyValue) };
    case "kvlistValue":
    case "kvlist_value":
      return {
        type: "kvlist",
        value: listOf(objectOf(value).get("values")).map((entry) => {
          const pair = objectOf(entry);
          return { key: textOf(pair.get("key")), value: anyValue(pair.get("value") ?? new JsonObject([])) };
        }),
      };
    default:
      return plainValue(tree);
  }
}

const scalarText = (tree: JsonTree): string =>
  tree instanceof JsonNumber ? tree.text : typeof tree === "string" ? tree : tree === null ? "" : String(tree);

function severityOf(tree: JsonTree | undefined): number {
  if (tree === undefined) return 0;
  const bytes = new TextEncoder().encode(`${scalarText(tree)}\0`);
  return readSeverity(Uint8Array.of(0x22, ...bytes.subarray(0, -1), 0x22), 0);
}
