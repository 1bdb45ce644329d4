/** Spans and endpoints of Zipkin v2 JSON, whole, in OTLP's words. */
import type { Attribute, ResourceDetail, SpanEvent } from "../../model/span-detail.ts";
import { type DetailDecoder, EMPTY_LOG, EMPTY_SPAN, type SpanBody } from "../detail-parts.ts";
import { listOf, objectOf, plainValue, stringAttribute, textOf, unixNanoOf } from "../detail-values.ts";
import { JsonNumber, type JsonObject, type JsonTree, parseJsonTree } from "../json/json-tree.ts";

/** Tags that are fields of their own in OTLP. */
const FIELD_TAGS = new Set([
  "otel.status_code",
  "otel.status_description",
  "otel.scope.name",
  "otel.scope.version",
  "otel.library.name",
  "otel.library.version",
  "w3c.tracestate",
]);

export const zipkinDetail: DetailDecoder = {
  span(bytes): SpanBody {
    const span = objectOf(parseJsonTree(bytes));
    const tags = objectOf(span.get("tags"));
    const error = textOf(tags.get("error"));
    const start = unixNanoOf(span.get("timestamp"), 6);
    const hasDuration = span.get("duration") !== undefined;
    const duration = unixNanoOf(span.get("duration"), 6) ?? 0n;
    return {
      ...EMPTY_SPAN,
      traceState: textOf(tags.get("w3c.tracestate")),
      name: textOf(span.get("name")),
      startTimeUnixNano: start,
      endTimeUnixNano: start === undefined || !hasDuration ? undefined : start + duration,
      statusMessage: textOf(tags.get("otel.status_description")) || (error === "true" ? "" : error),
      attributes: [
        ...tags.members
          .filter(([key]) => !FIELD_TAGS.has(key))
          .map(([key, value]) => ({ key, value: plainValue(value) })),
        ...endpoint(objectOf(span.get("remoteEndpoint")), "peer.service", "network.peer"),
        ...(span.get("shared") === true ? [flag("zipkin.shared")] : []),
        ...(span.get("debug") === true ? [flag("zipkin.debug")] : []),
      ],
      events: listOf(span.get("annotations")).map(eventOf),
    };
  },

  log: () => EMPTY_LOG,

  resource(bytes): ResourceDetail {
    const local = objectOf(parseJsonTree(bytes));
    return { attributes: endpoint(local, "service.name", "network.local"), droppedAttributesCount: 0 };
  },

  // Scopes have no bytes of their own here: the caller takes them from the columns.
  scope: () => ({ name: "", version: "", attributes: [], droppedAttributesCount: 0 }),
};

const flag = (key: string): Attribute => ({ key, value: { type: "bool", value: true } });

function endpoint(object: JsonObject, nameKey: string, addressKey: string): Attribute[] {
  const attributes: Attribute[] = [];
  const name = textOf(object.get("serviceName"));
  if (name !== "") attributes.push(stringAttribute(nameKey, name));
  for (const key of ["ipv4", "ipv6"]) {
    const address = textOf(object.get(key));
    if (address !== "") attributes.push(stringAttribute(`${addressKey}.address`, address));
  }
  const port = object.get("port");
  if (port instanceof JsonNumber) attributes.push({ key: `${addressKey}.port`, value: plainValue(port) });
  return attributes;
}

function eventOf(tree: JsonTree): SpanEvent {
  const annotation = objectOf(tree);
  return {
    name: textOf(annotation.get("value")),
    timeUnixNano: unixNanoOf(annotation.get("timestamp"), 6) ?? 0n,
    attributes: [],
    droppedAttributesCount: 0,
  };
}
