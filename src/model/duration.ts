/** Durations as people read them: nanoseconds in, text out; "–" for what is unknown. The one place that says how. */

const UNITS = [
  [1e9, "s"],
  [1e6, "ms"],
  [1e3, "µs"],
  [1, "ns"],
] as const;

/** A duration with three significant digits: "812 ms", "1.25 s", "43.1 µs", "2 min 5 s". */
export function formatDuration(nano: number): string {
  if (Number.isNaN(nano)) return "–";
  const sign = nano < 0 ? "−" : "";
  const size = Math.abs(nano);
  if (size === 0) return "0 ms";
  // Rounded before it is cut into units, so that no unit is ever full: 59.996 s is a minute.
  const minutes = Math.round(size / 60e9);
  if (minutes >= 60) return sign + inTwo(minutes, 60, "h", "min");
  const seconds = Math.round(size / 1e9);
  if (size >= 59.995e9) return sign + inTwo(seconds, 60, "min", "s");
  for (const [index, [unitNano, unit]] of UNITS.entries()) {
    const value = toThreeDigits(size / unitNano);
    if (value >= 1 || index === UNITS.length - 1) return `${sign}${value} ${unit}`;
  }
  return "–";
}

function inTwo(count: number, size: number, big: string, small: string): string {
  const rest = count % size;
  return `${Math.floor(count / size)} ${big}${rest > 0 ? ` ${rest} ${small}` : ""}`;
}

const toThreeDigits = (value: number) => Number(value.toFixed(value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2));
