/**
 * Roots that each follow a step of a request, one to one:
 *
 *   requests   |----------|     |---------|        as many roots as requests of one operation, each a little after the same
 *   roots              x            x              step of its own: after the request's start, after its end, after a call in it
 *
 * Work that is handed to a thread, a queue or a timer begins when it begins, often after the answer; what gives it away is that the
 * numbers agree and that each root has a step of its own within the same short time, at any load. O(steps x windows x roots log roots).
 */
import type { SpanIndex } from "../model/index-types.ts";
import type { Excess } from "./chance.ts";
import { instanceAxis } from "./instance-axis.ts";
import { fitOneToOne, natsOf } from "./one-to-one.ts";
import { pushTo } from "./push-to.ts";
import { entryAbove, type SpanColumns, TOLERANCE_NANO } from "./span-facts.ts";

export interface StepFit {
  /** Operation of the requests; -1 = several. */
  readonly under: number;
  readonly excess: Excess;
}

/** Times within which the work may follow its step. */
const WINDOWS_NANO = [5e6, 20e6, 100e6, 500e6];
/** Nats: some hundred steps and windows are tried. */
const ENOUGH_NATS = 15;
const FEWEST = 8;
const LEFT_OVER = 0.02;
const MOST_STEPS = 48;
/** A request may hand over several pieces of work, and need not hand over one each time. */
const MOST_A_REQUEST = 4;

export function fitToSteps(
  columns: SpanColumns,
  roots: readonly SpanIndex[],
  entries: readonly SpanIndex[],
  steps: readonly (readonly SpanIndex[])[],
): StepFit | undefined {
  if (roots.length < FEWEST) return undefined;
  const byOperation = new Map<number, SpanIndex[]>();
  for (const entry of entries) pushTo(byOperation, columns.operations.ofSpan[entry]!, entry);
  const axis = instanceAxis(columns, [...roots, ...entries]);
  const moments = axis(roots).start.sort();
  let best:
    | { nats: number; spans: readonly SpanIndex[]; withinNano: number; chance: number; share: number }
    | undefined;
  const tryStep = (spans: readonly SpanIndex[], times: Float64Array) => {
    if (spans.length * MOST_A_REQUEST < roots.length || spans.length > 2 * roots.length) return;
    const start = times.sort();
    for (const withinNano of WINDOWS_NANO) {
      const end = start.map((time) => time + withinNano);
      const capacity = Math.ceil(roots.length / spans.length);
      const fit = fitOneToOne(moments, { start, end }, capacity, TOLERANCE_NANO / 2);
      if (roots.length - fit.matched > LEFT_OVER * roots.length) continue;
      const nats = natsOf(fit, roots.length, spans.length);
      if (nats >= ENOUGH_NATS && nats > (best?.nats ?? 0))
        best = { nats, spans, withinNano, chance: fit.chance, share: fit.matched / roots.length };
      break;
    }
  };
  for (const spans of byOperation.values()) {
    tryStep(spans, axis(spans).start);
    tryStep(spans, axis(spans).end);
  }
  for (const spans of steps.slice(0, MOST_STEPS)) tryStep(spans, axis(spans).end);
  if (best === undefined) return undefined;
  const { share, chance, withinNano, nats, spans } = best;
  return { under: commonEntry(columns, spans), excess: { share, chance, sigma: nats, withinNano } };
}

function commonEntry(columns: SpanColumns, spans: readonly SpanIndex[]): number {
  const operations = new Set(spans.map((span) => columns.operations.ofSpan[entryAbove(columns, span)]!));
  return operations.size === 1 ? [...operations][0]! : -1;
}
