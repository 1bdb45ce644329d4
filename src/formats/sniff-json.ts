/**
 * Tells the JSON formats apart by the first key that only one of them uses. Damaged lines are passed over, since one bad line
 * must not hide a good file.
 */
import { findStringEnd, ScanStop, skipSpace } from "./json/json-scan.ts";

type JsonFlavour =
  | "otlp-json"
  /** OTLP/JSON behind what a logger writes before it. */
  | "otlp-json-in-log"
  | "jaeger-json"
  | "zipkin-json"
  | "zipkin-v1"
  | "go-stdout"
  | "python-console"
  | "node-console"
  | "unknown"
  | "not-json";

const LONGEST_KEY = 40;

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

/** Node's console.dir: no key is in quotes, and ids are in single ones. */
const NODE_CONSOLE = /^\s*traceId: '[0-9a-f]{32}',?\s*$/m;
const NODE_CONSOLE_REACH = 1 << 16;

/**
 * Each byte is looked at once: where a string breaks off, the search goes on at the line after that.
 * @param bytes [start, end) is the text, after any byte-order mark; a zero follows
 * @param onStep told how many bytes were passed, for tests of the cost
 */
export function sniffJson(
  bytes: Uint8Array,
  start: number,
  end: number,
  onStep?: (bytes: number) => void,
): JsonFlavour {
  const first = bytes[skipSpace(bytes, start)];
  let flavour: JsonFlavour = first === 0x7b || first === 0x5b ? "unknown" : "not-json";
  for (let line = start; line < end; ) {
    // Only lines that begin values count where the file does not begin with one.
    if (flavour === "not-json" && bytes[line] !== 0x7b && bytes[line] !== 0x5b) {
      const next = nextLine(bytes, line, end);
      onStep?.(next - line);
      if (isOtlpBehindPrefix(bytes, line, next)) return "otlp-json-in-log";
      line = next;
      continue;
    }
    flavour = "unknown";
    const search = findEvidence(bytes, line, end);
    onStep?.(search.at - line);
    if (search.found) return search.found;
    line = nextLine(bytes, search.at, end);
  }
  const isNodeConsole = NODE_CONSOLE.test(
    new TextDecoder().decode(bytes.subarray(start, Math.min(end, NODE_CONSOLE_REACH))),
  );
  return isNodeConsole ? "node-console" : flavour;
}

/** Whether a line holds an OTLP object behind what a logger wrote. */
function isOtlpBehindPrefix(bytes: Uint8Array, line: number, lineEnd: number): boolean {
  const brace = bytes.indexOf(0x7b, line);
  if (brace === -1 || brace >= lineEnd || bytes[brace + 1] !== 0x22) return false;
  return findEvidence(bytes, brace, lineEnd).found === "otlp-json";
}

interface Search {
  readonly found: JsonFlavour | undefined;
  /** Where the search ended: a string does not end on its line there, or the text does. */
  readonly at: number;
}

function findEvidence(bytes: Uint8Array, at: number, end: number): Search {
  const seen = new Set<string>();
  // A Zipkin span may hold nothing but its ids, and so may one of the older version until its annotations come.
  const weak = () => (seen.has("traceId") && seen.has("id") && !seen.has("spanId") ? "zipkin-json" : undefined);
  while (at < end) {
    if (bytes[at] !== 0x22) {
      at++;
      continue;
    }
    const from = at + 1;
    let to: number;
    try {
      to = findStringEnd(bytes, from);
    } catch (thrown) {
      if (!(thrown instanceof ScanStop)) throw thrown;
      return { found: weak(), at: Math.min(thrown.at, end) };
    }
    at = skipSpace(bytes, to + 1);
    if (bytes[at] !== 0x3a || to - from > LONGEST_KEY) continue;
    const key = String.fromCharCode(...bytes.subarray(from, to));
    const evidence = EVIDENCE.get(key);
    if (evidence && (!weak() || evidence.startsWith("zipkin"))) return { found: evidence, at };
    seen.add(key);
    // Python's console spans use keys that others use too.
    if (seen.has("context") && seen.has("trace_id") && seen.has("start_time")) return { found: "python-console", at };
  }
  return { found: weak(), at };
}

function nextLine(bytes: Uint8Array, at: number, end: number): number {
  const newline = bytes.indexOf(0x0a, at);
  return newline === -1 || newline >= end ? end : newline + 1;
}
