/**
 * One trace as Jaeger's own JSON, in the members and the order in which Jaeger's query service writes them:
 *
 *   {"traceID","spans":[{"traceID","spanID","operationName","references","startTime","duration","tags","logs","processID","warnings"}],
 *    "processes":{"p1":{"serviceName","tags"}},"warnings"}
 *
 * Times are whole microseconds. Kind, status, scope and trace state become tags, events logs, links references FOLLOWS_FROM, resources processes;
 * lists are text. Whole numbers keep all their digits, so this is text from the start.
 */
import { StatusCode } from "../../model/enums.ts";
import type { Attribute, AttributeValue, SpanDetail } from "../../model/span-detail.ts";

const KINDS = [undefined, "internal", "server", "client", "producer", "consumer"];

/** @param spans all of one trace */
export function encodeJaegerTrace(traceId: string, spans: readonly SpanDetail[]): string {
  const processes = new Map<string, string>();
  const written = spans.map((span) => spanText(span, processOf(span, processes)));
  const named = [...processes].map(([process, name]) => `"${name}":${process}`);
  return `{"traceID":"${traceId}","spans":[${written.join(",")}],"processes":{${named.join(",")}},"warnings":null}`;
}

/** The name of the span's process; a new one where its like was not seen. */
function processOf({ resource }: SpanDetail, processes: Map<string, string>): string {
  const service = resource.attributes.find(({ key }) => key === "service.name")?.value;
  const name = service?.type === "string" ? service.value : "";
  const others = resource.attributes.filter(({ key }) => key !== "service.name");
  const process = `{"serviceName":${JSON.stringify(name)},"tags":[${others.map(tagText).join(",")}]}`;
  const known = processes.get(process) ?? `p${processes.size + 1}`;
  processes.set(process, known);
  return known;
}

function spanText(span: SpanDetail, process: string): string {
  const { startTimeUnixNano: start = 0n, endTimeUnixNano: end = start } = span;
  const parent = span.parentSpanId === "" ? [] : [referenceText("CHILD_OF", span.traceId, span.parentSpanId)];
  const links = span.links.map((link) => referenceText("FOLLOWS_FROM", link.traceId, link.spanId));
  const members = [
    `"traceID":"${span.traceId}"`,
    `"spanID":"${span.spanId}"`,
    `"operationName":${JSON.stringify(span.name)}`,
    `"references":[${[...parent, ...links].join(",")}]`,
    `"startTime":${start / 1_000n}`,
    `"duration":${end > start ? (end - start) / 1_000n : 0n}`,
    `"tags":[${[...span.attributes, ...tagsOf(span)].map(tagText).join(",")}]`,
    `"logs":[${span.events.map(logText).join(",")}]`,
    `"processID":"${process}"`,
    `"warnings":null`,
  ];
  return `{${members.join(",")}}`;
}

const referenceText = (type: string, traceId: string, spanId: string) =>
  `{"refType":"${type}","traceID":"${traceId}","spanID":"${spanId}"}`;

function tagsOf({ scope, kind, statusCode, statusMessage, traceState }: SpanDetail): Attribute[] {
  const tags: Attribute[] = [];
  const add = (key: string, value: string | undefined) => {
    if (value) tags.push({ key, value: { type: "string", value } });
  };
  add("otel.scope.name", scope?.name);
  add("otel.scope.version", scope?.version);
  add("span.kind", KINDS[kind]);
  if (statusCode === StatusCode.error) tags.push({ key: "error", value: { type: "bool", value: true } });
  add("otel.status_code", [undefined, "OK", "ERROR"][statusCode]);
  add("otel.status_description", statusMessage);
  add("w3c.tracestate", traceState);
  return tags;
}

function logText({ name, timeUnixNano, attributes }: SpanDetail["events"][number]): string {
  const title = { key: "event", value: { type: "string" as const, value: name } };
  const fields = attributes.some(({ key }) => key === "event") ? attributes : [title, ...attributes];
  return `{"timestamp":${timeUnixNano / 1_000n},"fields":[${fields.map(tagText).join(",")}]}`;
}

function tagText({ key, value }: Attribute): string {
  const [type, text] = typedText(value);
  return `{"key":${JSON.stringify(key)},"type":"${type}","value":${text}}`;
}

function typedText(value: AttributeValue): [type: string, text: string] {
  switch (value.type) {
    case "bool":
      return ["bool", String(value.value)];
    case "int":
      return ["int64", String(value.value)];
    case "double":
      // JSON has no infinity.
      return Number.isFinite(value.value) ? ["float64", String(value.value)] : ["string", `"${value.value}"`];
    case "string":
      return ["string", JSON.stringify(value.value)];
    case "bytes":
      return ["binary", `"${base64(value.value)}"`];
    default:
      return ["string", JSON.stringify(plainText(value))];
  }
}

/** A list or a map as JSON, bytes as base64: what the Collector makes of them where there is only text. */
function plainText(value: AttributeValue): string {
  switch (value.type) {
    case "array":
      return `[${value.value.map(plainText).join(",")}]`;
    case "kvlist":
      return `{${value.value.map(({ key, value: member }) => `${JSON.stringify(key)}:${plainText(member)}`).join(",")}}`;
    case "bytes":
      return `"${base64(value.value)}"`;
    case "string":
      return JSON.stringify(value.value);
    case "empty":
      return "null";
    default:
      return String(value.value);
  }
}

const base64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
