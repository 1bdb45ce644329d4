/**
 * One span of Zipkin v2 JSON into columns.
 *
 *   { traceId, id, parentId?, kind?, name?, timestamp? µs, duration? µs, localEndpoint?, remoteEndpoint?,
 *     annotations?: [{timestamp µs, value}], tags?: {key: text}, shared? }
 *
 * Timestamp and duration may be missing: unknown. The local endpoint is the resource; the remote one becomes the hot
 * attributes peer.service, network.peer.address and network.peer.port. A shared span is the server half of its client's
 * span and has the same id; the model places it below the client half.
 */
import { Repair } from "../../model/enums.ts";
import { HOT_KEY_INDEX } from "../../model/hot-keys.ts";
import type { FileContext } from "../decode-session.ts";
import { IdForm, IdReader } from "../id-reader.ts";
import { TagReader } from "../jaeger/tag-reader.ts";
import { readElements, readMembers } from "../json/json-members.ts";
import { asciiBytes, spells } from "../json/json-scan.ts";
import { JsonTextReader } from "../json/json-text.ts";
import { ValueTextReader } from "../otlp-json/read-attributes.ts";
import { readSpanKind } from "../otlp-json/read-scalars.ts";
import { newResourceRow } from "../resource-fields.ts";
import { TimeReader } from "../time-reader.ts";

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
  "localEndpoint",
  "remoteEndpoint",
  "annotations",
  "tags",
] as const;
type Member = (typeof MEMBERS)[number];
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
  readonly #ids = new IdReader();
  readonly #time = new TimeReader();
  readonly #texts: JsonTextReader;
  readonly #values: ValueTextReader;
  readonly #tags: TagReader;

  constructor(context: FileContext) {
    this.#context = context;
    this.#texts = new JsonTextReader(context.builder.strings);
    this.#values = new ValueTextReader(this.#texts);
    this.#tags = new TagReader(context, true);
  }

  /** Adds the span at `at`. Throws ScanStop, with nothing added, where the bytes end or are no JSON. @returns the end */
  read(bytes: Uint8Array, at: number, offset: number): number {
    const { builder, file, session } = this.#context;
    const row = builder.beginSpan();
    try {
      const { columns } = builder.spans;
      columns.trace[row] = -1;
      this.#tags.begin();
      const end = readMembers(bytes, at, (keyFrom, keyTo, valueAt, valueEnd) => {
        const member = WORDS.find((entry) => spells(bytes, keyFrom, keyTo, entry.word))?.name;
        if (member) this.#readMember(member, bytes, valueAt, valueEnd, row, offset - at);
      });
      this.#tags.finish(row);
      if (columns.trace[row] === -1) columns.trace[row] = builder.traceIds.add(0, 0, 0, 0);
      if (columns.resource[row] === -1) columns.resource[row] = session.unnamedResource();
      if (Number.isNaN(columns.start[row]!)) columns.repairs[row]! |= Repair.startUnknown;
      if (Number.isNaN(columns.duration[row]!)) columns.repairs[row]! |= Repair.endUnknown;
      columns.sourceFile[row] = file;
      columns.sourceOffset[row] = offset;
      columns.sourceLength[row] = end - at;
      return end;
    } catch (thrown) {
      builder.dropSpan(row);
      throw thrown;
    }
  }

  #readMember(name: Member, bytes: Uint8Array, at: number, end: number, row: number, base: number): void {
    const { builder } = this.#context;
    const { columns } = builder.spans;
    const isText = bytes[at] === 0x22;
    const from = isText ? at + 1 : at;
    const to = isText ? end - 1 : end;
    const { words } = this.#ids;
    switch (name) {
      case "traceId":
        this.#readId(bytes, from, to, row, 4);
        columns.trace[row] = builder.traceIds.add(words[0]!, words[1]!, words[2]!, words[3]!);
        break;
      case "id":
        this.#readId(bytes, from, to, row, 2);
        columns.spanIdHigh[row] = words[0]!;
        columns.spanIdLow[row] = words[1]!;
        break;
      case "parentId":
        this.#readId(bytes, from, to, row, 2);
        columns.parentSpanIdHigh[row] = words[0]!;
        columns.parentSpanIdLow[row] = words[1]!;
        break;
      case "kind":
        columns.kind[row] = readSpanKind(bytes, at);
        break;
      case "name":
        if (isText) columns.name[row] = this.#texts.intern(bytes, from, to);
        break;
      case "timestamp":
        if (this.#time.read(bytes, from, to, 6)) {
          columns.start[row] = builder.timeOffset(this.#time.seconds, this.#time.nanos);
        }
        break;
      case "duration":
        columns.duration[row] = this.#time.readAmount(bytes, from, to, 6);
        break;
      case "localEndpoint":
        columns.resource[row] = this.#resource(bytes, at, end, base + at);
        break;
      case "remoteEndpoint":
        this.#readPeer(bytes, at);
        break;
      case "annotations":
        readElements(bytes, at, (elementAt) => this.#readAnnotation(bytes, elementAt));
        break;
      case "tags":
        readMembers(bytes, at, (keyFrom, keyTo, valueAt) => this.#tags.read(bytes, keyFrom, keyTo, valueAt, row));
        break;
    }
  }

  #readId(bytes: Uint8Array, from: number, to: number, row: number, wordCount: 2 | 4): void {
    if (bytes[from] === 0x6e && bytes[from - 1] !== 0x22) this.#ids.words.fill(0);
    else if (this.#ids.read(bytes, from, to, wordCount) === IdForm.invalid) {
      this.#context.builder.spans.columns.repairs[row]! |= Repair.idInvalid;
    }
  }

  #resource(bytes: Uint8Array, from: number, to: number, offset: number): number {
    const { builder, session } = this.#context;
    if (bytes[from] !== 0x7b) return session.unnamedResource();
    return session.resourceRows.rowOf(bytes, from, to, () => {
      const row = newResourceRow(this.#context, offset, to - from);
      const { columns } = builder.resources;
      readMembers(bytes, from, (keyFrom, keyTo, valueAt) => {
        const text = this.#values.intern(bytes, valueAt);
        if (text <= 0) return;
        if (spells(bytes, keyFrom, keyTo, SERVICE_NAME)) columns.service[row] = text;
        else if (spells(bytes, keyFrom, keyTo, IPV4) || spells(bytes, keyFrom, keyTo, IPV6))
          columns.hostName[row] = text;
      });
      return row;
    });
  }

  #readPeer(bytes: Uint8Array, at: number): void {
    readMembers(bytes, at, (keyFrom, keyTo, valueAt) => {
      const hotKey = PEER_KEYS.find(([key]) => spells(bytes, keyFrom, keyTo, key))?.[1];
      const text = hotKey === undefined ? -1 : this.#values.intern(bytes, valueAt);
      if (hotKey !== undefined && text > 0) this.#context.builder.addHotAttribute(hotKey, text);
    });
  }

  #readAnnotation(bytes: Uint8Array, at: number): void {
    const { builder } = this.#context;
    let time = Number.NaN;
    let name = 0;
    readMembers(bytes, at, (keyFrom, keyTo, valueAt, end) => {
      if (spells(bytes, keyFrom, keyTo, TIMESTAMP) && this.#time.read(bytes, valueAt, end, 6)) {
        time = builder.timeOffset(this.#time.seconds, this.#time.nanos);
      } else if (spells(bytes, keyFrom, keyTo, VALUE)) {
        name = Math.max(0, this.#values.intern(bytes, valueAt));
      }
    });
    builder.addEvent(time, name);
  }
}
