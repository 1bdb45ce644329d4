/** From when to when, as short as it can be said. */

/** "2026-11-22 14:00:05–14:10:00", the second date only where it is another day; the seconds' parts where it is within one second. */
export function formatSpanOfTime(epochUnixNano: bigint, startNano: number, endNano: number): string {
  const date = (nano: number) => new Date(Number(epochUnixNano / 1_000_000n) + Math.floor(nano / 1e6));
  const start = date(startNano);
  const end = date(Number.isNaN(endNano) ? startNano : endNano);
  const two = (number: number) => String(number).padStart(2, "0");
  const day = (at: Date) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const clock = (at: Date) => `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  const from = `${day(start)} ${clock(start)}`;
  if (day(start) !== day(end)) return `${from} – ${day(end)} ${clock(end)}`;
  return clock(start) === clock(end) ? from : `${from}–${clock(end)}`;
}
