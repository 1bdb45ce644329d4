/**
 * Columns and retained bytes to OTLP/JSON: one object, spans grouped by resource and scope, in pieces of text that together are
 * the file. What was read is written in one spelling, whatever format it came in; repairs are not undone.
 */
import type { SpanIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";
import { BlockReader } from "./block-reader.ts";
import { resourceToOtlpJson, scopeToOtlpJson, spanToOtlpJson } from "./detail-to-otlp.ts";
import type { RetainedBytes } from "./retained-bytes.ts";
import { decodeResource, decodeScope, decodeSpanDetail } from "./span-detail.ts";

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
export async function* encodeResourceSpans(
  dataSet: DataSet,
  retained: RetainedBytes,
  spans: Iterable<SpanIndex>,
): AsyncGenerator<string, void, undefined> {
  const { resource, scope } = dataSet.spans;
  const bytes = new BlockReader(retained);
  const rows = [...spans].sort((a, b) => resource[a]! - resource[b]! || scope[a]! - scope[b]!);
  let piece = "";
  let before = -1;
  for (const row of rows) {
    const isSameResource = before !== -1 && resource[row] === resource[before];
    const isSameGroup = isSameResource && scope[row] === scope[before];
    if (!isSameGroup) {
      if (before !== -1) piece += isSameResource ? "]}," : "]}]},";
      if (!isSameResource) {
        const detail = await decodeResource(dataSet, bytes, resource[row]!);
        piece += `{"resource":${resourceToOtlpJson(detail)},"scopeSpans":[`;
      }
      const detail = await decodeScope(dataSet, bytes, scope[row]!);
      piece += `{${detail ? `"scope":${scopeToOtlpJson(detail)},` : ""}"spans":[`;
    } else {
      piece += ",";
    }
    piece += spanToOtlpJson(await decodeSpanDetail(dataSet, bytes, row));
    before = row;
    if (piece.length >= PIECE_LENGTH) {
      yield piece;
      piece = "";
    }
  }
  if (before !== -1) yield `${piece}]}]}`;
}
