/** Attributes of OTLP protobuf: KeyValue {1: key, 2: AnyValue {1: string, 2: bool, 3: int, 4: double, 5: array, 6: map, 7: bytes}}. */
import { VALUE_SEPARATOR } from "../../model/hot-keys.ts";
import type { StringIndex } from "../../model/index-types.ts";
import { HOT_VALUE_LIMIT } from "../../model/raw-columns.ts";
import type { StringTableBuilder } from "../../model/string-table.ts";
import { WireReader, WireType } from "./wire.ts";

export class AttributeReader {
  readonly #strings: StringTableBuilder;
  readonly #pair = new WireReader();
  readonly #value = new WireReader();
  keyFrom = 0;
  keyTo = 0;
  valueFrom = 0;
  valueTo = 0;

  constructor(strings: StringTableBuilder) {
    this.#strings = strings;
  }

  /** Finds key and value in the KeyValue message bytes[from, to). */
  read(bytes: Uint8Array, from: number, to: number): void {
    const pair = this.#pair;
    pair.reset(bytes, from, to);
    this.keyFrom = this.keyTo = this.valueFrom = this.valueTo = from;
    while (pair.next()) {
      if (pair.wireType !== WireType.bytes) continue;
      if (pair.field === 1) {
        this.keyFrom = pair.from;
        this.keyTo = pair.to;
      } else if (pair.field === 2) {
        this.valueFrom = pair.from;
        this.valueTo = pair.to;
      }
    }
  }

  /** Interns the text of the AnyValue bytes[from, to); -1 where it has none (empty, maps, bytes). */
  internText(bytes: Uint8Array, from: number, to: number, limit = HOT_VALUE_LIMIT): StringIndex {
    const value = this.#value;
    value.reset(bytes, from, to);
    if (!value.next()) return -1;
    if (value.field === 1) return this.#strings.internBytes(bytes, value.from, cut(bytes, value.from, value.to, limit));
    const text = scalarText(value);
    if (text !== undefined) return this.#strings.intern(text);
    if (value.field !== 5) return -1;
    const list = new WireReader();
    list.reset(bytes, value.from, value.to);
    const texts: string[] = [];
    while (list.next()) {
      const element = new WireReader();
      element.reset(bytes, list.from, list.to);
      if (element.next()) texts.push(element.field === 1 ? utf8(element) : (scalarText(element) ?? ""));
    }
    return texts.length === 0 ? -1 : this.#strings.intern(texts.join(VALUE_SEPARATOR).slice(0, limit));
  }
}

const utf8 = (value: WireReader) =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(value.bytes.subarray(value.from, value.to));

function scalarText(value: WireReader): string | undefined {
  if (value.field === 2) return value.value === 0 ? "false" : "true";
  if (value.field === 3) return value.bigint().toString();
  if (value.field === 4) return String(value.double());
  return undefined;
}

function cut(bytes: Uint8Array, from: number, to: number, limit: number): number {
  if (to - from <= limit) return to;
  let end = from + limit;
  while (end > from && (bytes[end]! & 0xc0) === 0x80) end--;
  return end;
}
