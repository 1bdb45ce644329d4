/**
 * Columns and retained bytes to OTLP/JSON: one object, spans grouped by resource and scope, in pieces of text that together are
 * the file. What was read is written in one spelling, whatever format it came in; repairs are not undone.
 */
import type { LogIndex, SpanIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";
import { BlockReader } from "./block-reader.ts";
import { logToOtlpJson, resourceToOtlpJson, scopeToOtlpJson, spanToOtlpJson } from "./detail-to-otlp.ts";
import type { RetainedBytes } from "./retained-bytes.ts";
import { decodeLogDetail, decodeResource, decodeScope, decodeSpanDetail } from "./span-detail.ts";

/** Pieces are about this long, in characters. */
const PIECE_LENGTH = 1 << 16;

/** @param spans rows to write, in any order; those of one resource and scope are written in that order */
export async function* encodeOtlpJson(
  dataSet: DataSet,
  retained: RetainedBytes,
  spans: Iterable<SpanIndex>,
): AsyncGenerator<string, void, undefined> {
  yield '{"resourceSpans":[';
  yield* encodeResourceSpans(dataSet, retained, spans);
  yield "]}";
}

/** Like encodeOtlpJson, without the object and the list around the ResourceSpans: they are only separated by commas. */
export function encodeResourceSpans(
  dataSet: DataSet,
  retained: RetainedBytes,
  spans: Iterable<SpanIndex>,
): AsyncGenerator<string, void, undefined> {
  const record = async (bytes: RetainedBytes, row: SpanIndex) =>
    spanToOtlpJson(await decodeSpanDetail(dataSet, bytes, row));
  return encodeGroups(dataSet, retained, spans, {
    columns: dataSet.spans,
    groups: "scopeSpans",
    list: "spans",
    record,
  });
}

/** ResourceLogs separated by commas. */
export function encodeResourceLogs(
  dataSet: DataSet,
  retained: RetainedBytes,
  logs: Iterable<LogIndex>,
): AsyncGenerator<string, void, undefined> {
  const record = async (bytes: RetainedBytes, row: LogIndex) =>
    logToOtlpJson(await decodeLogDetail(dataSet, bytes, row));
  return encodeGroups(dataSet, retained, logs, {
    columns: dataSet.logs,
    groups: "scopeLogs",
    list: "logRecords",
    record,
  });
}

interface Signal {
  readonly columns: { readonly resource: Int32Array; readonly scope: Int32Array };
  /** Names of the lists in OTLP. */
  readonly groups: string;
  readonly list: string;
  record(bytes: RetainedBytes, row: number): Promise<string>;
}

async function* encodeGroups(
  dataSet: DataSet,
  retained: RetainedBytes,
  records: Iterable<number>,
  { columns: { resource, scope }, groups, list, record }: Signal,
): AsyncGenerator<string, void, undefined> {
  const bytes = new BlockReader(retained);
  const rows = [...records].sort((a, b) => resource[a]! - resource[b]! || scope[a]! - scope[b]!);
  let piece = "";
  let before = -1;
  for (const row of rows) {
    const isSameResource = before !== -1 && resource[row] === resource[before];
    const isSameGroup = isSameResource && scope[row] === scope[before];
    if (!isSameGroup) {
      if (before !== -1) piece += isSameResource ? "]}," : "]}]},";
      if (!isSameResource) {
        const detail = await decodeResource(dataSet, bytes, resource[row]!);
        piece += `{"resource":${resourceToOtlpJson(detail)},"${groups}":[`;
      }
      const detail = await decodeScope(dataSet, bytes, scope[row]!);
      piece += `{${detail ? `"scope":${scopeToOtlpJson(detail)},` : ""}"${list}":[`;
    } else {
      piece += ",";
    }
    piece += await record(bytes, row);
    before = row;
    if (piece.length >= PIECE_LENGTH) {
      yield piece;
      piece = "";
    }
  }
  if (before !== -1) yield `${piece}]}]}`;
}
