/** The smallest time step of the recorders, guessed from the numbers: 1 ns, 1 us or 1 ms. Cost: O(1), a sample of spans. */
import type { SpanTable } from "../../model/tables.ts";

const SAMPLE = 4096;

export function clockResolution({ start, duration, length }: Pick<SpanTable, "start" | "duration" | "length">): number {
  const stride = Math.max(1, Math.floor(length / SAMPLE));
  for (const step of [1e6, 1e3]) {
    let known = 0;
    let fitting = 0;
    for (let span = 0; span < length; span += stride) {
      if (Number.isNaN(start[span]!)) continue;
      known++;
      if (start[span]! % step === 0 && (Number.isNaN(duration[span]!) || duration[span]! % step === 0)) fitting++;
    }
    // A few exact recorders among coarse ones do not help the coarse ones.
    if (known > 0 && fitting >= 0.8 * known) return step;
  }
  return 1;
}
