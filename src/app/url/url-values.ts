/** Times in links: durations as "12.5ms", instants as ISO 8601 with up to nine decimals. Nanoseconds inside. */

const NANO_PER_UNIT: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  min: 60e9,
  h: 3_600e9,
};

/** "12.5ms", "3 s", "250us" -> nanoseconds; undefined where it is none. */
export function parseDuration(text: string | undefined): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*(ns|us|µs|ms|s|min|h)\s*$/.exec(text ?? "");
  return match === null ? undefined : Number(match[1]) * NANO_PER_UNIT[match[2]!]!;
}

/** The shortest exact form: whole nanoseconds in the largest unit that needs at most six decimals. */
export function stringifyDuration(nano: number): string {
  const whole = Math.round(nano);
  for (const unit of ["s", "ms", "us"] as const) {
    const value = whole / NANO_PER_UNIT[unit]!;
    const text = String(Number(value.toFixed(6)));
    if (Math.abs(value) >= 1 && !text.includes("e") && parseDuration(`${text}${unit}`) === whole)
      return `${text}${unit}`;
  }
  return `${whole}ns`;
}

/** "12ms..40ms" -> [start, end], nanoseconds since the start of the trace. */
export function parseRange(text: string | undefined): readonly [number, number] | undefined {
  const [from, to, ...more] = (text ?? "").split("..");
  const start = parseDuration(from);
  const end = parseDuration(to);
  if (start === undefined || end === undefined || more.length > 0 || end <= start) return undefined;
  return [start, end];
}

export function stringifyRange([start, end]: readonly [number, number]): string {
  return `${stringifyDuration(start)}..${stringifyDuration(end)}`;
}

/** "2026-11-22T14:03:22.118Z" -> nanoseconds since 1970; undefined where it is none. */
export function parseInstant(text: string | undefined): bigint | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(text ?? "");
  const milliseconds = match === null ? Number.NaN : Date.parse(`${match[1]}Z`);
  if (Number.isNaN(milliseconds)) return undefined;
  return BigInt(milliseconds) * 1_000_000n + BigInt((match?.[2] ?? "").padEnd(9, "0"));
}

export function stringifyInstant(unixNano: bigint): string {
  const rest = ((unixNano % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const seconds = new Date(Number((unixNano - rest) / 1_000_000n)).toISOString().slice(0, 19);
  const decimals = String(rest).padStart(9, "0").replace(/0+$/, "");
  return `${seconds}${decimals === "" ? "" : `.${decimals}`}Z`;
}
