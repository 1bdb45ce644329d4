import type { ServiceName } from "../faults/fault.ts";
import type { Side } from "../process/config.ts";
import type { TruthFile } from "../truth-file.ts";

/** What the page asks its shop to do. */
export interface RunRequest {
  /** `id` or `id:variant`. */
  readonly fault: string;
  readonly seed: number;
  readonly requests: number;
  /** Visits under way at once. */
  readonly concurrency: number;
  /** What the shop's clocks say at the start. */
  readonly epochUnixMs: number;
  /** The visits that show the fault best, again and again (the default), or the mixture that the load makes. */
  readonly traffic?: "shown" | "mixed";
}

export interface RunResult {
  readonly request: RunRequest;
  readonly visits: readonly { readonly method: string; readonly path: string }[];
  readonly intact: SideResult;
  readonly broken: SideResult;
}

/** Keys are "traceId-spanId". */
export interface SideResult {
  readonly side: Side;
  /** OTLP/JSON, a request a line: all that left the processes. */
  readonly otlp: string;
  readonly spans: readonly RunSpan[];
  readonly logs: readonly RunLog[];
  readonly truth: TruthFile;
}

/** A span that was started, whether it was exported or not. */
export interface RunSpan {
  readonly key: string;
  readonly service: ServiceName;
  readonly name: string;
  /** SpanKind of the API: 0 internal, 1 server, 2 client, 3 producer, 4 consumer. */
  readonly kind: number;
  /** Since the run's start, as the service's clock says; the end is undefined where no end was exported. */
  readonly startMs: number;
  readonly endMs: number | undefined;
  readonly exported: boolean;
  readonly failed: boolean;
  /** As exported; undefined for a root. */
  readonly parent: string | undefined;
  readonly links: readonly string[];
  /** What caused it, whatever the data say; undefined for a deliberate restart and for the visit's first span. */
  readonly trueParent: string | undefined;
  /** The visits it served: one, or for a batch several. */
  readonly visits: readonly number[];
  /** The truth puts it to the fault. */
  readonly blamed: boolean;
}

export interface RunLog {
  readonly service: string;
  readonly body: string;
  readonly severity: string;
  readonly timeMs: number;
  /** Undefined where the record has no ids. */
  readonly span: string | undefined;
}
