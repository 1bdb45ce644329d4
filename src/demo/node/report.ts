import type { Ports } from "../process/config.ts";
import type { MarkReport, SpanBatch, SpanReport } from "../process/truth.ts";

/** What a service's process tells its supervisor. */
export type FromProcess =
  | { readonly type: "ready"; readonly ports: Ports }
  | ({ readonly type: "spans" } & SpanBatch)
  | ({ readonly type: "counts" } & SpanCounts)
  | { readonly type: "endpoint"; readonly error: string | undefined }
  | { readonly type: "flushed" }
  /** Asks for a successor: a new deployment. */
  | { readonly type: "replace" };

export interface SpanCounts {
  readonly started: number;
  readonly ended: number;
  /** Names of the spans still open, how many of each; the largest few. */
  readonly open: Record<string, number>;
  readonly rssMB: number;
  /** JavaScript objects and buffers in use, garbage collected; of the last "measure", 0 before. */
  readonly usedMB: number;
}

const EVERY_MS = 250;

export interface Reporter {
  started(report: SpanReport): void;
  marked(report: MarkReport): void;
  exported(traceId: string, spanId: string): void;
  send(message: FromProcess): void;
  /** Sends what is collected; resolves when the supervisor's pipe has it. */
  flush(): Promise<void>;
}

/** Collects reports and sends them a few times a second, so that truth costs the shop little. */
export function createReporter(withTruth: boolean): Reporter {
  let batch: SpanBatch = { started: [], marked: [], exported: [] };
  const flush = () => {
    if (batch.started.length + batch.marked.length + batch.exported.length === 0) return Promise.resolve();
    const full = batch;
    batch = { started: [], marked: [], exported: [] };
    return post({ type: "spans", ...full });
  };
  if (withTruth) setInterval(() => void flush(), EVERY_MS).unref();
  return {
    started: (report) => withTruth && batch.started.push(report),
    marked: (report) => withTruth && batch.marked.push(report),
    exported: (traceId, spanId) => withTruth && batch.exported.push([traceId, spanId]),
    send: (message) => void post(message),
    flush,
  };
}

const post = (message: FromProcess) =>
  new Promise<void>((resolve) => {
    if (process.connected) process.send?.(message, undefined, {}, () => resolve());
    else resolve();
  });
