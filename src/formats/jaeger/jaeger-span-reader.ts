/**
 * One span of Jaeger JSON into columns.
 *
 *   { traceID, spanID, operationName, references: [{refType, traceID, spanID}], startTime µs, duration µs,
 *     tags: [{key, type, value}], logs: [{timestamp µs, fields: […]}], processID, flags }
 *
 * Parent: the first CHILD_OF in the same trace, else the first FOLLOWS_FROM there, else the older parentSpanID. All other
 * references are links. Ids lose leading zeros in this format; that is no damage.
 */
import type { FileContext } from "../decode-session.ts";
import { readElements, readMembers } from "../json/json-members.ts";
import { asciiBytes, spells } from "../json/json-scan.ts";
import { readNumber } from "../otlp-json/read-scalars.ts";
import { MicrosecondSpan } from "./microsecond-span.ts";

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
  readonly #span: MicrosecondSpan;
  /** Of the span read last. */
  readonly process: ProcessOfSpan = { idFrom: 0, idTo: 0, objectFrom: 0, objectTo: 0 };

  constructor(context: FileContext) {
    this.#context = context;
    this.#span = new MicrosecondSpan(context, false);
  }

  /** Adds the span at `at`. Throws ScanStop, with nothing added, where the bytes end or are no JSON. @returns the end */
  read(bytes: Uint8Array, at: number, offset: number): number {
    const references: Reference[] = [];
    Object.assign(this.process, { idFrom: 0, idTo: 0, objectFrom: 0, objectTo: 0 });
    const row = this.#context.builder.spans.length;
    const end = this.#span.add(at, offset, (row) =>
      readMembers(bytes, at, (keyFrom, keyTo, valueAt, valueEnd) => {
        const member = WORDS.find((entry) => spells(bytes, keyFrom, keyTo, entry.word))?.name;
        if (member) this.#readMember(member, bytes, valueAt, valueEnd, row, references);
      }),
    );
    if (this.#context.builder.spans.length > row) this.#placeReferences(references, row);
    return end;
  }

  #readMember(name: Member, bytes: Uint8Array, at: number, end: number, row: number, references: Reference[]): void {
    const { columns } = this.#context.builder.spans;
    const span = this.#span;
    const isText = bytes[at] === 0x22;
    switch (name) {
      case "traceID":
        columns.trace[row] = span.readTraceId(bytes, at, end, row);
        break;
      case "spanID":
        span.readSpanId(bytes, at, end, row);
        columns.spanIdHigh[row] = span.words[0]!;
        columns.spanIdLow[row] = span.words[1]!;
        break;
      case "parentSpanID":
        span.readSpanId(bytes, at, end, row);
        columns.parentSpanIdHigh[row] = span.words[0]!;
        columns.parentSpanIdLow[row] = span.words[1]!;
        break;
      case "operationName":
        if (isText) columns.name[row] = span.texts.intern(bytes, at + 1, end - 1);
        break;
      case "references":
        readElements(bytes, at, (elementAt) => references.push(this.#readReference(bytes, elementAt, row)));
        break;
      case "startTime":
        span.readStart(bytes, at, end, row);
        break;
      case "duration":
        span.readDuration(bytes, at, end, row);
        break;
      case "tags":
        readElements(bytes, at, (elementAt) => this.#readTag(bytes, elementAt, row));
        break;
      case "logs":
        readElements(bytes, at, (elementAt) => this.#readLog(bytes, elementAt));
        break;
      case "processID":
        this.process.idFrom = isText ? at + 1 : at;
        this.process.idTo = isText ? end - 1 : end;
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

  #readReference(bytes: Uint8Array, at: number, row: number): Reference {
    let isChildOf = false;
    let trace = -1;
    let high = 0;
    let low = 0;
    readMembers(bytes, at, (keyFrom, keyTo, valueAt, end) => {
      if (spells(bytes, keyFrom, keyTo, REF_TYPE)) isChildOf = spells(bytes, valueAt + 1, end - 1, CHILD_OF);
      else if (spells(bytes, keyFrom, keyTo, TRACE_ID)) trace = this.#span.readTraceId(bytes, valueAt, end, row);
      else if (spells(bytes, keyFrom, keyTo, SPAN_ID)) {
        this.#span.readSpanId(bytes, valueAt, end, row);
        high = this.#span.words[0]!;
        low = this.#span.words[1]!;
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
    readKeyValue(bytes, at, (keyFrom, keyTo, valueAt) => this.#span.tags.read(bytes, keyFrom, keyTo, valueAt, row));
  }

  #readLog(bytes: Uint8Array, at: number): void {
    const { builder } = this.#context;
    let time = Number.NaN;
    let event = -1;
    let message = -1;
    readMembers(bytes, at, (keyFrom, keyTo, valueAt, end) => {
      if (spells(bytes, keyFrom, keyTo, TIMESTAMP)) time = this.#span.readTime(bytes, valueAt, end);
      else if (spells(bytes, keyFrom, keyTo, FIELDS)) {
        readElements(bytes, valueAt, (fieldAt) =>
          readKeyValue(bytes, fieldAt, (from, to, value) => {
            if (spells(bytes, from, to, EVENT)) event = this.#span.values.intern(bytes, value);
            else if (spells(bytes, from, to, MESSAGE)) message = this.#span.values.intern(bytes, value);
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
