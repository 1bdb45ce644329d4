/** A part of a whole as people read it: "0 %", "<0.1 %", "2.3 %", "41 %"; never "100 %" while something is missing. */
export function formatShare(part: number, whole: number): string {
  if (!(whole > 0)) return "–";
  const percent = (100 * part) / whole;
  if (part === 0) return "0 %";
  if (percent < 0.1) return "<0.1 %";
  if (percent < 10) return `${Number(percent.toFixed(1))} %`;
  return `${part < whole ? Math.min(99, Math.round(percent)) : 100} %`;
}
