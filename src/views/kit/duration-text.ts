/** Durations as people type them in a field: "100 ms", "1.5s", "2 min", "1h 30m"; a bare number is milliseconds. */

const NANO_PER_UNIT: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  min: 60e9,
  h: 3_600e9,
  d: 86_400e9,
};
const PART = /\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*(ns|us|µs|μs|ms|min|s|m|h|d)?/iy;

/** @returns nanoseconds; undefined where the text is empty or no duration */
export function parseDurationText(text: string): number | undefined {
  const whole = text.trim();
  if (whole === "") return undefined;
  let nano = 0;
  let at = 0;
  while (at < whole.length) {
    PART.lastIndex = at;
    const [part, amount, unit] = PART.exec(whole) ?? [];
    if (part === undefined) return undefined;
    // A number without a unit stands alone.
    if (unit === undefined && part.length < whole.length) return undefined;
    nano += Number(amount!.replace(",", ".")) * NANO_PER_UNIT[unit?.toLowerCase() ?? "ms"]!;
    at += part.length;
  }
  return Math.round(nano);
}

/** A short text that is read back as the same whole nanoseconds: "1.5 s", "100 ms", "250 µs", "2 min". */
export function formatDurationText(nano: number): string {
  const whole = Math.round(nano);
  for (const [unit, decimals] of [
    ["h", 0],
    ["min", 0],
    ["s", 3],
    ["ms", 3],
    ["µs", 3],
  ] as const) {
    const text = `${Number((whole / NANO_PER_UNIT[unit]!).toFixed(decimals))} ${unit}`;
    if (whole >= NANO_PER_UNIT[unit]! && parseDurationText(text) === whole) return text;
  }
  return whole === 0 ? "0 ms" : `${whole} ns`;
}
