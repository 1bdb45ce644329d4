/** Enums and small numbers of OTLP/JSON: as numbers, as numbers in quotes, or as names. */
import { SPAN_KIND_NAMES, STATUS_CODE_NAMES } from "../../model/enums.ts";
import { findStringEnd, skipValue } from "../json/json-scan.ts";

/** The number at `at`; in quotes too. Names and whatever else is no number give undefined. */
export function readNumber(bytes: Uint8Array, at: number): number | undefined {
  const from = bytes[at] === 0x22 ? at + 1 : at;
  let value = 0;
  let to = from;
  for (; bytes[to]! >= 0x30 && bytes[to]! <= 0x39; to++) value = value * 10 + (bytes[to]! - 0x30);
  return to === from ? undefined : value;
}

/** The text of a short value, without its quotes. */
export function readWord(bytes: Uint8Array, at: number): string {
  const isText = bytes[at] === 0x22;
  const from = isText ? at + 1 : at;
  const to = isText ? findStringEnd(bytes, from) : skipValue(bytes, at, 0);
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 64)));
}

/** A span kind: 2, "2", "SPAN_KIND_SERVER", "SERVER" or "server"; 0 where it is none. */
export function readSpanKind(bytes: Uint8Array, at: number): number {
  const number = readNumber(bytes, at);
  if (number !== undefined) return number <= 5 ? number : 0;
  return spanKindOfName(readWord(bytes, at));
}

/** The kind with that name, in any spelling; 0 where there is none. */
export function spanKindOfName(name: string): number {
  const short = name.toUpperCase().replace("SPAN_KIND_", "");
  return Math.max(0, (SPAN_KIND_NAMES as readonly string[]).indexOf(short));
}

/** A status code: 2, "STATUS_CODE_ERROR" or "Error"; 0 where it is none. */
export function readStatusCode(bytes: Uint8Array, at: number): number {
  const number = readNumber(bytes, at);
  if (number !== undefined) return number <= 2 ? number : 0;
  return statusCodeOfName(readWord(bytes, at));
}

/** The status code with that name, in any spelling; 0 where there is none. */
export function statusCodeOfName(name: string): number {
  const short = name.toUpperCase().replace("STATUS_CODE_", "");
  return Math.max(0, (STATUS_CODE_NAMES as readonly string[]).indexOf(short));
}

const SEVERITIES = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/** A severity number: 9, "SEVERITY_NUMBER_INFO" or "SEVERITY_NUMBER_INFO2"; 0 where it is none. */
export function readSeverity(bytes: Uint8Array, at: number): number {
  const number = readNumber(bytes, at);
  if (number !== undefined) return number <= 24 ? number : 0;
  const name = /^(?:SEVERITY_NUMBER_)?([A-Z]+)([234]?)$/.exec(readWord(bytes, at));
  const level = SEVERITIES.indexOf(name?.[1] ?? "");
  return level === -1 ? 0 : level * 4 + (name?.[2] ? Number(name[2]) : 1);
}
