/**
 * AWS X-Ray (https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader).
 *
 *   X-Amzn-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1
 *                         | start    unique id, 24 hex               16 hex           0, 1 or ?
 *                         version, always 1;  trace id = start + unique id
 *
 * Fields in any order, joined by ';', blanks allowed around them. Self, Lineage and the caller's own fields may be
 * there too. A load balancer sends Root alone.
 */
import type { Reading } from "./reading.ts";
import { HeaderScan, type Span } from "./scan.ts";

interface Fields {
  traceId?: string;
  spanId?: string;
  sampled?: boolean | undefined;
}

const EPOCH_DIGITS = 8;
const UNIQUE_DIGITS = 24;

export function readXAmznTraceId(value: string): Reading {
  const scan = new HeaderScan("xray");
  const whole = scan.open("x-amzn-trace-id", value);
  const fields: Fields = {};
  for (let at = whole.at; at < whole.end; ) {
    const field = scan.until(";", at, whole.end);
    if (!readField(scan, field, fields)) return scan.reading();
    at = field.end + 1;
  }
  if (fields.traceId === undefined) scan.fail(scan.here(whole.end), "xray-root");
  if (fields.spanId === undefined) scan.note("xray-no-parent");
  if (fields.sampled === undefined) scan.note("no-sampling");
  else if (!fields.sampled) scan.note("xray-lambda-unsampled");
  return scan.reading({ ...fields, traceIdBits: 128 });
}

function readField(scan: HeaderScan, raw: Span, fields: Fields): boolean {
  const field = scan.trim(raw);
  if (field.at === field.end) return true;
  const name = scan.until("=", field.at, field.end);
  if (name.end === field.end) return scan.fail(scan.here(field.end), "xray-pair");
  const value = { at: name.end + 1, end: field.end };
  switch (scan.text(name)) {
    case "Root":
      return readRoot(scan, value, fields);
    case "Parent":
      fields.spanId = scan.text(value);
      return scan.hex("span-id", value, { digits: [16] });
    case "Sampled":
      return readSampled(scan, value, fields);
    default:
      if (value.end > value.at) scan.part(otherField(scan.text(name)), value);
      return true;
  }
}

function otherField(name: string) {
  if (name === "Self") return "self";
  return name === "Lineage" ? "lineage" : "value";
}

function readRoot(scan: HeaderScan, root: Span, fields: Fields): boolean {
  const version = scan.until("-", root.at, root.end);
  if (version.end > version.at) scan.part("version", version);
  if (scan.text(version) !== "1") {
    return scan.fail(version.end > version.at ? version : scan.here(root.at), "xray-version");
  }
  if (version.end === root.end) return scan.fail(scan.here(root.end), "xray-root-form");
  const epoch = scan.until("-", version.end + 1, root.end);
  if (!scan.hex("epoch", epoch, { digits: [EPOCH_DIGITS], zeroAllowed: true })) return false;
  if (epoch.end === root.end) return scan.fail(scan.here(root.end), "xray-root-form");
  const unique = { at: epoch.end + 1, end: root.end };
  if (!scan.hex("root-id", unique, { digits: [UNIQUE_DIGITS], zeroAllowed: true })) return false;
  fields.traceId = scan.text(epoch) + scan.text(unique);
  return !/^0+$/.test(fields.traceId) || scan.fail(root, "not-zero", "trace-id");
}

function readSampled(scan: HeaderScan, sampled: Span, fields: Fields): boolean {
  const text = scan.text(sampled);
  if (sampled.end > sampled.at) scan.part("sampled", sampled);
  if (!/^[01?]$/.test(text)) return scan.fail(text === "" ? scan.here(sampled.at) : sampled, "xray-sampled");
  fields.sampled = text === "?" ? undefined : text === "1";
  return true;
}
