/**
 * Tells the JSON formats apart by the first key that only one of them uses. Damaged lines are passed over, since one bad line
 * must not hide a good file.
 */
import { findStringEnd, ScanStop, skipSpace } from "./json/json-scan.ts";

type JsonFlavour =
  | "otlp-json"
  | "jaeger-json"
  | "zipkin-json"
  | "zipkin-v1"
  | "go-stdout"
  | "python-console"
  | "unknown"
  | "not-json";

const EVIDENCE: ReadonlyMap<string, JsonFlavour> = new Map([
  ...[
    "resourceSpans",
    "resource_spans",
    "batches",
    "scopeSpans",
    "scope_spans",
    "instrumentationLibrarySpans",
    "instrumentation_library_spans",
    "resourceMetrics",
    "resource_metrics",
    "resourceLogs",
    "resource_logs",
    "scopeLogs",
    "startTimeUnixNano",
    "start_time_unix_nano",
  ].map((key) => [key, "otlp-json"] as const),
  ...["operationName", "processes", "processID"].map((key) => [key, "jaeger-json"] as const),
  ...["localEndpoint", "remoteEndpoint"].map((key) => [key, "zipkin-json"] as const),
  ["binaryAnnotations", "zipkin-v1"],
  ["SpanContext", "go-stdout"],
]);

/** @param bytes [start, end) is the text, after any byte-order mark; a zero follows */
export function sniffJson(bytes: Uint8Array, start: number, end: number): JsonFlavour {
  const first = bytes[skipSpace(bytes, start)];
  let flavour: JsonFlavour = first === 0x7b || first === 0x5b ? "unknown" : "not-json";
  for (let line = start; line < end; line = nextLine(bytes, line, end)) {
    // Only lines that begin values count where the file does not begin with one.
    if (flavour === "not-json" && bytes[line] !== 0x7b && bytes[line] !== 0x5b) continue;
    flavour = "unknown";
    try {
      const found = findEvidence(bytes, line, end);
      if (found) return found;
      break;
    } catch (thrown) {
      if (!(thrown instanceof ScanStop)) throw thrown;
    }
  }
  return flavour;
}

/** Looks through all keys from `at` on. Throws ScanStop at a string that does not end on its line. */
function findEvidence(bytes: Uint8Array, at: number, end: number): JsonFlavour | undefined {
  const seen = new Set<string>();
  while (at < end) {
    if (bytes[at] !== 0x22) {
      at++;
      continue;
    }
    const from = at + 1;
    const to = findStringEnd(bytes, from);
    at = skipSpace(bytes, to + 1);
    if (bytes[at] !== 0x3a || to - from > 40) continue;
    const key = String.fromCharCode(...bytes.subarray(from, to));
    const evidence = EVIDENCE.get(key);
    if (evidence) return evidence;
    seen.add(key);
    // A Zipkin span may hold nothing but its ids, and Python's console spans use keys that others use too.
    if (seen.has("traceId") && seen.has("id") && !seen.has("spanId")) return "zipkin-json";
    if (seen.has("context") && seen.has("trace_id") && seen.has("start_time")) return "python-console";
  }
  return undefined;
}

function nextLine(bytes: Uint8Array, at: number, end: number): number {
  const newline = bytes.indexOf(0x0a, at);
  return newline === -1 ? end : newline + 1;
}
