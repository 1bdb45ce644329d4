/** The fields of the form, as they stand in the link, made into the question. */
import type { BackendQuery } from "../../sources/backends/backend-client.ts";
import { parseAttributeText } from "../../views/backends/attribute-text.ts";
import { DEFAULT_RANGE, LIMITS, type RangeName, type SearchFields } from "../../views/backends/search-fields.ts";
import { parseDurationText } from "../../views/kit/duration-text.ts";
import { parseInstant } from "../url/url-values.ts";

export type { SearchFields };

const RANGE_SECONDS: Readonly<Record<RangeName, number>> = {
  "5m": 300,
  "15m": 900,
  "1h": 3_600,
  "6h": 21_600,
  "24h": 86_400,
  "7d": 604_800,
};

/** A little into the future: clocks differ. */
const AHEAD_SECONDS = 60;

/** @param nowMs what "last" counts back from */
export function toQuery(fields: SearchFields, nowMs: number): BackendQuery {
  const since = parseInstant(fields.since);
  const until = parseInstant(fields.until);
  const now = BigInt(nowMs) * 1_000_000n;
  const back = BigInt(RANGE_SECONDS[fields.last ?? DEFAULT_RANGE]) * 1_000_000_000n;
  const isBetween = since !== undefined && until !== undefined && since < until;
  return {
    service: fields.service,
    operation: fields.operation,
    attributes: parseAttributeText(fields.attributes ?? "") ?? {},
    durationMinNano: parseDurationText(fields.min ?? ""),
    durationMaxNano: parseDurationText(fields.max ?? ""),
    startUnixNano: isBetween ? since : now - back,
    endUnixNano: isBetween ? until : now + BigInt(AHEAD_SECONDS) * 1_000_000_000n,
    limit: fields.limit ?? LIMITS[0],
    traceql: fields.traceql?.trim() || undefined,
  };
}
