/**
 * Callers that ids name without a doubt, although the callee is a root or an orphan:
 *
 *   orphan    trace 0000…0000 aaaabbbb  parent 7   ──► span 7 of trace ffff…eeee aaaabbbb     the trace id was cut to 64 bits
 *   shared    trace 0000…0000 aaaabbbb  span 7     ──► CLIENT span 7 of trace ffff…eeee aaaabbbb   the same, where halves share an id
 *   root      recorded traceparent 00-T-7-01       ──► span 7 of trace T                      the header came and was not used
 *   root      recorded x-trace-id T                ──► the trace, not the span
 *
 * One pass to gather the wanted ids, one over all spans to find them. O(spans).
 */

import { readCaptured } from "../carriers/captured.ts";
import { SpanKind } from "../model/enums.ts";
import { hexToWords } from "../model/ids.ts";
import type { SpanIndex } from "../model/index-types.ts";
import { isRoot, type SpanColumns } from "./span-facts.ts";

export interface ExactCaller {
  readonly callee: SpanIndex;
  readonly caller: SpanIndex;
  /** truncated: the last 64 bits of both trace ids agree. header: the callee recorded the caller's ids. */
  readonly how: "truncated" | "header";
}

interface Wanted {
  readonly callee: SpanIndex;
  /** Four words; the first two undefined where only the last 64 bits must agree. */
  readonly high: readonly [number, number] | undefined;
  readonly low: readonly [number, number];
  /** The callee is the server half of a span that both halves report (B3, Zipkin): the caller is the CLIENT span of that id. */
  readonly isShared?: boolean;
}

/** @param candidates orphans and roots that may be callees */
export function findExactCallers(columns: SpanColumns, candidates: Iterable<SpanIndex>): Map<SpanIndex, ExactCaller> {
  const { dataSet } = columns;
  const { spans, traces } = dataSet;
  const wanted = new Map<string, Wanted[]>();
  const want = (key: string, entry: Wanted) => {
    const list = wanted.get(key);
    if (list) list.push(entry);
    else wanted.set(key, [entry]);
  };
  const wordsOf = (trace: number) => traces.traceId.subarray(trace * 4, trace * 4 + 4);
  for (const callee of candidates) {
    const own = wordsOf(spans.trace[callee]!);
    const low = [own[2]!, own[3]!] as const;
    if (spans.kind[callee] === SpanKind.server && isShort(own)) {
      const key = spanKey(spans.spanIdHigh[callee]!, spans.spanIdLow[callee]!);
      want(key, { callee, high: undefined, low, isShared: true });
    }
    if (!isRoot(columns, callee)) {
      want(spanKey(spans.parentSpanIdHigh[callee]!, spans.parentSpanIdLow[callee]!), {
        callee,
        high: undefined,
        low,
      });
      continue;
    }
    for (const { context } of readCaptured(dataSet, callee)?.reading.readings ?? []) {
      const span = context?.spanId === undefined ? undefined : hexToWords(context.spanId, 2);
      const trace = context?.traceId === undefined ? undefined : hexToWords(context.traceId, 4);
      if (span && trace)
        want(spanKey(span[0]!, span[1]!), { callee, high: [trace[0]!, trace[1]!], low: [trace[2]!, trace[3]!] });
    }
  }
  const found = new Map<SpanIndex, ExactCaller>();
  if (wanted.size === 0) return found;
  for (let span = 0; span < spans.length; span++) {
    const entries = wanted.get(spanKey(spans.spanIdHigh[span]!, spans.spanIdLow[span]!));
    if (entries === undefined) continue;
    const id = wordsOf(spans.trace[span]!);
    for (const { callee, high, low, isShared = false } of entries) {
      if (spans.trace[callee] === spans.trace[span] || (found.has(callee) && !isShared)) continue;
      if (isShared && spans.kind[span] !== SpanKind.client) continue;
      if (id[2] !== low[0] || id[3] !== low[1]) continue;
      if (high === undefined && !isCut(wordsOf(spans.trace[callee]!), id)) continue;
      if (high !== undefined && (id[0] !== high[0] || id[1] !== high[1])) continue;
      found.set(callee, { callee, caller: span, how: high === undefined ? "truncated" : "header" });
    }
  }
  return found;
}

const isShort = (id: Uint32Array) => id[0] === 0 && id[1] === 0;

/** One of two ids with the same last 64 bits lacks its first 64. */
function isCut(a: Uint32Array, b: Uint32Array): boolean {
  return (a[2] !== 0 || a[3] !== 0) && isShort(a) !== isShort(b);
}

const spanKey = (high: number, low: number) => `${high} ${low}`;
