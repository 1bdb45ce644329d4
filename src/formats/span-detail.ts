/** Everything a span or log record holds, read again from the retained bytes. */
import { spanIdToHex, traceIdToHex } from "../model/ids.ts";
import type { FileIndex, LogIndex, ResourceIndex, ScopeIndex, SpanIndex } from "../model/index-types.ts";
import type { LogDetail, ResourceDetail, ScopeDetail, SpanDetail, SpanLink } from "../model/span-detail.ts";
import type { DataSet, SourceFormat } from "../model/tables.ts";
import { UNKNOWN_SERVICE } from "./decode-session.ts";
import { type DetailDecoder, EMPTY_RESOURCE } from "./detail-parts.ts";
import { spanToOtlpJson } from "./detail-to-otlp.ts";
import { stringAttribute } from "./detail-values.ts";
import { jaegerDetail } from "./jaeger/jaeger-detail.ts";
import { parseJsonTree, printJsonTree } from "./json/json-tree.ts";
import { otlpJsonDetail } from "./otlp-json/otlp-json-detail.ts";
import { otlpProtobufDetail } from "./otlp-protobuf/otlp-protobuf-detail.ts";
import type { RetainedBytes } from "./retained-bytes.ts";
import { zipkinDetail } from "./zipkin/zipkin-detail.ts";

const DECODERS: Readonly<Record<SourceFormat, DetailDecoder>> = {
  "otlp-json": otlpJsonDetail,
  "otlp-protobuf": otlpProtobufDetail,
  "jaeger-json": jaegerDetail,
  "zipkin-json": zipkinDetail,
};

/** Decodes one span whole. */
export async function decodeSpanDetail(
  dataSet: DataSet,
  retained: RetainedBytes,
  span: SpanIndex,
): Promise<SpanDetail> {
  const { spans, traces } = dataSet;
  const file = spans.sourceFile[span]!;
  const bytes = await retained.read(file, spans.sourceOffset[span]!, spans.sourceLength[span]!);
  const trace = spans.trace[span]!;
  const parent = [spans.parentSpanIdHigh[span]!, spans.parentSpanIdLow[span]!] as const;
  const body = decoderOf(dataSet, file).span(bytes);
  return {
    ...body,
    links: linksWithIds(dataSet, span, body.links),
    traceId: traceIdAt(traces.traceId, trace),
    spanId: spanIdToHex(spans.spanIdHigh[span]!, spans.spanIdLow[span]!),
    parentSpanId: parent[0] === 0 && parent[1] === 0 ? "" : spanIdToHex(...parent),
    kind: spans.kind[span]!,
    statusCode: spans.statusCode[span]!,
    resource: await decodeResource(dataSet, retained, spans.resource[span]!),
    scope: await decodeScope(dataSet, retained, spans.scope[span]!),
  };
}

/** Decodes one log record whole. */
export async function decodeLogDetail(dataSet: DataSet, retained: RetainedBytes, log: LogIndex): Promise<LogDetail> {
  const { logs } = dataSet;
  const file = logs.sourceFile[log]!;
  const bytes = await retained.read(file, logs.sourceOffset[log]!, logs.sourceLength[log]!);
  const traceId = traceIdAt(logs.traceId, log);
  const spanId = spanIdToHex(logs.spanIdHigh[log]!, logs.spanIdLow[log]!);
  return {
    ...decoderOf(dataSet, file).log(bytes),
    traceId: /^0*$/.test(traceId) ? "" : traceId,
    spanId: /^0*$/.test(spanId) ? "" : spanId,
    resource: await decodeResource(dataSet, retained, logs.resource[log]!),
    scope: await decodeScope(dataSet, retained, logs.scope[log]!),
  };
}

/** The span as it was exported, as indented JSON; one that was protobuf as the OTLP/JSON of the same span. */
export async function rawSpan(dataSet: DataSet, retained: RetainedBytes, span: SpanIndex): Promise<string> {
  const { spans, files } = dataSet;
  const file = spans.sourceFile[span]!;
  if (files[file]?.format === "otlp-protobuf") {
    const json = spanToOtlpJson(await decodeSpanDetail(dataSet, retained, span));
    return printJsonTree(parseJsonTree(new TextEncoder().encode(json)) ?? json);
  }
  const bytes = await retained.read(file, spans.sourceOffset[span]!, spans.sourceLength[span]!);
  const tree = parseJsonTree(bytes);
  return tree === undefined ? new TextDecoder().decode(bytes) : printJsonTree(tree);
}

function decoderOf({ files }: DataSet, file: FileIndex): DetailDecoder {
  return DECODERS[files[file]?.format ?? "otlp-json"];
}

/** The resource's attributes; where it has no bytes of its own, the service name. */
export async function decodeResource(
  dataSet: DataSet,
  retained: RetainedBytes,
  resource: ResourceIndex,
): Promise<ResourceDetail> {
  const { resources, strings } = dataSet;
  if (resource < 0) return EMPTY_RESOURCE;
  const file = resources.sourceFile[resource]!;
  if (file < 0) {
    const name = strings.get(resources.service[resource]!);
    const attributes = name === "" || name === UNKNOWN_SERVICE ? [] : [stringAttribute("service.name", name)];
    return { attributes, droppedAttributesCount: 0 };
  }
  const bytes = await retained.read(file, resources.sourceOffset[resource]!, resources.sourceLength[resource]!);
  return decoderOf(dataSet, file).resource(bytes);
}

/** The scope; where it has no bytes of its own, its name and version. */
export async function decodeScope(
  dataSet: DataSet,
  retained: RetainedBytes,
  scope: ScopeIndex,
): Promise<ScopeDetail | undefined> {
  const { scopes, strings } = dataSet;
  if (scope < 0) return undefined;
  const file = scopes.sourceFile[scope]!;
  if (file < 0) {
    const [name, version] = [strings.get(scopes.name[scope]!), strings.get(scopes.version[scope]!)];
    return { name, version, attributes: [], droppedAttributesCount: 0 };
  }
  const bytes = await retained.read(file, scopes.sourceOffset[scope]!, scopes.sourceLength[scope]!);
  return decoderOf(dataSet, file).scope(bytes);
}

/** The links' ids as in the columns: repaired, and in one spelling. */
function linksWithIds({ spans, links }: DataSet, span: SpanIndex, bodies: readonly SpanLink[]): readonly SpanLink[] {
  const first = spans.linkFirst[span]!;
  if (spans.linkFirst[span + 1]! - first !== bodies.length) return bodies;
  return bodies.map((body, index) => ({
    ...body,
    traceId: traceIdAt(links.traceId, first + index),
    spanId: spanIdToHex(links.spanIdHigh[first + index]!, links.spanIdLow[first + index]!),
  }));
}

function traceIdAt(words: Uint32Array, row: number): string {
  return traceIdToHex(words[row * 4]!, words[row * 4 + 1]!, words[row * 4 + 2]!, words[row * 4 + 3]!);
}
