/**
 * A small JSON parser for the objects that someone opens: numbers stay as they were written (64-bit integers are exact), keys
 * are data (`__proto__` too), members keep their order, and nesting is bounded.
 */
import { DEPTH_LIMIT, findStringEnd, ScanStop, skipKey, skipSpace, skipValue, stop } from "./json-scan.ts";
import { unescapeInto } from "./json-text.ts";

export type JsonTree = string | boolean | null | JsonNumber | JsonObject | readonly JsonTree[];

/** A number as it was written. */
export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export class JsonObject {
  readonly members: readonly (readonly [string, JsonTree])[];
  constructor(members: readonly (readonly [string, JsonTree])[]) {
    this.members = members;
  }

  /** The value of the first of the keys that is there. */
  get(...keys: readonly string[]): JsonTree | undefined {
    for (const key of keys) {
      const member = this.members.find(([own]) => own === key);
      if (member) return member[1];
    }
    return undefined;
  }
}

/** Parses the value that `bytes` hold; undefined where they are no JSON. */
export function parseJsonTree(bytes: Uint8Array): JsonTree | undefined {
  // The scanners stop at zeros behind the text.
  const padded = new Uint8Array(bytes.length + 8);
  padded.set(bytes);
  try {
    return new TreeParser(padded).parse();
  } catch (thrown) {
    if (thrown instanceof ScanStop) return undefined;
    throw thrown;
  }
}

class TreeParser {
  readonly #bytes: Uint8Array;
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  parse(): JsonTree {
    this.#space();
    return this.#value(0);
  }

  #value(depth: number): JsonTree {
    const bytes = this.#bytes;
    const from = this.#at;
    const byte = bytes[from]!;
    if (byte === 0x22) return this.#string();
    const isContainer = byte === 0x7b || byte === 0x5b;
    if (isContainer && depth < DEPTH_LIMIT) return byte === 0x7b ? this.#object(depth) : this.#list(depth);
    this.#at = skipValue(bytes, from, depth);
    const text = this.#decoder.decode(bytes.subarray(from, this.#at));
    if (isContainer) return text;
    return byte === 0x74 ? true : byte === 0x66 ? false : byte === 0x6e ? null : new JsonNumber(text);
  }

  #object(depth: number): JsonObject {
    const members: [string, JsonTree][] = [];
    this.#at++;
    this.#space();
    while (this.#bytes[this.#at] !== 0x7d) {
      const valueAt = skipKey(this.#bytes, this.#at);
      const key = this.#string();
      this.#at = valueAt;
      members.push([key, this.#value(depth + 1)]);
      this.#separator(0x7d);
    }
    this.#at++;
    return new JsonObject(members);
  }

  #list(depth: number): JsonTree[] {
    const elements: JsonTree[] = [];
    this.#at++;
    this.#space();
    while (this.#bytes[this.#at] !== 0x5d) {
      elements.push(this.#value(depth + 1));
      this.#separator(0x5d);
    }
    this.#at++;
    return elements;
  }

  #string(): string {
    const from = this.#at + 1;
    const to = findStringEnd(this.#bytes, from);
    this.#at = to + 1;
    const text = new Uint8Array(to - from);
    return this.#decoder.decode(text.subarray(0, unescapeInto(this.#bytes, from, to, text)));
  }

  #separator(close: number): void {
    this.#space();
    const byte = this.#bytes[this.#at]!;
    if (byte === close) return;
    if (byte !== 0x2c) stop(this.#at, '","');
    this.#at++;
    this.#space();
  }

  #space(): void {
    this.#at = skipSpace(this.#bytes, this.#at);
  }
}

/** The value as indented JSON. */
export function printJsonTree(tree: JsonTree, indent = ""): string {
  if (tree instanceof JsonNumber) return tree.text;
  if (tree === null || typeof tree !== "object") return JSON.stringify(tree);
  const inner = `${indent}  `;
  if (tree instanceof JsonObject) {
    if (tree.members.length === 0) return "{}";
    const lines = tree.members.map(([key, value]) => `${inner}${JSON.stringify(key)}: ${printJsonTree(value, inner)}`);
    return `{\n${lines.join(",\n")}\n${indent}}`;
  }
  if (tree.length === 0) return "[]";
  return `[\n${tree.map((value) => inner + printJsonTree(value, inner)).join(",\n")}\n${indent}]`;
}
