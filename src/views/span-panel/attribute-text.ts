/** Attribute values as text: for reading, for copying, for the filter. */
import type { Attribute, AttributeValue } from "../../model/span-detail.ts";

const INDENT = "  ";
/** Deeper nesting is an attack or a mistake; indenting it would fill the memory. */
const DEEPEST = 100;

/** The value as it reads: strings bare, bytes as hex, arrays and maps as indented JSON with exact integers. */
export function attributeText(value: AttributeValue): string {
  return value.type === "string" ? value.value : nestedText(value, "");
}

function nestedText(value: AttributeValue, indent: string): string {
  const inner = indent + INDENT;
  if (indent.length > DEEPEST * INDENT.length) return "…";
  switch (value.type) {
    case "string":
      return JSON.stringify(value.value);
    case "bool":
    case "int":
    case "double":
      return String(value.value);
    case "bytes":
      return Array.from(value.value, (byte) => byte.toString(16).padStart(2, "0")).join("");
    case "array":
      if (value.value.length === 0) return "[]";
      return `[\n${value.value.map((item) => inner + nestedText(item, inner)).join(",\n")}\n${indent}]`;
    case "kvlist":
      if (value.value.length === 0) return "{}";
      return `{\n${value.value
        .map(({ key, value: item }) => `${inner}${JSON.stringify(key)}: ${nestedText(item, inner)}`)
        .join(",\n")}\n${indent}}`;
    case "empty":
      return "";
  }
}

/** The text indented, where it is a JSON object or array; undefined where it is not. */
export function prettyJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return indentJson(JSON.parse(text) && text);
  } catch {
    return undefined;
  }
}

/** Only moves whitespace, so that numbers beyond 2^53 and repeated keys stay as they were written. */
function indentJson(json: string): string {
  let result = "";
  let indent = "";
  let at = 0;
  while (at < json.length) {
    const character = json[at]!;
    if (character === '"') {
      const start = at++;
      while (json[at] !== '"') at += json[at] === "\\" ? 2 : 1;
      result += json.slice(start, ++at);
      continue;
    }
    at++;
    if (/\s/.test(character)) continue;
    if (character === "{" || character === "[") {
      while (/\s/.test(json[at] ?? "")) at++;
      if (json[at] === "}" || json[at] === "]") {
        result += character + json[at++];
        continue;
      }
      indent += INDENT;
      if (indent.length > DEEPEST * INDENT.length) throw new Error("nested too deeply");
      result += `${character}\n${indent}`;
    } else if (character === "}" || character === "]") {
      indent = indent.slice(INDENT.length);
      result += `\n${indent}${character}`;
    } else if (character === ",") result += `,\n${indent}`;
    else result += character === ":" ? ": " : character;
  }
  return result;
}

/** The address, where the whole text is one that a browser may open; undefined for javascript:, file: and the rest. */
export function webAddress(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || /\s/.test(text)) return undefined;
  try {
    const { protocol, href } = new URL(text);
    return protocol === "http:" || protocol === "https:" ? href : undefined;
  } catch {
    return undefined;
  }
}

/** Attributes whose key or value holds the text, whatever its case. */
export function filterAttributes(attributes: readonly Attribute[], text: string): readonly Attribute[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return attributes;
  return attributes.filter(
    ({ key, value }) => key.toLowerCase().includes(wanted) || attributeText(value).toLowerCase().includes(wanted),
  );
}
