/** Times as people read them. Nanoseconds in, text out; "–" for what is unknown. */

export { formatDuration } from "../../model/duration.ts";

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
