/** From pasted text to what the page shows, and to what its link keeps. */

import type { HeaderMap } from "../../carriers/header-map.ts";
import { headersFromText } from "../../carriers/headers-from-text.ts";
import { type HeadersReading, readHeader, readHeaders } from "../../carriers/read-headers.ts";
import type { CarriedContext, Reading } from "../../carriers/reading.ts";
import { carrierHeaderNames } from "../../carriers/registry.ts";

export interface CheckedHeaders {
  readonly reading: HeadersReading;
  /** "name: value", those that carry a context or look as if they should: what may stand in a link. */
  readonly lines: readonly string[];
  /** Headers left out. */
  readonly others: number;
  readonly contexts: readonly NamedContext[];
}

export function checkHeaders(text: string): CheckedHeaders {
  const map = headersFromText(text);
  const reading = readHeaders(map);
  const known = new Set([...carrierHeaderNames, ...reading.w3c.misnamed.map(({ header }) => header)]);
  const entries = Object.entries(map);
  const carrying = entries.filter(([name]) => known.has(name.trim().toLowerCase()));
  return {
    reading,
    lines: carrying.flatMap(([name, values]) => values.map((value) => `${name}: ${value}`)),
    others: entries.length - carrying.length,
    contexts: namedContexts([...reading.readings, ...repeatedReadings(map)]),
  };
}

export interface NamedContext {
  readonly traceId: string;
  readonly spanId: string;
}

/** Each value of a header that came several times: together they are no value at all. */
function repeatedReadings(map: HeaderMap): Reading[] {
  const repeated = Object.entries(map).filter(([, values]) => values.length > 1);
  return repeated.flatMap(([name, values]) => values.flatMap((value) => readHeader(name, value) ?? []));
}

/** The different contexts that the headers name; of a value that is not valid, its ids as far as they can be read. */
function namedContexts(readings: readonly Reading[]): NamedContext[] {
  const contexts = new Map<string, NamedContext>();
  for (const reading of readings) {
    const { traceId, spanId = "" } = reading.context ?? idsOfParts(reading);
    if (traceId !== undefined && !contexts.has(`${traceId} ${spanId}`))
      contexts.set(`${traceId} ${spanId}`, { traceId, spanId });
  }
  return [...contexts.values()];
}

function idsOfParts({ parts }: Reading): CarriedContext {
  const id = (code: string, digits: RegExp) =>
    parts.map((part) => (part.code === code ? part.text.toLowerCase() : "")).find((text) => digits.test(text));
  const traceId = id("trace-id", /^(?!0+$)[0-9a-f]{32}$/);
  return traceId === undefined ? {} : { traceId, spanId: id("span-id", /^(?!0+$)[0-9a-f]{16}$/) };
}
