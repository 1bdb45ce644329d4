/** The keys of OTLP/JSON, in the specified lowerCamelCase and in the protobuf spelling some exporters keep, told by their bytes. */
import { asciiBytes, spells } from "../json/json-scan.ts";

const words = (...texts: readonly string[]) => texts.map(asciiBytes);

/** Numbers of the keys of a span, a link, an event, a status, a log record or a scope; 0 = another key. */
export const Key = {
  other: 0,
  traceId: 1,
  spanId: 2,
  parentSpanId: 3,
  name: 4,
  kind: 5,
  start: 6,
  end: 7,
  attributes: 8,
  events: 9,
  links: 10,
  status: 11,
  flags: 12,
  code: 13,
  time: 14,
  observedTime: 15,
  severityNumber: 16,
  severityText: 17,
  body: 18,
  version: 19,
  key: 20,
  value: 21,
} as const;

const SPELLINGS: readonly (readonly [number, readonly Uint8Array[]])[] = [
  [Key.traceId, words("traceId", "trace_id")],
  [Key.spanId, words("spanId", "span_id")],
  [Key.parentSpanId, words("parentSpanId", "parent_span_id")],
  [Key.name, words("name")],
  [Key.kind, words("kind")],
  [Key.start, words("startTimeUnixNano", "start_time_unix_nano")],
  [Key.end, words("endTimeUnixNano", "end_time_unix_nano")],
  [Key.attributes, words("attributes")],
  [Key.events, words("events")],
  [Key.links, words("links")],
  [Key.status, words("status")],
  [Key.flags, words("flags")],
  [Key.code, words("code")],
  [Key.time, words("timeUnixNano", "time_unix_nano")],
  [Key.observedTime, words("observedTimeUnixNano", "observed_time_unix_nano")],
  [Key.severityNumber, words("severityNumber", "severity_number")],
  [Key.severityText, words("severityText", "severity_text")],
  [Key.body, words("body")],
  [Key.version, words("version")],
  [Key.key, words("key")],
  [Key.value, words("value")],
];

interface Spelling {
  readonly key: number;
  readonly word: Uint8Array;
}

/** Candidates by length * 32 + the low five bits of the first byte: never more than two. */
const BY_SHAPE: readonly (readonly Spelling[])[] = buildTable();

function buildTable(): Spelling[][] {
  const table: Spelling[][] = Array.from({ length: 32 * 32 }, () => []);
  for (const [key, spellings] of SPELLINGS) {
    for (const word of spellings) table[word.length * 32 + (word[0]! & 31)]!.push({ key, word });
  }
  return table;
}

/** The number of the key bytes[from, to). */
export function keyOf(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (length > 31) return Key.other;
  for (const { key, word } of BY_SHAPE[length * 32 + (bytes[from]! & 31)]!) {
    if (spells(bytes, from, to, word)) return key;
  }
  return Key.other;
}
