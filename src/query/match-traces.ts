/** A TraceQL query's answer: one byte a trace. O(spans x comparisons); each distinct string is compared once. */
import type { DataSet } from "../model/tables.ts";
import { compileSpanCondition } from "./compile-spans.ts";
import type { TraceCondition, Traceql } from "./traceql.ts";

/** @returns 1 where the trace matches; a bare text matches every trace (it is TraceQuery.text's business) */
export function matchTraces(dataSet: DataSet, query: Traceql): Uint8Array {
  return query.type === "text" ? new Uint8Array(dataSet.traces.length).fill(1) : match(dataSet, query);
}

function match(dataSet: DataSet, condition: TraceCondition): Uint8Array {
  if (condition.type === "spanset") {
    if (condition.condition === undefined) return new Uint8Array(dataSet.traces.length).fill(1);
    return matchAnySpan(dataSet, compileSpanCondition(dataSet, condition.condition));
  }
  const left = match(dataSet, condition.left);
  const right = match(dataSet, condition.right);
  for (let trace = 0; trace < left.length; trace++) {
    left[trace] = condition.type === "and" ? left[trace]! & right[trace]! : left[trace]! | right[trace]!;
  }
  return left;
}

function matchAnySpan({ traces }: DataSet, passes: (span: number) => boolean): Uint8Array {
  const matched = new Uint8Array(traces.length);
  for (let trace = 0; trace < traces.length; trace++) {
    const first = traces.first[trace]!;
    const end = first + traces.count[trace]!;
    for (let span = first; span < end && matched[trace] === 0; span++) if (passes(span)) matched[trace] = 1;
  }
  return matched;
}
