/**
 * Propagation headers that spans recorded of their request (opt-in, and decisive where they are there).
 * O(hot attributes of the span).
 */
import { HOT_KEYS, VALUE_SEPARATOR } from "../model/hot-keys.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";
import { type HeadersReading, readHeaders } from "./read-headers.ts";

const PREFIX = /^(?:http\.request\.header\.|rpc\.(?:grpc\.)?request\.metadata\.|messaging\.header\.)/;

/** Header by number of the hot key; "" = the key is no header. */
const SPELLING_OF_KEY = HOT_KEYS.map((key) => (PREFIX.test(key) ? key.replace(PREFIX, "") : ""));
const IS_HEADER = Uint8Array.from(SPELLING_OF_KEY, (header) => (header === "" ? 0 : 1));

/** Numbers of the hot keys that hold a traceparent. */
export const TRACEPARENT_KEYS: ReadonlySet<number> = new Set(
  SPELLING_OF_KEY.flatMap((header, key) => (header === "traceparent" ? [key] : [])),
);

/** Headers by lower-case name as spelt in the key. Undefined where the span recorded none. */
export function capturedHeaders(dataSet: DataSet, span: SpanIndex): Record<string, string[]> | undefined {
  const { spans, hotAttributes, strings } = dataSet;
  let headers: Record<string, string[]> | undefined;
  for (let row = spans.hotFirst[span]!; row < spans.hotFirst[span + 1]!; row++) {
    const key = hotAttributes.key[row]!;
    if (IS_HEADER[key] === 0) continue;
    headers ??= {};
    headers[SPELLING_OF_KEY[key]!] = strings.get(hotAttributes.value[row]!).split(VALUE_SEPARATOR);
  }
  return headers;
}

export interface CapturedContext {
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly reading: HeadersReading;
}

/** The headers read and judged; undefined where none were recorded. */
export function readCaptured(dataSet: DataSet, span: SpanIndex): CapturedContext | undefined {
  const headers = capturedHeaders(dataSet, span);
  return headers === undefined ? undefined : { headers, reading: readHeaders(headers) };
}
