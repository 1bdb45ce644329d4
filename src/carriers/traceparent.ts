/**
 * W3C traceparent, Level 2 (https://www.w3.org/TR/trace-context-2/#traceparent-header).
 *
 *   00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01      55 characters
 *   vv traceid, 32 hex                  spanid, 16 hex   ff
 *
 * Version 00 ends after the flags. A newer version is read in these three fields and may go on with '-'. ff is
 * forbidden. Lower-case only; ids must not be zero. Flags: 01 sampled, 02 random, the rest reserved.
 */
import type { CarrierName, Reading } from "./reading.ts";
import { HeaderScan, type Span } from "./scan.ts";
import type { PartCode } from "./texts-en.ts";

const SAMPLED = 0x01;
const RANDOM = 0x02;

export function readTraceparent(value: string, header = "traceparent"): Reading {
  const carrier: CarrierName = header === "elastic-apm-traceparent" ? "elastic" : "traceparent";
  const scan = new HeaderScan(carrier);
  const whole = scan.open(header, value);
  if (whole.at === whole.end) {
    scan.fail(whole, "traceparent-form");
    return scan.reading();
  }
  const version = scan.until("-", whole.at, whole.end);
  if (!readVersion(scan, version)) return scan.reading();
  const traceId = readId(scan, "trace-id", version.end, whole.end, 32);
  const spanId = traceId && readId(scan, "span-id", traceId.end, whole.end, 16);
  const flags = spanId && readFlags(scan, spanId.end, whole.end, scan.text(version));
  if (!traceId || !spanId || flags === undefined) return scan.reading();
  if (!(flags & SAMPLED)) scan.note("not-sampled");
  return scan.reading({
    traceId: scan.text(traceId),
    traceIdBits: 128,
    spanId: scan.text(spanId),
    sampled: (flags & SAMPLED) !== 0,
    random: (flags & RANDOM) !== 0,
  });
}

function readVersion(scan: HeaderScan, version: Span): boolean {
  if (!scan.hex("version", version, { digits: [2], zeroAllowed: true })) return false;
  const text = scan.text(version);
  if (text === "ff") return scan.fail(version, "version-ff");
  if (text !== "00") scan.note("future-version");
  return true;
}

function readId(scan: HeaderScan, code: PartCode, after: number, end: number, digits: number): Span | undefined {
  if (after >= end) {
    scan.fail(scan.here(end), "delimiter", "-", code);
    return undefined;
  }
  const id = scan.until("-", after + 1, end);
  return scan.hex(code, id, { digits: [digits] }) ? id : undefined;
}

function readFlags(scan: HeaderScan, after: number, end: number, version: string): number | undefined {
  if (after >= end) {
    scan.fail(scan.here(end), "delimiter", "-", "flags");
    return undefined;
  }
  const flags = { at: after + 1, end: Math.min(after + 3, end) };
  if (!scan.hex("flags", flags, { digits: [2], zeroAllowed: true })) return undefined;
  const rest = { at: flags.end, end };
  if (rest.at < end && !readRest(scan, rest, version)) return undefined;
  const bits = Number.parseInt(scan.text(flags), 16);
  if (bits > (SAMPLED | RANDOM)) {
    scan.note("reserved-flags");
    if (version === "00") scan.note("go-rejects-flags");
  }
  return bits;
}

function readRest(scan: HeaderScan, rest: Span, version: string): boolean {
  const text = scan.text(rest);
  const future = version !== "00";
  if (future && text.startsWith("-")) {
    scan.part("extra", rest);
    return true;
  }
  const comma = /^[ \t]*,/.exec(text);
  if (comma) {
    const at = rest.at + comma[0].length - 1;
    return scan.fail({ at, end: at + 1 }, "joined");
  }
  if (text === "-") scan.note("go-accepts-dash");
  if (/^[0-9a-f]$/.test(text)) scan.note("js-long-flags");
  return scan.fail(scan.here(rest.at), future ? "version-end" : "version-00-end");
}
