import type { ReadableSpan, Span, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { SpanCounts } from "./report.ts";

const MOST_NAMES = 5;

/** Counts started and ended spans and knows the names of those still open: a leak is seen here first. */
export interface SpanCounter extends SpanProcessor {
  counts(): Omit<SpanCounts, "rssMB" | "usedMB">;
}

export function createSpanCounter(): SpanCounter {
  const open = new Map<string, number>();
  const names = new WeakMap<object, string>();
  let started = 0;
  let ended = 0;
  return {
    onStart(span: Span) {
      started++;
      names.set(span, span.name);
      open.set(span.name, (open.get(span.name) ?? 0) + 1);
    },
    onEnd(span: ReadableSpan) {
      ended++;
      // A server span is renamed once its route is known.
      const name = names.get(span) ?? span.name;
      const left = (open.get(name) ?? 1) - 1;
      if (left === 0) open.delete(name);
      else open.set(name, left);
    },
    counts() {
      const largest = [...open].sort(([, a], [, b]) => b - a).slice(0, MOST_NAMES);
      return { started, ended, open: Object.fromEntries(largest) };
    },
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}
