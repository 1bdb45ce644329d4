/**
 * W3C tracestate as amended in June 2026 (w3c/trace-context#584; https://w3c.github.io/trace-context/#tracestate-header).
 *
 *   list   = member *("," member)        blanks around a member are ignored, empty members are legal
 *   member = key "=" value               at most 32 of them
 *   key    = [a-z0-9] then up to 255 of [a-z0-9_-*@/]
 *   value  = 1 to 256 of 0x20..0x7E without ',' and '=', not ending in a space
 *
 * Several headers are one list, joined by ",". One bad member discards the whole list, never the traceparent.
 * Offsets refer to the joined value.
 */
import type { Reading } from "./reading.ts";
import { HeaderScan, type Span } from "./scan.ts";

export interface TracestateMember {
  readonly key: string;
  readonly value: string;
  readonly at: number;
}

export interface TracestateReading extends Reading {
  /** The members that a receiver keeps, in order; none when the list is rejected. */
  readonly members: readonly TracestateMember[];
}

const MAX_MEMBERS = 32;
const MAX_KEY = 256;
const MAX_VALUE = 256;
const LONG_LIST = 512;
/** The grammar before the amendment: key, or tenant@vendor. */
const OLD_KEY = /^([a-z][a-z0-9_\-*/]{0,255}|[a-z0-9][a-z0-9_\-*/]{0,240}@[a-z][a-z0-9_\-*/]{0,13})$/;

/** Reads all tracestate headers of one request, in the order they came. Cost: linear. */
export function readTracestate(values: readonly string[]): TracestateReading {
  const scan = new HeaderScan("tracestate");
  const whole = scan.open("tracestate", values.join(","));
  const members: TracestateMember[] = [];
  for (let at = whole.at; at <= whole.end; ) {
    const member = scan.until(",", at, whole.end);
    if (!readMember(scan, member, members)) return { ...scan.reading(), members: [] };
    at = member.end + 1;
  }
  noteHabits(scan, members, values);
  return { ...scan.reading({}), members };
}

function readMember(scan: HeaderScan, raw: Span, members: TracestateMember[]): boolean {
  const member = scan.trim(raw);
  if (member.at === member.end) return true;
  if (members.length === MAX_MEMBERS) return scan.fail(member, "too-many-members");
  const key = scan.until("=", member.at, member.end);
  if (!checkKey(scan, key)) return false;
  if (key.end === member.end) return scan.fail(scan.here(member.end), "no-equals");
  const value = { at: key.end + 1, end: member.end };
  if (!checkValue(scan, value)) return false;
  members.push({ key: scan.text(key), value: scan.text(value), at: member.at });
  return true;
}

function checkKey(scan: HeaderScan, key: Span): boolean {
  const text = scan.text(key);
  if (text === "" || !/^[a-z0-9]/.test(text)) return scan.fail(scan.here(key.at), "key-start");
  scan.part("key", key);
  const bad = text.search(/[^a-z0-9_\-*/@]/);
  if (bad >= 0) return scan.fail(scan.here(key.at + bad), "key-char");
  if (text.length > MAX_KEY) return scan.fail({ at: key.at + MAX_KEY, end: key.end }, "key-length");
  return true;
}

function checkValue(scan: HeaderScan, value: Span): boolean {
  if (value.at === value.end) return scan.fail(scan.here(value.end), "value-empty");
  scan.part("value", value);
  const bad = scan.text(value).search(/[^\x20-\x2b\x2d-\x3c\x3e-\x7e]/);
  if (bad >= 0) return scan.fail(scan.here(value.at + bad), "value-char");
  if (value.end - value.at > MAX_VALUE) return scan.fail({ at: value.at + MAX_VALUE, end: value.end }, "value-length");
  return true;
}

function noteHabits(scan: HeaderScan, members: readonly TracestateMember[], values: readonly string[]): void {
  const keys = members.map((member) => member.key);
  if (new Set(keys).size < keys.length) scan.note("state-duplicate-key");
  if (keys.some((key) => !OLD_KEY.test(key))) scan.note("state-old-key-rule");
  if (values.length > 1) scan.note("state-several-headers");
  if (scan.sources[0]!.value.length > LONG_LIST) scan.note("state-long");
}
