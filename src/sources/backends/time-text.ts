/** Times and durations as the backends' parameters spell them. */

/** RFC 3339 with nine decimals, in UTC. */
export function rfc3339Nano(unixNano: bigint): string {
  const seconds = new Date(Number(unixNano / 1_000_000_000n) * 1_000).toISOString().slice(0, 19);
  return `${seconds}.${String(unixNano % 1_000_000_000n).padStart(9, "0")}Z`;
}

/** A Go duration, whole nanoseconds. */
export const goDuration = (nano: number | undefined): string | undefined =>
  nano === undefined ? undefined : `${Math.round(nano)}ns`;

export const toMicros = (nano: number | undefined): number | undefined =>
  nano === undefined ? undefined : Math.max(1, Math.round(nano / 1_000));

export const unixMicros = (unixNano: bigint): string => String(unixNano / 1_000n);

export const unixMillis = (unixNano: bigint): string => String(unixNano / 1_000_000n);

/** Whole seconds that hold the instant: rounded down for a beginning, up for an end. */
export const unixSecondsDown = (unixNano: bigint): string => String(unixNano / 1_000_000_000n);
export const unixSecondsUp = (unixNano: bigint): string => String((unixNano + 999_999_999n) / 1_000_000_000n);
