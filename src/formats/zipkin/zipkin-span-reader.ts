/**
 * One span of Zipkin v2 JSON into columns.
 *
 *   { traceId, id, parentId?, kind?, name?, timestamp? µs, duration? µs, localEndpoint?, remoteEndpoint?,
 *     annotations?: [{timestamp µs, value}], tags?: {key: text}, shared? }
 *
 * Timestamp and duration may be missing: unknown. The local endpoint is the resource, with what senders of OpenTelemetry put
 * among the tags for want of a better place (environment, instance, SDK language); the remote one becomes the hot
 * attributes peer.service, network.peer.address and network.peer.port. A shared span is the server half of its client's
 * span and has the same id; the model places it below the client half.
 */
import { HOT_KEY_INDEX } from "../../model/hot-keys.ts";
import type { FileContext } from "../decode-session.ts";
import { MicrosecondSpan } from "../jaeger/microsecond-span.ts";
import { readElements, readMembers } from "../json/json-members.ts";
import { asciiBytes, spells } from "../json/json-scan.ts";
import { readNumber, readSpanKind } from "../otlp-json/read-scalars.ts";
import { RawRows } from "../raw-rows.ts";
import { newResourceRow, ResourceField, type ResourceFieldName } from "../resource-fields.ts";

const word = asciiBytes;
const TIMESTAMP = word("timestamp");
const VALUE = word("value");
const SERVICE_NAME = word("serviceName");
const IPV4 = word("ipv4");
const IPV6 = word("ipv6");

const MEMBERS = [
  "traceId",
  "id",
  "parentId",
  "kind",
  "name",
  "timestamp",
  "duration",
  "startTime",
  "localEndpoint",
  "remoteEndpoint",
  "annotations",
  "tags",
] as const;
type Member = (typeof MEMBERS)[number];
/** Clocks that differ by more are of two runs of a process. */
const SAME_CLOCK_US = 1_000_000;
const WORDS = MEMBERS.map((name) => ({ name, word: word(name) }));

/** Hot keys of the remote endpoint's members. */
const PEER_KEYS: readonly (readonly [Uint8Array, number])[] = [
  [SERVICE_NAME, HOT_KEY_INDEX.get("peer.service")!],
  [IPV4, HOT_KEY_INDEX.get("network.peer.address")!],
  [IPV6, HOT_KEY_INDEX.get("network.peer.address")!],
  [word("port"), HOT_KEY_INDEX.get("network.peer.port")!],
];

export class ZipkinSpanReader {
  readonly #context: FileContext;
  readonly #span: MicrosecondSpan;
  /** Facts of the resource among the tags of the span being read: text by column. */
  readonly #facts = new Map<ResourceFieldName, number>();
  /** Where the endpoint of the span being read stands; -1 = it has none. */
  #endpointFrom = -1;
  #endpointTo = -1;
  /** Where the timestamp of the span being read stands; -1 = it has none. */
  #startFrom = -1;
  #startTo = -1;
  /** startTime of the span being read, 0 = none; and what a process clock is behind it. */
  #wallClockMs = 0;
  #clockOffsetUs = 0;
  /** Numbers of endpoints, and rows of resources by endpoint and facts. */
  readonly #endpoints = new RawRows();
  #endpointCount = 0;
  readonly #rowsByFacts = new Map<string, number>();

  constructor(context: FileContext) {
    this.#context = context;
    this.#span = new MicrosecondSpan(context, true);
  }

  /** Adds the span at `at`. Throws ScanStop, with nothing added, where the bytes end or are no JSON. @returns the end */
  read(bytes: Uint8Array, at: number, offset: number): number {
    const { builder, session } = this.#context;
    return this.#span.add(at, offset, (row) => {
      this.#facts.clear();
      this.#endpointFrom = -1;
      this.#startFrom = -1;
      this.#wallClockMs = 0;
      const end = readMembers(bytes, at, (keyFrom, keyTo, valueAt, valueEnd) => {
        const member = WORDS.find((entry) => spells(bytes, keyFrom, keyTo, entry.word))?.name;
        if (member) this.#readMember(member, bytes, valueAt, valueEnd, row);
      });
      this.#setStart(bytes, row);
      builder.spans.columns.resource[row] =
        this.#endpointFrom === -1 ? session.unnamedResource() : this.#resource(bytes, offset - at);
      return end;
    });
  }

  #readMember(name: Member, bytes: Uint8Array, at: number, end: number, row: number): void {
    const { columns } = this.#context.builder.spans;
    const span = this.#span;
    switch (name) {
      case "traceId":
        columns.trace[row] = span.readTraceId(bytes, at, end, row);
        break;
      case "id":
        span.readSpanId(bytes, at, end, row);
        columns.spanIdHigh[row] = span.words[0]!;
        columns.spanIdLow[row] = span.words[1]!;
        break;
      case "parentId":
        span.readSpanId(bytes, at, end, row);
        columns.parentSpanIdHigh[row] = span.words[0]!;
        columns.parentSpanIdLow[row] = span.words[1]!;
        break;
      case "kind":
        columns.kind[row] = readSpanKind(bytes, at);
        break;
      case "name":
        if (bytes[at] === 0x22) columns.name[row] = span.texts.intern(bytes, at + 1, end - 1);
        break;
      case "timestamp":
        this.#startFrom = at;
        this.#startTo = end;
        break;
      case "startTime":
        this.#wallClockMs = readNumber(bytes, at) ?? 0;
        break;
      case "duration":
        span.readDuration(bytes, at, end, row);
        break;
      case "localEndpoint":
        if (bytes[at] !== 0x7b) break;
        this.#endpointFrom = at;
        this.#endpointTo = end;
        break;
      case "remoteEndpoint":
        this.#readPeer(bytes, at);
        break;
      case "annotations":
        readElements(bytes, at, (elementAt) => this.#readAnnotation(bytes, elementAt));
        break;
      case "tags":
        readMembers(bytes, at, (keyFrom, keyTo, valueAt) => {
          this.#readFact(bytes, keyFrom, keyTo, valueAt);
          span.tags.read(bytes, keyFrom, keyTo, valueAt, row);
        });
        break;
    }
  }

  /**
   * Next.js writes Zipkin's keys with times of the process's clock, and beside them startTime, milliseconds of the day's. The
   * difference is learnt once for a process: its clock is the finer one.
   */
  #setStart(bytes: Uint8Array, row: number): void {
    if (this.#startFrom === -1) return;
    const { builder } = this.#context;
    const processUs = this.#wallClockMs > 0 ? readNumber(bytes, this.#startFrom) : undefined;
    if (processUs === undefined) {
      this.#span.readStart(bytes, this.#startFrom, this.#startTo, row);
      return;
    }
    const wallUs = this.#wallClockMs * 1_000;
    if (Math.abs(processUs + this.#clockOffsetUs - wallUs) > SAME_CLOCK_US) this.#clockOffsetUs = wallUs - processUs;
    const startUs = processUs + this.#clockOffsetUs;
    const seconds = Math.floor(startUs / 1e6);
    builder.spans.columns.start[row] = builder.timeOffset(seconds, (startUs - seconds * 1e6) * 1_000);
  }

  #resource(bytes: Uint8Array, base: number): number {
    const [from, to] = [this.#endpointFrom, this.#endpointTo];
    const make = () => this.#newResource(bytes, base);
    if (this.#facts.size === 0) return this.#context.session.resourceRows.rowOf(bytes, from, to, make);
    const endpoint = this.#endpoints.rowOf(bytes, from, to, () => this.#endpointCount++);
    const key = `${endpoint} ${[...this.#facts].join(" ")}`;
    const row = this.#rowsByFacts.get(key) ?? make();
    this.#rowsByFacts.set(key, row);
    return row;
  }

  #newResource(bytes: Uint8Array, base: number): number {
    const [from, to] = [this.#endpointFrom, this.#endpointTo];
    const row = newResourceRow(this.#context, base + from, to - from);
    const { columns } = this.#context.builder.resources;
    readMembers(bytes, from, (keyFrom, keyTo, valueAt) => {
      const text = this.#span.values.intern(bytes, valueAt);
      if (text <= 0) return;
      if (spells(bytes, keyFrom, keyTo, SERVICE_NAME)) columns.service[row] = text;
      else if (spells(bytes, keyFrom, keyTo, IPV4) || spells(bytes, keyFrom, keyTo, IPV6)) columns.hostName[row] = text;
    });
    for (const [field, text] of this.#facts) columns[field][row] = text;
    return row;
  }

  #readFact(bytes: Uint8Array, keyFrom: number, keyTo: number, valueAt: number): void {
    const field = ResourceField.find(bytes, keyFrom, keyTo);
    // The endpoint names the service.
    if (field === undefined || field === "service") return;
    const text = this.#span.values.intern(bytes, valueAt);
    if (text > 0) this.#facts.set(field, text);
  }

  #readPeer(bytes: Uint8Array, at: number): void {
    readMembers(bytes, at, (keyFrom, keyTo, valueAt) => {
      const hotKey = PEER_KEYS.find(([key]) => spells(bytes, keyFrom, keyTo, key))?.[1];
      const text = hotKey === undefined ? -1 : this.#span.values.intern(bytes, valueAt);
      if (hotKey !== undefined && text > 0) this.#context.builder.addHotAttribute(hotKey, text);
    });
  }

  #readAnnotation(bytes: Uint8Array, at: number): void {
    const { builder } = this.#context;
    let time = Number.NaN;
    let name = 0;
    readMembers(bytes, at, (keyFrom, keyTo, valueAt, end) => {
      if (spells(bytes, keyFrom, keyTo, TIMESTAMP)) time = this.#span.readTime(bytes, valueAt, end);
      else if (spells(bytes, keyFrom, keyTo, VALUE)) {
        name = Math.max(0, this.#span.values.intern(bytes, valueAt));
      }
    });
    builder.addEvent(time, name);
  }
}
