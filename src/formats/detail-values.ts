/** Values of parsed JSON as OTLP's typed values, shared by the details of all JSON formats. */
import type { Attribute, AttributeValue } from "../model/span-detail.ts";
import { JsonNumber, JsonObject, type JsonTree } from "./json/json-tree.ts";
import { TimeReader } from "./time-reader.ts";

/** The text of a string; "" for anything else. */
export const textOf = (tree: JsonTree | undefined): string => (typeof tree === "string" ? tree : "");

/** The elements of a list; none for anything else. */
export const listOf = (tree: JsonTree | undefined): readonly JsonTree[] =>
  Array.isArray(tree) ? (tree as readonly JsonTree[]) : [];

export const objectOf = (tree: JsonTree | undefined): JsonObject =>
  tree instanceof JsonObject ? tree : new JsonObject([]);

/** A count or a bit field; 0 where it is none. */
export function numberOf(tree: JsonTree | undefined): number {
  const value = Number(tree instanceof JsonNumber ? tree.text : textOf(tree));
  return Number.isFinite(value) ? value : 0;
}

/** Unix nanoseconds of a time given with `places` decimal places below a second; undefined = unknown or zero. */
export function unixNanoOf(tree: JsonTree | undefined, places: 6 | 9): bigint | undefined {
  const text = tree instanceof JsonNumber ? tree.text : textOf(tree);
  const bytes = new TextEncoder().encode(text);
  const time = new TimeReader();
  if (!time.read(bytes, 0, bytes.length, places)) return undefined;
  return BigInt(time.seconds) * 1_000_000_000n + BigInt(time.nanos);
}

/** A whole number as bigint; undefined where the text is none. */
export function bigintOf(text: string): bigint | undefined {
  return /^-?\d{1,40}$/.test(text) ? BigInt(text) : undefined;
}

/** Plain JSON (not AnyValue) as a typed value. */
export function plainValue(tree: JsonTree): AttributeValue {
  if (typeof tree === "string") return { type: "string", value: tree };
  if (typeof tree === "boolean") return { type: "bool", value: tree };
  if (tree === null) return { type: "empty" };
  if (tree instanceof JsonNumber) {
    const int = bigintOf(tree.text);
    return int === undefined ? { type: "double", value: Number(tree.text) } : { type: "int", value: int };
  }
  if (tree instanceof JsonObject) {
    return { type: "kvlist", value: tree.members.map(([key, value]) => ({ key, value: plainValue(value) })) };
  }
  return { type: "array", value: tree.map(plainValue) };
}

/** Base64 text, standard or URL-safe, as bytes; undefined where it is none. */
export function base64Bytes(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

export const stringAttribute = (key: string, value: string): Attribute => ({ key, value: { type: "string", value } });
