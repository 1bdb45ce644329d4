/** Values of query parameters as Jaeger's clients write them: RFC 3339 times, Go durations, JSON objects. */
import { DURATION_UNITS } from "../../query/traceql-tokens.ts";
import { ApiError } from "./answer.ts";

/** The first of some spellings of a parameter; undefined where none was given or it is empty. */
export function parameter(query: URLSearchParams, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = query.get(name);
    if (value !== null && value !== "") return value;
  }
  return undefined;
}

/** Unix nanoseconds of an RFC 3339 time, or of whole nanoseconds. @throws ApiError 400 */
export function parseTime(name: string, text: string): bigint {
  if (/^\d{1,19}$/.test(text)) return BigInt(text);
  const match = /^(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)$/.exec(
    text.replace(" ", "+"),
  );
  const milliseconds = match ? Date.parse(`${match[1]}${match[3]}`) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw new ApiError(400, `${name} is no RFC 3339 time, such as 2026-01-31T12:00:00Z.`);
  return BigInt(milliseconds) * 1_000_000n + BigInt((match![2] ?? "").padEnd(9, "0"));
}

/** Nanoseconds of a Go duration such as "1.5ms" or "1m30s". @throws ApiError 400 */
export function parseDuration(name: string, text: string): bigint {
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) {
    throw new ApiError(400, `${name} is no duration, such as 1.5ms or 2s.`);
  }
  const nano = parts.reduce((sum, [, number, unit]) => sum + Number(number) * DURATION_UNITS[unit!]!, 0);
  return BigInt(Math.min(Math.round(nano), Number.MAX_SAFE_INTEGER));
}

/** @throws ApiError 400 */
export function parseCount(name: string, text: string | undefined, fallback: number, most: number): number {
  if (text === undefined) return fallback;
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) throw new ApiError(400, `${name} is no count.`);
  return Math.min(Number(text), most);
}

/** A JSON object of texts. @throws ApiError 400 */
export function parseTexts(name: string, text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ApiError(400, `${name} is no JSON object of texts, such as {"http.route":"/cart"}.`);
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, String(entry)]));
}
