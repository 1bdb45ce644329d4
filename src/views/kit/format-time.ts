/** Times as people read them. Nanoseconds in, text out; "–" for what is unknown. */

const UNITS: readonly [nano: number, unit: string][] = [
  [3_600e9, "h"],
  [60e9, "min"],
  [1e9, "s"],
  [1e6, "ms"],
  [1e3, "µs"],
  [1, "ns"],
];

/** A duration with three significant digits: "812 ms", "1.25 s", "43.1 µs", "2 min 5 s". */
export function formatDuration(nano: number): string {
  if (Number.isNaN(nano)) return "–";
  const sign = nano < 0 ? "−" : "";
  const size = Math.abs(nano);
  if (size === 0) return "0 ms";
  if (size >= 60e9) {
    const [big, unit, small, smallUnit] = size >= 3_600e9 ? [3_600e9, "h", 60e9, "min"] : [60e9, "min", 1e9, "s"];
    const whole = Math.floor(size / big);
    const rest = Math.round((size - whole * big) / small);
    return `${sign}${whole} ${unit}${rest > 0 ? ` ${rest} ${smallUnit}` : ""}`;
  }
  const [nanoPerUnit, unit] = UNITS.find(([least]) => size >= least) ?? [1, "ns"];
  const value = size / nanoPerUnit;
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${sign}${Number(value.toFixed(digits))} ${unit}`;
}

/** Local clock time with milliseconds: "14:03:22.118". */
export function formatClock(epochUnixNano: bigint, offsetNano: number): string {
  if (Number.isNaN(offsetNano)) return "–";
  const date = new Date(Number(epochUnixNano / 1_000_000n) + Math.floor(offsetNano / 1e6));
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** Local date and clock time: "2026-11-22 14:03:22.118". */
export function formatDateTime(epochUnixNano: bigint, offsetNano: number): string {
  if (Number.isNaN(offsetNano)) return "–";
  const date = new Date(Number(epochUnixNano / 1_000_000n) + Math.floor(offsetNano / 1e6));
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${formatClock(epochUnixNano, offsetNano)}`;
}

/** A count with separators of the reader's language: "12,418". */
export function formatCount(count: number, locale?: string): string {
  return count.toLocaleString(locale);
}

/** Bytes with a binary unit: "1.2 MiB". */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB"];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${Number(value.toFixed(value >= 100 || power === 0 ? 0 : 1))} ${units[power]}`;
}
