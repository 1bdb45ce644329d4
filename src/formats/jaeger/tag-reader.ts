/**
 * What tags of Jaeger and Zipkin spans mean in OTLP's words: kind, status, scope and hot attributes.
 * Source: OpenTelemetry specification, "Jaeger" and "Zipkin" transformations to non-OTLP formats.
 */
import { StatusCode } from "../../model/enums.ts";
import type { FileContext } from "../decode-session.ts";
import { asciiBytes, findStringEnd, spells } from "../json/json-scan.ts";
import { JsonTextReader } from "../json/json-text.ts";
import { ValueTextReader } from "../otlp-json/read-attributes.ts";
import { readWord, spanKindOfName, statusCodeOfName } from "../otlp-json/read-scalars.ts";

const word = asciiBytes;
const SPAN_KIND = word("span.kind");
const ERROR = word("error");
const STATUS_CODE = word("otel.status_code");
const SCOPE_NAMES = [word("otel.scope.name"), word("otel.library.name")];
const SCOPE_VERSIONS = [word("otel.scope.version"), word("otel.library.version")];
/** Tags that say the same as a hot key under another name. */
const ALIASES: readonly (readonly [Uint8Array, Uint8Array])[] = [
  [word("http.path"), word("url.path")],
  [word("peer.ipv4"), word("network.peer.address")],
  [word("peer.port"), word("network.peer.port")],
];

export class TagReader {
  readonly #context: FileContext;
  readonly #texts: JsonTextReader;
  readonly #values: ValueTextReader;
  readonly #aliases: readonly { readonly word: Uint8Array; readonly hotKey: number }[];
  /** Whether an error tag counts by being there (Zipkin) or only when true (Jaeger). */
  readonly #errorByPresence: boolean;
  #hasStatus = false;
  #isError = false;
  #scopeName = 0;
  #scopeVersion = 0;

  constructor(context: FileContext, errorByPresence: boolean) {
    this.#context = context;
    this.#errorByPresence = errorByPresence;
    this.#texts = new JsonTextReader(context.builder.strings);
    this.#values = new ValueTextReader(this.#texts);
    this.#aliases = ALIASES.map(([alias, key]) => ({
      word: alias,
      hotKey: context.session.hotKeys.find(key, 0, key.length),
    }));
  }

  begin(): void {
    this.#hasStatus = false;
    this.#isError = false;
    this.#scopeName = 0;
    this.#scopeVersion = 0;
  }

  /** Takes the tag with key bytes[keyFrom, keyTo) and the value at `valueAt` of span `row`. */
  read(bytes: Uint8Array, keyFrom: number, keyTo: number, valueAt: number, row: number): void {
    const { builder, session } = this.#context;
    const is = (key: Uint8Array) => spells(bytes, keyFrom, keyTo, key);
    const hotKey = session.hotKeys.find(bytes, keyFrom, keyTo);
    const alias = hotKey === -1 ? this.#aliases.find((entry) => is(entry.word))?.hotKey : hotKey;
    if (alias !== undefined) {
      const text = this.#values.intern(bytes, valueAt);
      if (text !== -1) builder.addHotAttribute(alias, text);
    } else if (is(SPAN_KIND)) {
      builder.spans.columns.kind[row] = spanKindOfName(readWord(bytes, valueAt));
    } else if (is(ERROR)) {
      this.#isError ||= this.#errorByPresence || readWord(bytes, valueAt).toLowerCase() === "true";
    } else if (is(STATUS_CODE)) {
      this.#hasStatus = true;
      builder.spans.columns.statusCode[row] = statusCodeOfName(readWord(bytes, valueAt));
    } else if (bytes[valueAt] === 0x22) {
      const text = () => this.#texts.intern(bytes, valueAt + 1, findStringEnd(bytes, valueAt + 1));
      if (SCOPE_NAMES.some(is)) this.#scopeName = text();
      else if (SCOPE_VERSIONS.some(is)) this.#scopeVersion = text();
    }
  }

  /** Writes what all tags of the span together say. */
  finish(row: number): void {
    const { columns } = this.#context.builder.spans;
    if (this.#isError && !(this.#hasStatus && columns.statusCode[row] === StatusCode.ok)) {
      columns.statusCode[row] = StatusCode.error;
    }
    if (this.#scopeName > 0) columns.scope[row] = this.#scope();
  }

  /** Scopes are told apart by name and version: they have no bytes of their own in these formats. */
  #scope(): number {
    const { builder, session } = this.#context;
    const key = word(`tag ${this.#scopeName} ${this.#scopeVersion}`);
    return session.scopeRows.rowOf(key, 0, key.length, () => {
      const row = builder.scopes.add();
      const { columns } = builder.scopes;
      columns.name[row] = this.#scopeName;
      columns.version[row] = this.#scopeVersion;
      columns.sourceFile[row] = -1;
      return row;
    });
  }
}
