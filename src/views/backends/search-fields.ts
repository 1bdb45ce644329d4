/** What the form of a search holds, as text: what its link holds too. */

export const RANGES = ["5m", "15m", "1h", "6h", "24h", "7d"] as const;
export type RangeName = (typeof RANGES)[number];
export const DEFAULT_RANGE: RangeName = "1h";

export const LIMITS = [20, 50, 100, 200] as const;

export interface SearchFields {
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
  readonly attributes?: string | undefined;
  /** Durations: "100ms". */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly last?: RangeName | undefined;
  /** Instants, ISO 8601; both given: they count instead of `last`. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly limit?: number | undefined;
  readonly traceql?: string | undefined;
}

/** "2026-11-22T14:03:22Z" as a field for a local date and time holds it. */
export function toLocalField(instant: string | undefined): string {
  const date = new Date(instant ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return "";
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

/** undefined where the field is empty. */
export function fromLocalField(text: string): string | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : `${date.toISOString().slice(0, 19)}Z`;
}
