/** What came in since the start, for /metrics and the live view. */
import type { Signal } from "./batch.ts";

export class IngestCounts {
  readonly records: Record<Signal, number> = { traces: 0, logs: 0 };
  readonly rejected: Record<Signal, number> = { traces: 0, logs: 0 };
  requests = 0;
  bytes = 0;
  /** Requests answered with "try again". */
  overloaded = 0;
  /** Requests that could not be read. */
  refused = 0;

  add(signal: Signal, records: number, rejected: number, bytes: number): void {
    this.requests++;
    this.records[signal] += records;
    this.rejected[signal] += rejected;
    this.bytes += bytes;
  }
}
