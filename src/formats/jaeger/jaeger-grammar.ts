/**
 * What the keys of Jaeger JSON mean: {"data":[trace, …]}, one trace, a list of traces, or documents of Elasticsearch.
 *
 *   trace = { traceID, spans: [span, …], processes: { p1: {serviceName, tags}, … } }
 *
 * Processes come after the spans that name them, so a span's resource is filled in when its trace is closed.
 */
import { say } from "../../model/sentence.ts";
import { StringTableBuilder } from "../../model/string-table.ts";
import type { ByteWindow } from "../byte-window.ts";
import type { FileContext } from "../decode-session.ts";
import { readElements, readMembers } from "../json/json-members.ts";
import { asciiBytes, spells } from "../json/json-scan.ts";
import { type JsonGrammar, type Role, SKIPPED } from "../json/json-stream.ts";
import { JsonTextReader } from "../json/json-text.ts";
import { ValueTextReader } from "../otlp-json/read-attributes.ts";
import { readWord } from "../otlp-json/read-scalars.ts";
import { newResourceRow, ResourceField } from "../resource-fields.ts";
import { takeBackRows } from "../take-back.ts";
import { JaegerSpanReader, readKeyValue } from "./jaeger-span-reader.ts";

const PROCESS_MISSING = say`The process of a span is not in the file: its service is shown as unknown_service.`;

const ROLE = { trace: 1, span: 2, processes: 3 } as const;
const KEYS: readonly (readonly [Uint8Array, Role])[] = [
  [asciiBytes("data"), ROLE.trace],
  [asciiBytes("traces"), ROLE.trace],
  [asciiBytes("result"), ROLE.trace],
  [asciiBytes("spans"), ROLE.span],
  // As Elasticsearch answers, and as elasticdump writes line by line.
  [asciiBytes("hits"), ROLE.trace],
  [asciiBytes("_source"), ROLE.span],
  [asciiBytes("processes"), ROLE.processes],
];
const SERVICE_NAME = asciiBytes("serviceName");
const TAGS = asciiBytes("tags");
const HOSTNAME = asciiBytes("hostname");
const CLIENT_VERSION = asciiBytes("jaeger.version");
/** telemetry.sdk.language by the first word of jaeger.version, such as "Node-3.17.2". */
const LANGUAGES: Readonly<Record<string, string>> = {
  Go: "go",
  Java: "java",
  Node: "nodejs",
  Python: "python",
  "C++": "cpp",
  CSharp: "dotnet",
};

interface OpenTrace {
  readonly firstSpan: number;
  /** For each span from firstSpan on, the number of its process id; -1 = it has its resource. */
  readonly processIds: number[];
  /** ResourceIndex by number of the process id. */
  readonly processes: Map<number, number>;
}

export class JaegerGrammar implements JsonGrammar {
  readonly top: Role = ROLE.trace;
  readonly #context: FileContext;
  readonly #spans: JaegerSpanReader;
  readonly #texts: JsonTextReader;
  readonly #values: ValueTextReader;
  readonly #processIds = new StringTableBuilder();
  readonly #open: OpenTrace[] = [];

  constructor(context: FileContext) {
    this.#context = context;
    this.#spans = new JaegerSpanReader(context);
    this.#texts = new JsonTextReader(context.builder.strings);
    this.#values = new ValueTextReader(this.#texts);
  }

  roleOfKey(_parent: Role, bytes: Uint8Array, from: number, to: number): Role {
    return KEYS.find(([word]) => spells(bytes, from, to, word))?.[1] ?? SKIPPED;
  }

  isLeaf(role: Role): boolean {
    return role !== ROLE.trace;
  }

  enterObject(): void {
    this.#open.push({ firstSpan: this.#context.builder.spans.length, processIds: [], processes: new Map() });
  }

  leaveObject(): void {
    const { firstSpan, processIds, processes } = this.#open.pop()!;
    const { builder, session, notes } = this.#context;
    const { columns } = builder.spans;
    for (const [index, processId] of processIds.entries()) {
      if (processId === -1) continue;
      const row = firstSpan + index;
      const resource = processes.get(processId);
      columns.resource[row] = resource ?? session.unnamedResource();
      if (resource !== undefined) continue;
      notes.add("process-missing", "repair", PROCESS_MISSING, columns.sourceOffset[row]!);
    }
  }

  readLeaf(role: Role, { bytes, base }: ByteWindow, at: number): number {
    const trace = this.#open.at(-1)!;
    if (role === ROLE.processes) {
      return readMembers(bytes, at, (keyFrom, keyTo, valueAt, end) => {
        const processId = this.#processIds.internBytes(bytes, keyFrom, keyTo);
        trace.processes.set(processId, this.#resource(bytes, valueAt, end, base + valueAt));
      });
    }
    const { builder } = this.#context;
    const before = builder.spans.length;
    const end = this.#spans.read(bytes, at, base + at);
    if (builder.spans.length === before) return end;
    const { idFrom, idTo, objectFrom, objectTo } = this.#spans.process;
    if (objectFrom > 0) {
      const resource = this.#resource(bytes, objectFrom, objectTo, base + objectFrom);
      builder.spans.columns.resource[builder.spans.length - 1] = resource;
      trace.processIds.push(-1);
    } else {
      trace.processIds.push(this.#processIds.internBytes(bytes, idFrom, idTo));
    }
    return end;
  }

  takeBack(offset: number): void {
    takeBackRows(this.#context, offset);
  }

  #resource(bytes: Uint8Array, from: number, to: number, offset: number): number {
    const { builder, session } = this.#context;
    return session.resourceRows.rowOf(bytes, from, to, () => {
      const row = newResourceRow(this.#context, offset, to - from);
      const { columns } = builder.resources;
      readMembers(bytes, from, (keyFrom, keyTo, valueAt, end) => {
        if (spells(bytes, keyFrom, keyTo, SERVICE_NAME) && end - valueAt > 2 && bytes[valueAt] === 0x22) {
          columns.service[row] = this.#texts.intern(bytes, valueAt + 1, end - 1);
        } else if (spells(bytes, keyFrom, keyTo, TAGS)) {
          readElements(bytes, valueAt, (tagAt) =>
            readKeyValue(bytes, tagAt, (tagFrom, tagTo, tagValueAt) => {
              this.#readProcessTag(bytes, tagFrom, tagTo, tagValueAt, row);
            }),
          );
        }
      });
      return row;
    });
  }

  #readProcessTag(bytes: Uint8Array, keyFrom: number, keyTo: number, valueAt: number, row: number): void {
    const { columns } = this.#context.builder.resources;
    const { strings } = this.#context.builder;
    if (spells(bytes, keyFrom, keyTo, CLIENT_VERSION)) {
      const [, client = "", version = ""] = /^([^-]+)-(.*)$/.exec(readWord(bytes, valueAt)) ?? [];
      if (!Object.hasOwn(LANGUAGES, client)) return;
      columns.sdkLanguage[row] = strings.intern(LANGUAGES[client]!);
      columns.sdkName[row] = strings.intern("jaeger");
      columns.sdkVersion[row] = strings.intern(version);
      return;
    }
    const field = spells(bytes, keyFrom, keyTo, HOSTNAME) ? "hostName" : ResourceField.find(bytes, keyFrom, keyTo);
    const text = field === undefined || field === "service" ? -1 : this.#values.intern(bytes, valueAt);
    if (field !== undefined && text > 0) columns[field][row] = text;
  }
}
