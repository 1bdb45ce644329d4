import { type ExportResult, ExportResultCode } from "@opentelemetry/core";

interface Exporter<T> {
  export(items: T[], done: (result: ExportResult) => void): void;
  shutdown(): Promise<void>;
  forceFlush?(): Promise<void>;
}

export interface EndpointWatch {
  answered(): void;
  failed(error: string): void;
}

const MOST_KEPT = 2048;

/**
 * Keeps the newest items that a silent endpoint did not take and sends them again with the next batch, so that a
 * collector started late still gets them. Tells the watch of every answer and failure.
 */
export function retrying<T>(inner: Exporter<T>, watch: EndpointWatch, taken: (items: readonly T[]) => void = () => {}) {
  let kept: T[] = [];
  return {
    export(items: T[], done: (result: ExportResult) => void) {
      const all = kept.length === 0 ? items : [...kept, ...items];
      kept = [];
      inner.export(all, (result) => {
        if (result.code === ExportResultCode.SUCCESS) {
          watch.answered();
          taken(all);
        } else {
          watch.failed(reasonOf(result.error));
          kept = [...all, ...kept].slice(-MOST_KEPT);
        }
        done({ code: ExportResultCode.SUCCESS });
      });
    },
    forceFlush: () => inner.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => inner.shutdown(),
  };
}

function reasonOf(error: Error | undefined): string {
  const cause = error?.cause instanceof Error ? error.cause : error;
  return cause && "code" in cause && cause.code ? String(cause.code) : (cause?.message ?? "no answer");
}
