/**
 * Google Cloud (https://cloud.google.com/trace/docs/trace-context#legacy-http-header).
 *
 *   x-cloud-trace-context: 105445aa7843bc8bf206b12000100000/1;o=1
 *                          trace id, 32 hex                 | options, bit 0 sampled; may be left out
 *                                                           span id, decimal 64 bits; may be left out
 */
import { hexOfDecimal } from "./datadog.ts";
import type { Reading } from "./reading.ts";
import { HeaderScan } from "./scan.ts";

export function readGcp(value: string): Reading {
  const scan = new HeaderScan("gcp");
  const whole = scan.open("x-cloud-trace-context", value);
  if (whole.at === whole.end) {
    scan.fail(whole, "gcp-form");
    return scan.reading();
  }
  const ids = scan.until(";", whole.at, whole.end);
  const traceId = scan.until("/", ids.at, ids.end);
  if (!scan.hex("trace-id", traceId, { digits: [32], anyCase: true })) return scan.reading();
  let spanId: string | undefined;
  if (traceId.end < ids.end) {
    const span = { at: traceId.end + 1, end: ids.end };
    if (!scan.decimal64("span-id", span)) return scan.reading();
    spanId = hexOfDecimal(scan.text(span));
    scan.note("gcp-platform-parent");
  } else scan.note("gcp-no-span");
  let sampled: boolean | undefined;
  if (ids.end < whole.end) {
    const options = { at: ids.end + 1, end: whole.end };
    const match = /^o=([0-9]{1,3})$/.exec(scan.text(options));
    if (!match) {
      scan.fail(options.at < options.end ? options : scan.here(whole.end), "gcp-options");
      return scan.reading();
    }
    scan.part("options", { at: options.at + 2, end: options.end });
    sampled = Number(match[1]) % 2 === 1;
  } else scan.note("no-sampling");
  return scan.reading({ traceId: scan.text(traceId).toLowerCase(), traceIdBits: 128, spanId, sampled });
}
