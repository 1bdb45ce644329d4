/**
 * Finds text in spans by scanning their bytes: names, attribute keys and values, events, status messages. Structure (the keys
 * "traceId", "stringValue"…) is not searched. A span is also found by the values of its resource's attributes; not by their keys,
 * which nearly all spans have in common. ASCII letters match in either case; JSON escapes match what they stand for.
 * O(bytes of the range); nothing is parsed but protobuf, whose text has no such marks.
 */
import { spanIdToHex } from "../model/ids.ts";
import type { ResourceIndex, SpanIndex } from "../model/index-types.ts";
import type { AttributeValue, SpanDetail } from "../model/span-detail.ts";
import type { DataSet } from "../model/tables.ts";
import { BlockReader } from "./block-reader.ts";
import { unescapeInto } from "./json/json-text.ts";
import type { RetainedBytes } from "./retained-bytes.ts";
import { decodeResource, decodeSpanDetail } from "./span-detail.ts";
import { yieldToEvents } from "./yield-to-events.ts";

const SPANS_BETWEEN_YIELDS = 2_000;
/** Keys that are structure in Zipkin, where the keys of tags are attribute keys. */
const ZIPKIN_KEYS = new Set(
  "traceId id parentId kind name timestamp duration localEndpoint remoteEndpoint annotations tags shared debug serviceName ipv4 ipv6 port value".split(
    " ",
  ),
);

/** Rows of the range whose spans hold the text, ascending. */
export async function findSpansWithText(
  dataSet: DataSet,
  retained: RetainedBytes,
  text: string,
  range: { readonly first: SpanIndex; readonly count: number },
  signal?: AbortSignal,
): Promise<Int32Array<ArrayBuffer>> {
  const needle = new TextEncoder().encode(text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
  const rows: number[] = [];
  const { spans, files } = dataSet;
  const { sourceFile, sourceOffset, sourceLength } = spans;
  const inFileOrder = Int32Array.from({ length: range.count }, (_, index) => range.first + index).sort(
    (a, b) => sourceFile[a]! - sourceFile[b]! || sourceOffset[a]! - sourceOffset[b]!,
  );
  const blocks = new BlockReader(retained);
  const resources = new ResourceSearch(dataSet, blocks, text.toLowerCase());
  const hex = /^[0-9a-f]{3,16}$/i.test(text) ? text.toLowerCase() : undefined;
  for (const [done, row] of inFileOrder.entries()) {
    if (done % SPANS_BETWEEN_YIELDS === SPANS_BETWEEN_YIELDS - 1) await yieldToEvents();
    signal?.throwIfAborted();
    const format = files[sourceFile[row]!]?.format;
    let isFound = hex !== undefined && spanIdToHex(spans.spanIdHigh[row]!, spans.spanIdLow[row]!).includes(hex);
    isFound ||= await resources.holdsText(spans.resource[row]!);
    if (!isFound && format === "otlp-protobuf") {
      isFound = holdsText(await decodeSpanDetail(dataSet, blocks, row), text.toLowerCase());
    } else if (!isFound) {
      const bytes = await blocks.read(sourceFile[row]!, sourceOffset[row]!, sourceLength[row]!);
      isFound = holdsNeedle(bytes, needle, format === "zipkin-json");
    }
    if (isFound) rows.push(row);
  }
  return Int32Array.from(rows).sort();
}

/** Looks at each resource once. */
class ResourceSearch {
  readonly #dataSet: DataSet;
  readonly #bytes: RetainedBytes;
  readonly #text: string;
  readonly #known = new Map<ResourceIndex, boolean>();

  constructor(dataSet: DataSet, bytes: RetainedBytes, text: string) {
    this.#dataSet = dataSet;
    this.#bytes = bytes;
    this.#text = text;
  }

  async holdsText(resource: ResourceIndex): Promise<boolean> {
    const known = this.#known.get(resource);
    if (known !== undefined) return known;
    const { attributes } = await decodeResource(this.#dataSet, this.#bytes, resource);
    const isFound = attributes.some(({ value }) => valueHolds(value, this.#text));
    this.#known.set(resource, isFound);
    return isFound;
  }
}

/** Whether a string or number of the JSON text holds the needle (in lower case). */
export function holdsNeedle(bytes: Uint8Array, needle: Uint8Array, hasDataKeys: boolean): boolean {
  if (needle.length === 0) return true;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!;
    if (byte === 0x22) {
      const from = at + 1;
      let to = from;
      let isEscaped = false;
      for (; to < bytes.length && bytes[to] !== 0x22; to++) {
        if (bytes[to] !== 0x5c) continue;
        isEscaped = true;
        to++;
      }
      at = to + 1;
      while (bytes[at] === 0x20) at++;
      const isKey = bytes[at] === 0x3a;
      if (isKey && !(hasDataKeys && isDataKey(bytes, from, to))) continue;
      if (!isEscaped) {
        if (contains(bytes, from, to, needle)) return true;
      } else {
        const plain = new Uint8Array(to - from);
        if (contains(plain, 0, unescapeInto(bytes, from, to, plain), needle)) return true;
      }
    } else if (isScalar(byte)) {
      const from = at;
      while (at < bytes.length && isScalar(bytes[at]!)) at++;
      if (contains(bytes, from, at, needle)) return true;
    } else {
      at++;
    }
  }
  return false;
}

const isScalar = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x2d || byte === 0x2e;

function isDataKey(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from > 16 || !ZIPKIN_KEYS.has(String.fromCharCode(...bytes.subarray(from, to)));
}

function contains(bytes: Uint8Array, from: number, to: number, needle: Uint8Array): boolean {
  const last = to - needle.length;
  const first = needle[0]!;
  for (let at = from; at <= last; at++) {
    if (lower(bytes[at]!) !== first) continue;
    let length = 1;
    while (length < needle.length && lower(bytes[at + length]!) === needle[length]) length++;
    if (length === needle.length) return true;
  }
  return false;
}

const lower = (byte: number) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);

function holdsText(span: SpanDetail, text: string): boolean {
  const has = (value: string) => value.toLowerCase().includes(text);
  const attributesHave = ({ attributes }: Pick<SpanDetail, "attributes">) =>
    attributes.some(({ key, value }) => has(key) || valueHolds(value, text));
  return (
    has(span.name) ||
    has(span.statusMessage) ||
    has(span.traceState) ||
    attributesHave(span) ||
    span.events.some((event) => has(event.name) || attributesHave(event)) ||
    span.links.some((link) => has(link.traceId) || has(link.spanId) || attributesHave(link))
  );
}

function valueHolds(value: AttributeValue, text: string): boolean {
  const has = (part: string) => part.toLowerCase().includes(text);
  if (value.type === "array") return value.value.some((element) => valueHolds(element, text));
  if (value.type === "kvlist") return value.value.some((entry) => has(entry.key) || valueHolds(entry.value, text));
  return value.type !== "empty" && value.type !== "bytes" && has(String(value.value));
}
