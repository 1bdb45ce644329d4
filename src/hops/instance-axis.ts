import type { SpanIndex } from "../model/index-types.ts";
import type { Points } from "./chance.ts";
import { endOf, type SpanColumns } from "./span-facts.ts";

/** Times with each instance on a stretch of its own, so that one test serves all instances. */
export function instanceAxis(columns: SpanColumns, all: readonly SpanIndex[]): (spans: readonly SpanIndex[]) => Points {
  const { start } = columns.dataSet.spans;
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const numbers = new Map<number, number>();
  for (const span of all) {
    from = Math.min(from, start[span]!);
    to = Math.max(to, endOf(columns, span) || start[span]!);
    const instance = columns.instance[span]!;
    if (!numbers.has(instance)) numbers.set(instance, numbers.size);
  }
  const stretch = (to - from) * 1.05 + 1e6;
  return (spans) => {
    const shift = (span: SpanIndex) => (numbers.get(columns.instance[span]!) ?? 0) * stretch - from;
    return {
      start: Float64Array.from(spans, (span) => start[span]! + shift(span)),
      end: Float64Array.from(spans, (span) => (endOf(columns, span) || start[span]!) + shift(span)),
    };
  };
}
