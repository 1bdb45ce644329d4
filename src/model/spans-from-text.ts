/**
 * Draws a data set as indented text, for tests: a line a span, indentation (two spaces) is parenthood, a blank line begins
 * another trace.
 *
 *   storefront: POST /checkout | server 0..800
 *     checkout: POST /orders   | client 10..700 error | http.request.method=POST
 *       payment: POST /charge  | server 20..600 parent=ff00
 *
 * After the first bar: kind and times in milliseconds (`..?` no end, `?..` no start), and any of
 * `error`, `ok`, `id=HEX`, `parent=HEX` (as exported, whatever the indentation says), `trace=HEX`, `flags=0x301`,
 * `instance=NAME`, `host=NAME`, `language=NAME`, `environment=NAME`, `scope=NAME`, `link=TRACE/SPAN`, `event=NAME@MS`.
 * After the second bar: hot attributes as key=value, separated by blanks. Ids count up from 1 where they are not given.
 */
import { DataSetBuilder } from "./data-set-builder.ts";
import { StatusCode } from "./enums.ts";
import { HOT_KEY_INDEX } from "./hot-keys.ts";
import { hexToWords } from "./ids.ts";
import type { DataSet } from "./tables.ts";

const KINDS = ["unspecified", "internal", "server", "client", "producer", "consumer"];
/** 2026-01-01T00:00:00Z: the drawn zero. */
const ZERO_SECONDS = 1_767_225_600;

export function spansFromText(text: string): DataSet {
  const builder = new DataSetBuilder();
  const resources = new Map<string, number>();
  let trace = "";
  let traces = 0;
  let spans = 0;
  let ancestors: string[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") {
      trace = "";
      continue;
    }
    const [head = "", placed = "", attributes = ""] = line.split("|");
    const depth = (indentation(line) - indentation(text.replace(/^\s*\n/, ""))) / 2;
    const words = new Map(placed.trim().split(/\s+/).map(splitAtEquals));
    if (depth === 0 && trace === "") trace = (++traces).toString(16);
    const id = words.get("id") ?? (++spans).toString(16);
    ancestors = [...ancestors.slice(0, depth), id];
    const [service = "", name = ""] = splitOnce(head.trim(), ":");
    addSpan(builder, resources, { service, name: name.trim(), words, attributes, id });
    const row = builder.spans.length - 1;
    const { columns } = builder.spans;
    columns.trace[row] = traceNumber(builder, words.get("trace") ?? trace);
    const parentId = words.get("parent") ?? (depth > 0 ? ancestors[depth - 1]! : "");
    [columns.parentSpanIdHigh[row], columns.parentSpanIdLow[row]] = spanWords(parentId);
  }
  return builder.finish();
}

interface DrawnSpan {
  readonly service: string;
  readonly name: string;
  readonly words: ReadonlyMap<string, string>;
  readonly attributes: string;
  readonly id: string;
}

function addSpan(builder: DataSetBuilder, resources: Map<string, number>, span: DrawnSpan): void {
  const { words } = span;
  const row = builder.beginSpan();
  const { columns } = builder.spans;
  [columns.spanIdHigh[row], columns.spanIdLow[row]] = spanWords(span.id);
  columns.name[row] = builder.strings.intern(span.name);
  columns.resource[row] = resourceOf(builder, resources, span);
  columns.scope[row] = scopeOf(builder, words.get("scope"));
  columns.kind[row] = Math.max(
    0,
    KINDS.findIndex((kind) => words.has(kind)),
  );
  columns.statusCode[row] = words.has("error") ? StatusCode.error : words.has("ok") ? StatusCode.ok : StatusCode.unset;
  columns.flags[row] = Number(words.get("flags") ?? 0);
  const times = [...words.keys()].find((word) => word.includes(".."));
  const [from = "?", to = "?"] = times?.split("..") ?? [];
  columns.start[row] = from === "?" ? Number.NaN : drawnTime(builder, from);
  columns.duration[row] = to === "?" ? Number.NaN : drawnTime(builder, to) - columns.start[row]!;
  for (const [key, value] of span.attributes.trim().split(/\s+/).map(splitAtEquals)) {
    const hot = HOT_KEY_INDEX.get(key);
    if (hot !== undefined) builder.addHotAttribute(hot, builder.strings.intern(value));
    else if (key !== "") throw new Error(`${key} is not a hot key`);
  }
  const event = words.get("event")?.split("@");
  if (event) builder.addEvent(drawnTime(builder, event[1] ?? "0"), builder.strings.intern(event[0]!));
  const link = words.get("link")?.split("/");
  if (link) builder.addLink(traceNumber(builder, link[0]!), ...spanWords(link[1]!), 0);
}

function resourceOf(builder: DataSetBuilder, resources: Map<string, number>, { service, words }: DrawnSpan): number {
  const fields = [
    service,
    words.get("instance"),
    words.get("host"),
    words.get("language"),
    words.get("environment"),
  ].map((field) => field ?? "");
  const key = fields.join("\n");
  const known = resources.get(key);
  if (known !== undefined) return known;
  const row = builder.resources.add();
  const { columns } = builder.resources;
  const [name, instance, host, language, environment] = fields.map((field) => builder.strings.intern(field));
  columns.service[row] = name!;
  columns.serviceInstance[row] = instance!;
  columns.hostName[row] = host!;
  columns.sdkLanguage[row] = language!;
  columns.environment[row] = environment!;
  columns.sourceFile[row] = -1;
  resources.set(key, row);
  return row;
}

function scopeOf(builder: DataSetBuilder, name: string | undefined): number {
  if (name === undefined) return -1;
  const { columns } = builder.scopes;
  const wanted = builder.strings.intern(name);
  const known = columns.name.subarray(0, builder.scopes.length).indexOf(wanted);
  if (known !== -1) return known;
  const row = builder.scopes.add();
  builder.scopes.columns.name[row] = wanted;
  builder.scopes.columns.sourceFile[row] = -1;
  return row;
}

const drawnTime = (builder: DataSetBuilder, ms: string) => {
  const nanos = Math.round(Number(ms) * 1e6);
  return builder.timeOffset(ZERO_SECONDS, 0) + nanos;
};

function traceNumber(builder: DataSetBuilder, hex: string): number {
  const [w0, w1, w2, w3] = hexToWords(hex, 4) ?? [0, 0, 0, 0];
  return builder.traceIds.add(w0!, w1!, w2!, w3!);
}

function spanWords(hex: string): [number, number] {
  const [high, low] = hexToWords(hex, 2) ?? [0, 0];
  return [high!, low!];
}

const indentation = (line: string) => line.length - line.trimStart().length;
const splitAtEquals = (word: string): [string, string] => splitOnce(word, "=");

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
