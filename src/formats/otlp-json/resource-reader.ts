/** Resources and scopes of OTLP/JSON: one row for each distinct one. */
import type { ByteWindow } from "../byte-window.ts";
import type { FileContext } from "../decode-session.ts";
import { findStringEnd } from "../json/json-scan.ts";
import { JsonTextReader } from "../json/json-text.ts";
import { newResourceRow, newScopeRow, ResourceField } from "../resource-fields.ts";
import { Key } from "./otlp-keys.ts";
import { readAttributes, ValueTextReader } from "./read-attributes.ts";
import { readObject } from "./read-object.ts";

export class ResourceReader {
  readonly #context: FileContext;
  readonly #texts: JsonTextReader;
  readonly #values: ValueTextReader;

  constructor(context: FileContext) {
    this.#context = context;
    this.#texts = new JsonTextReader(context.builder.strings);
    this.#values = new ValueTextReader(this.#texts);
  }

  /** The ResourceIndex of the object at [from, to) of the window, which is whole. */
  resource({ bytes, view }: ByteWindow, from: number, to: number, offset: number): number {
    const { session } = this.#context;
    return session.resourceRows.rowOfView(view, from, to, () => {
      const row = newResourceRow(this.#context, offset, to - from);
      const { columns } = this.#context.builder.resources;
      readObject(bytes, from, (key, valueAt) => {
        if (key !== Key.attributes) return;
        readAttributes(bytes, valueAt, (_, keyFrom, keyTo, at) => {
          const field = ResourceField.find(bytes, keyFrom, keyTo);
          const text = field === undefined ? -1 : this.#values.intern(bytes, at);
          if (field !== undefined && text > 0) columns[field][row] = text;
        });
      });
      return row;
    });
  }

  /** The ScopeIndex of the object at [from, to) of the window, which is whole; -1 where it says nothing. */
  scope({ bytes, view }: ByteWindow, from: number, to: number, offset: number): number {
    const { builder, session } = this.#context;
    return session.scopeRows.rowOfView(view, from, to, () => {
      let name = 0;
      let version = 0;
      let members = 0;
      readObject(bytes, from, (key, valueAt) => {
        members++;
        if (bytes[valueAt] !== 0x22) return;
        const text = () => this.#texts.intern(bytes, valueAt + 1, findStringEnd(bytes, valueAt + 1));
        if (key === Key.name) name = text();
        else if (key === Key.version) version = text();
      });
      if (members === 0) return -1;
      const row = newScopeRow(this.#context, offset, to - from);
      builder.scopes.columns.name[row] = name;
      builder.scopes.columns.version[row] = version;
      return row;
    });
  }
}
