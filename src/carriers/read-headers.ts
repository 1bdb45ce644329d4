/**
 * All trace context in one request's headers, read and judged.
 *
 *   { "TraceParent": ["00-..."], "b3": ["..."] }
 *        |                 |
 *        '-> readings: one per carrier present, with verdict and context
 *            agreement: do they name the same context?
 *            w3c: what a W3C receiver does with this request
 */
import { type Conflict, findConflicts } from "./agreement.ts";
import { type HeaderMap, Headers } from "./header-map.ts";
import type { Part, Reading } from "./reading.ts";
import { carrierReaders } from "./registry.ts";
import { HeaderScan } from "./scan.ts";
import { englishCarrierTexts } from "./texts-en.ts";
import { judgeAsW3cReceiver, type W3cReceiver } from "./w3c-receiver.ts";

export interface HeadersReading {
  /** One per carrier that is there at all. */
  readonly readings: readonly Reading[];
  /** none: no carrier with ids was accepted. single: one. agree or conflict: several. */
  readonly agreement: "none" | "single" | "agree" | "conflict";
  readonly conflicts: readonly Conflict[];
  readonly w3c: W3cReceiver;
}

/** Reads every known carrier in `map`. Never throws. */
export function readHeaders(map: HeaderMap): HeadersReading {
  const headers = new Headers(map);
  const readings = carrierReaders
    .filter((reader) => reader.headers.some((name) => headers.first(name) !== undefined))
    .map((reader) => judgeRepeats(reader.read(headers), reader.headers, headers));
  const conflicts = findConflicts(readings);
  const carrying = readings.filter((reading) => reading.context?.traceId !== undefined).length;
  return {
    readings,
    agreement: carrying === 0 ? "none" : carrying === 1 ? "single" : conflicts.length > 0 ? "conflict" : "agree",
    conflicts,
    w3c: judgeAsW3cReceiver(
      headers,
      readings.find((reading) => reading.carrier === "traceparent"),
    ),
  };
}

/** Reads one header by itself; undefined when it is no trace context. Never throws. */
export function readHeader(header: string, value: string): Reading | undefined {
  const name = header.trim().toLowerCase();
  const reader = carrierReaders.find((candidate) => candidate.headers.includes(name));
  return reader?.read(new Headers({ [name]: [value] }));
}

/** Splits one value into labelled parts for a drawing, in order; a bad value up to its first problem. */
export function explain(header: string, value: string): readonly Part[] {
  return readHeader(header, value)?.parts ?? [];
}

/** A repeated traceparent is an error; of other carriers most readers take the first. */
function judgeRepeats(reading: Reading, names: readonly string[], headers: Headers): Reading {
  const repeated = names.find((name) => headers.all(name).length > 1);
  if (repeated === undefined || reading.carrier === "tracestate") return reading;
  const scan = new HeaderScan(reading.carrier);
  if (reading.carrier !== "traceparent") {
    return {
      ...reading,
      notes: [...reading.notes, { code: "first-of-many", text: englishCarrierTexts.notes["first-of-many"] }],
    };
  }
  const values = headers.all(repeated);
  scan.fail(scan.open(repeated, values.join(", ")), "repeated", String(values.length));
  scan.note("go-first-of-many");
  return scan.reading();
}
