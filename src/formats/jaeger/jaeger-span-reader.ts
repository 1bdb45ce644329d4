/**
 * One span of Jaeger JSON into columns.
 *
 *   { traceID, spanID, operationName, references: [{refType, traceID, spanID}], startTime µs, duration µs,
 *     tags: [{key, type, value}], logs: [{timestamp µs, fields: […]}], processID, flags }
 *
 * Parent: the first CHILD_OF in the same trace, else the first FOLLOWS_FROM there, else the older parentSpanID. All other
 * references are links. Ids lose leading zeros in this format; that is no damage.
 */
import { Repair } from "../../model/enums.ts";
import type { FileContext } from "../decode-session.ts";
import { IdForm, IdReader } from "../id-reader.ts";
import { readElements, readMembers } from "../json/json-members.ts";
import { asciiBytes, spells } from "../json/json-scan.ts";
import { JsonTextReader } from "../json/json-text.ts";
import { ValueTextReader } from "../otlp-json/read-attributes.ts";
import { readNumber } from "../otlp-json/read-scalars.ts";
import { TimeReader } from "../time-reader.ts";
import { TagReader } from "./tag-reader.ts";

const word = asciiBytes;
const KEY = word("key");
const VALUE = word("value");
const EVENT = word("event");
const MESSAGE = word("message");
const TIMESTAMP = word("timestamp");
const FIELDS = word("fields");
const REF_TYPE = word("refType");
const TRACE_ID = word("traceID");
const SPAN_ID = word("spanID");
const CHILD_OF = word("CHILD_OF");

const MEMBERS = [
  "traceID",
  "spanID",
  "parentSpanID",
  "operationName",
  "references",
  "startTime",
  "duration",
  "tags",
  "logs",
  "processID",
  "process",
  "flags",
] as const;
type Member = (typeof MEMBERS)[number];
const WORDS = MEMBERS.map((name) => ({ name, word: word(name) }));

interface Reference {
  readonly isChildOf: boolean;
  readonly trace: number;
  readonly high: number;
  readonly low: number;
}

/** Where a span says which process it is of: the text of processID, or a process object. Positions in the window; 0 = absent. */
export interface ProcessOfSpan {
  idFrom: number;
  idTo: number;
  objectFrom: number;
  objectTo: number;
}

export class JaegerSpanReader {
  readonly #context: FileContext;
  readonly #ids = new IdReader();
  readonly #time = new TimeReader();
  readonly #texts: JsonTextReader;
  readonly #values: ValueTextReader;
  readonly #tags: TagReader;
  /** Of the span read last. */
  readonly process: ProcessOfSpan = { idFrom: 0, idTo: 0, objectFrom: 0, objectTo: 0 };

  constructor(context: FileContext) {
    this.#context = context;
    this.#texts = new JsonTextReader(context.builder.strings);
    this.#values = new ValueTextReader(this.#texts);
    this.#tags = new TagReader(context, false);
  }

  /** Adds the span at `at`. Throws ScanStop, with nothing added, where the bytes end or are no JSON. @returns the end */
  read(bytes: Uint8Array, at: number, offset: number): number {
    const { builder, file } = this.#context;
    const row = builder.beginSpan();
    try {
      const end = this.#readMembers(bytes, at, row);
      const { columns } = builder.spans;
      columns.sourceFile[row] = file;
      columns.sourceOffset[row] = offset;
      columns.sourceLength[row] = end - at;
      return end;
    } catch (thrown) {
      builder.dropSpan(row);
      throw thrown;
    }
  }

  #readMembers(bytes: Uint8Array, at: number, row: number): number {
    const { builder } = this.#context;
    const { columns } = builder.spans;
    const references: Reference[] = [];
    Object.assign(this.process, { idFrom: 0, idTo: 0, objectFrom: 0, objectTo: 0 });
    columns.trace[row] = -1;
    this.#tags.begin();
    const end = readMembers(bytes, at, (keyFrom, keyTo, valueAt, valueEnd) => {
      const member = WORDS.find((entry) => spells(bytes, keyFrom, keyTo, entry.word))?.name;
      if (member) this.#readMember(member, bytes, valueAt, valueEnd, row, references);
    });
    if (columns.trace[row] === -1) columns.trace[row] = builder.traceIds.add(0, 0, 0, 0);
    if (Number.isNaN(columns.start[row]!)) columns.repairs[row]! |= Repair.startUnknown;
    if (Number.isNaN(columns.duration[row]!)) columns.repairs[row]! |= Repair.endUnknown;
    this.#tags.finish(row);
    this.#placeReferences(references, row);
    return end;
  }

  #readMember(name: Member, bytes: Uint8Array, at: number, end: number, row: number, references: Reference[]): void {
    const { builder } = this.#context;
    const { columns } = builder.spans;
    const isText = bytes[at] === 0x22;
    const from = isText ? at + 1 : at;
    const to = isText ? end - 1 : end;
    const { words } = this.#ids;
    switch (name) {
      case "traceID":
        columns.trace[row] = this.#readTraceId(bytes, at, end, row);
        break;
      case "spanID":
        this.#readId(bytes, at, end, row, 2);
        columns.spanIdHigh[row] = words[0]!;
        columns.spanIdLow[row] = words[1]!;
        break;
      case "parentSpanID":
        this.#readId(bytes, at, end, row, 2);
        columns.parentSpanIdHigh[row] = words[0]!;
        columns.parentSpanIdLow[row] = words[1]!;
        break;
      case "operationName":
        if (isText) columns.name[row] = this.#texts.intern(bytes, from, to);
        break;
      case "references":
        readElements(bytes, at, (elementAt) => references.push(this.#readReference(bytes, elementAt, row)));
        break;
      case "startTime":
        if (this.#time.read(bytes, from, to, 6)) {
          columns.start[row] = builder.timeOffset(this.#time.seconds, this.#time.nanos);
        }
        break;
      case "duration":
        columns.duration[row] = this.#time.readAmount(bytes, from, to, 6);
        break;
      case "tags":
        readElements(bytes, at, (elementAt) => this.#readTag(bytes, elementAt, row));
        break;
      case "logs":
        readElements(bytes, at, (elementAt) => this.#readLog(bytes, elementAt));
        break;
      case "processID":
        this.process.idFrom = from;
        this.process.idTo = to;
        break;
      case "process":
        this.process.objectFrom = at;
        this.process.objectTo = end;
        break;
      case "flags":
        columns.flags[row] = (readNumber(bytes, at) ?? 0) & 0xff;
        break;
    }
  }

  #readId(bytes: Uint8Array, at: number, end: number, row: number, wordCount: 2 | 4): void {
    const isText = bytes[at] === 0x22;
    if (bytes[at] === 0x6e) this.#ids.words.fill(0);
    else if (this.#ids.read(bytes, isText ? at + 1 : at, isText ? end - 1 : end, wordCount) === IdForm.invalid) {
      this.#context.builder.spans.columns.repairs[row]! |= Repair.idInvalid;
    }
  }

  #readTraceId(bytes: Uint8Array, at: number, end: number, row: number): number {
    this.#readId(bytes, at, end, row, 4);
    const { words } = this.#ids;
    return this.#context.builder.traceIds.add(words[0]!, words[1]!, words[2]!, words[3]!);
  }

  #readReference(bytes: Uint8Array, at: number, row: number): Reference {
    let isChildOf = false;
    let trace = -1;
    let high = 0;
    let low = 0;
    readMembers(bytes, at, (keyFrom, keyTo, valueAt, end) => {
      if (spells(bytes, keyFrom, keyTo, REF_TYPE)) isChildOf = spells(bytes, valueAt + 1, end - 1, CHILD_OF);
      else if (spells(bytes, keyFrom, keyTo, TRACE_ID)) trace = this.#readTraceId(bytes, valueAt, end, row);
      else if (spells(bytes, keyFrom, keyTo, SPAN_ID)) {
        this.#readId(bytes, valueAt, end, row, 2);
        high = this.#ids.words[0]!;
        low = this.#ids.words[1]!;
      }
    });
    return { isChildOf, trace, high, low };
  }

  #placeReferences(references: readonly Reference[], row: number): void {
    const { builder } = this.#context;
    const { columns } = builder.spans;
    const inTrace = references.filter(({ trace }) => trace === -1 || trace === columns.trace[row]);
    const parent = inTrace.find(({ isChildOf }) => isChildOf) ?? inTrace[0];
    if (parent) {
      columns.parentSpanIdHigh[row] = parent.high;
      columns.parentSpanIdLow[row] = parent.low;
    }
    for (const reference of references) {
      if (reference === parent) continue;
      builder.addLink(reference.trace === -1 ? columns.trace[row]! : reference.trace, reference.high, reference.low, 0);
    }
  }

  #readTag(bytes: Uint8Array, at: number, row: number): void {
    readKeyValue(bytes, at, (keyFrom, keyTo, valueAt) => this.#tags.read(bytes, keyFrom, keyTo, valueAt, row));
  }

  #readLog(bytes: Uint8Array, at: number): void {
    const { builder } = this.#context;
    let time = Number.NaN;
    let event = -1;
    let message = -1;
    readMembers(bytes, at, (keyFrom, keyTo, valueAt, end) => {
      if (spells(bytes, keyFrom, keyTo, TIMESTAMP) && this.#time.read(bytes, valueAt, end, 6)) {
        time = builder.timeOffset(this.#time.seconds, this.#time.nanos);
      } else if (spells(bytes, keyFrom, keyTo, FIELDS)) {
        readElements(bytes, valueAt, (fieldAt) =>
          readKeyValue(bytes, fieldAt, (from, to, value) => {
            if (spells(bytes, from, to, EVENT)) event = this.#values.intern(bytes, value);
            else if (spells(bytes, from, to, MESSAGE)) message = this.#values.intern(bytes, value);
          }),
        );
      }
    });
    builder.addEvent(time, Math.max(0, event === -1 ? message : event));
  }
}

/** Tells of the key and value of a tag or field: {"key": …, "type": …, "value": …}. */
export function readKeyValue(
  bytes: Uint8Array,
  at: number,
  tell: (keyFrom: number, keyTo: number, valueAt: number) => void,
): void {
  let from = 0;
  let to = 0;
  let value = 0;
  readMembers(bytes, at, (keyFrom, keyTo, valueAt, end) => {
    if (spells(bytes, keyFrom, keyTo, KEY) && bytes[valueAt] === 0x22) {
      from = valueAt + 1;
      to = end - 1;
    } else if (spells(bytes, keyFrom, keyTo, VALUE)) value = valueAt;
  });
  if (from > 0 && value > 0) tell(from, to, value);
}
