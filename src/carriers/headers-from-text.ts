/**
 * Headers out of whatever a person pastes: lines as a browser, curl or a log shows them, a whole command, an object, or a value
 * alone.
 *
 *   traceparent: 00-...            > Traceparent: 00-...        curl -H 'b3: ...' -H 'accept: *' http://...
 *   "x-b3-traceid": ["80f1..."],   traceparent=00-...           00-4bf9...-00f0...-01
 *   { "traceparent": "00-..." }
 */
import type { HeaderMap } from "./header-map.ts";

/** Values whose shape gives their header away, most telling first. Loose on purpose: a malformed value should be found too. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/^\s*Root=/, "x-amzn-trace-id"],
  [/^\s*[0-9a-f]{1,32}(:|%3A)[0-9a-f]+(:|%3A)/i, "uber-trace-id"],
  [/^\s*[0-9a-f]{32}\//i, "x-cloud-trace-context"],
  [/^\s*\S{1,4}-[0-9a-z]{24,40}-/i, "traceparent"],
  [/^\s*([0-9a-f]{16}){1,2}-[0-9a-f]{16}(-[01d](-[0-9a-f]{16})?)?\s*$/i, "b3"],
  [/^\s*AA[A-Za-z0-9+/]{30,40}={0,2}\s*$/, "grpc-trace-bin"],
  [/^\s*[a-z0-9][a-z0-9_\-*/@]*=[^;]+$/, "tracestate"],
];

const NAMED = /^[\s>,{]*(?:(?:-H|--header)\s+)?["']?([A-Za-z][A-Za-z0-9_.-]*)["']? ?:\s?(.*)$/;
const ASSIGNED = /^\s*((?:trace|x-|b3|uber|ot-|grpc-|sentry|elastic)[A-Za-z0-9_.-]*)\s*=\s*(.*)$/i;

/** A header argument of curl, quoted or not. */
const ARGUMENT = /(?:^|\s)(?:-H|--header)[ =]*(?:'([^']*)'|"((?:[^"\\]|\\.)*)"|(\S+:\S+))/g;

/** Reads pasted text; what is no header and has no known shape is left out. The same name twice stays two values. */
export function headersFromText(text: string): HeaderMap {
  const headers = new Map<string, string[]>();
  const add = (name: string, value: string) => {
    const values = headers.get(name);
    if (values) values.push(value);
    else headers.set(name, [value]);
  };
  const object = objectFrom(text);
  if (object) return object;
  for (const line of text.split(/\r\n|\r|\n/).flatMap(argumentsOf)) {
    if (line.trim() === "") continue;
    const shape = shapes.find(([pattern]) => pattern.test(line));
    const named = NAMED.exec(line) ?? (shape?.[1] === "tracestate" ? ASSIGNED.exec(line) : null);
    if (named && shape?.[1] !== "uber-trace-id") add(named[1]!, withoutQuotes(named[2]!));
    else if (shape) add(shape[1], line);
  }
  return Object.fromEntries(headers);
}

/** The headers of a curl command, each as a line; any other line as it is. */
function argumentsOf(line: string): readonly string[] {
  const found = [...line.matchAll(ARGUMENT)];
  return found.length === 0
    ? [line]
    : found.map(([, single, double, bare]) => single ?? double?.replace(/\\(.)/g, "$1") ?? bare!);
}

/** Headers written as one JSON object of texts or lists of texts. */
function objectFrom(text: string): HeaderMap | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>).map(
      ([name, value]) => [name, [value].flat().filter((each) => typeof each === "string")] as const,
    );
    return Object.fromEntries(entries.filter(([, values]) => values.length > 0));
  } catch {
    return undefined;
  }
}

/** Takes off what JSON and shells put around a value; blanks inside the quotes are the value's own. */
function withoutQuotes(value: string): string {
  const start = value.trimStart();
  if (start.startsWith('"') || start.startsWith("[")) {
    const opening = value.indexOf('"');
    const closing = value.lastIndexOf('"');
    return opening < 0 ? value : value.slice(opening + 1, closing > opening ? closing : undefined);
  }
  const closing = Math.max(value.lastIndexOf('"'), value.lastIndexOf("'"));
  const isLast = closing >= 0 && /^[\s,}\\]*$/.test(value.slice(closing + 1));
  return isLast ? value.slice(0, closing) : value;
}
