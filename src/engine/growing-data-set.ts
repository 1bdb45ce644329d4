/**
 * A data set that grows while it is looked at: spans of a collector as they come. Knows when each trace got its last span, which ones may
 * still get some, and lets the oldest go when there are too many.
 *
 *   came    ──┬──────────┬─────────────┬───────── now
 *   trace a   x   x      │             │           settled: judged
 *   trace b              │     x       │    x      still arriving: its last span came less than SETTLE_MS ago
 */
import { GrowingFiles } from "../formats/growing-files.ts";
import type { RetainedBytes } from "../formats/retained-bytes.ts";
import type { DataSet } from "../model/tables.ts";
import { blobSource } from "./blob-source.ts";
import type { NamedBlob } from "./engine-api.ts";

/** SDKs send every 5 seconds unless told otherwise, each service at a moment of its own; and then there is the way here. */
export const SETTLE_MS = 10_000;

/** How much of the limit is left after the oldest have gone, so that they do not have to go at each piece. */
const KEPT_SHARE = 0.8;
/** Pieces are numbered in 16 bits. */
const MOST_PIECES = 60_000;

export interface GrownDataSet {
  readonly dataSet: DataSet;
  readonly retained: RetainedBytes;
  /** One byte a trace: 1 = may still get spans. */
  readonly arriving: Uint8Array;
}

export interface LetGo {
  readonly traces: number;
  readonly spans: number;
}

export class GrowingDataSet {
  readonly #files: GrowingFiles;
  /** By the builder's trace number, Unix milliseconds. */
  #lastCameMs: number[] = [];

  constructor(name: string) {
    this.#files = new GrowingFiles(name);
  }

  /** @param cameMs when its spans came; for spans that had come before anybody looked, the earliest they can have come */
  async add(piece: NamedBlob, cameMs: number, nowMs: number): Promise<void> {
    const { builder } = this.#files;
    const before = builder.spans.length;
    await this.#files.add(blobSource(piece));
    const { trace, start, duration } = builder.spans.columns;
    const epochMs = Number(builder.epochUnixNano / 1_000_000n);
    for (let row = before; row < builder.spans.length; row++) {
      const endMs = epochMs + (start[row]! + (duration[row]! || 0)) / 1e6;
      const latestMs = Number.isNaN(endMs) ? cameMs : Math.min(nowMs, endMs + SETTLE_MS / 2);
      const of = trace[row]!;
      this.#lastCameMs[of] = Math.max(this.#lastCameMs[of] ?? 0, cameMs, latestMs);
    }
  }

  finish(nowMs: number): GrownDataSet {
    const { dataSet, retained } = this.#files.finish();
    const arriving = Uint8Array.from(this.#cameMsOf(dataSet), (cameMs) => (nowMs - cameMs < SETTLE_MS ? 1 : 0));
    return { dataSet, retained, arriving };
  }

  /**
   * Lets whole traces go that got nothing for longest, when there are more spans than `mostSpans`, or a fifth of them came before
   * `sinceMs`.
   */
  letOldestGo({ dataSet }: GrownDataSet, mostSpans: number, sinceMs: number): LetGo | undefined {
    const cameMs = this.#cameMsOf(dataSet);
    const { count } = dataSet.traces;
    const newestFirst = Array.from(cameMs.keys()).sort((a, b) => cameMs[b]! - cameMs[a]!);
    const total = dataSet.spans.length;
    const isTooMuch = total > mostSpans || dataSet.logs.length > mostSpans || this.#files.pieces > MOST_PIECES;
    const room = isTooMuch ? mostSpans * KEPT_SHARE : Number.POSITIVE_INFINITY;
    let kept = 0;
    let keptTraces = 0;
    for (const trace of newestFirst) {
      // One trace is never too much: it would be gone before it is seen.
      if (keptTraces > 0 && (kept + count[trace]! > room || cameMs[trace]! < sinceMs)) break;
      kept += count[trace]!;
      keptTraces++;
    }
    if (!isTooMuch && kept >= total * KEPT_SHARE) return undefined;
    const stays = new Uint8Array(this.#files.builder.traceIds.length);
    for (const trace of newestFirst.slice(0, keptTraces)) stays[this.#numberOf(dataSet, trace)] = 1;
    const isLogKept = this.#logsThatStay(dataSet, stays, mostSpans);
    const numbers = this.#files.keepTraces((trace) => stays[trace] === 1, isLogKept);
    const before = this.#lastCameMs;
    this.#lastCameMs = [];
    for (const [trace, cameMs] of before.entries()) {
      const now = numbers[trace] ?? -1;
      if (now !== -1) this.#lastCameMs[now] = cameMs ?? 0;
    }
    return { traces: count.length - keptTraces, spans: total - kept };
  }

  /** Log records stay with their trace; those of none for as long as the traces that stay, and no more of them than of spans. */
  #logsThatStay({ logs, traces }: DataSet, stays: Uint8Array, most: number): (row: number) => boolean {
    const { builder } = this.#files;
    const tooMany = Math.max(0, logs.length - Math.floor(most * KEPT_SHARE));
    const newestNano = tooMany === 0 ? Number.NEGATIVE_INFINITY : logs.time[tooMany]!;
    let fromNano = Number.NaN;
    const hasSpans = new Uint8Array(stays.length);
    for (let trace = 0; trace < traces.length; trace++) {
      const of = this.#numberOf({ traces }, trace);
      hasSpans[of] = 1;
      if (stays[of] === 1 && !(traces.start[trace]! >= fromNano)) fromNano = traces.start[trace]!;
    }
    const { time, trace } = builder.logs.columns;
    return (row) => {
      const of = trace[row]!;
      if (logs.length > most && !(time[row]! >= newestNano)) return false;
      return of !== -1 && hasSpans[of] === 1 ? stays[of] === 1 : !(time[row]! < fromNano);
    };
  }

  /** By TraceIndex. */
  #cameMsOf(dataSet: DataSet): Float64Array {
    const cameMs = new Float64Array(dataSet.traces.length);
    for (let trace = 0; trace < cameMs.length; trace++) {
      cameMs[trace] = this.#lastCameMs[this.#numberOf(dataSet, trace)] ?? 0;
    }
    return cameMs;
  }

  /** The builder's number of a finished trace. */
  #numberOf({ traces: { traceId } }: Pick<DataSet, "traces">, trace: number): number {
    const at = trace * 4;
    return this.#files.builder.traceIds.find(traceId[at]!, traceId[at + 1]!, traceId[at + 2]!, traceId[at + 3]!);
  }
}
