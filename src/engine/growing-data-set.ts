/**
 * A data set that grows while it is looked at: spans of a collector as they come. Knows when each trace got its last span, which ones may
 * still get some, and lets the oldest go when there are too many.
 *
 *   came    ──┬──────────┬─────────────┬───────── now
 *   trace a   x   x      │             │           settled: judged
 *   trace b              │     x       │    x      still arriving: its last span came less than SETTLE_MS ago
 */
import { encodeOtlpJson } from "../formats/encode-otlp.ts";
import { GrowingFiles } from "../formats/growing-files.ts";
import type { RetainedBytes } from "../formats/retained-bytes.ts";
import { yieldToEvents } from "../formats/yield-to-events.ts";
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
  readonly #name: string;
  #files: GrowingFiles;
  /** By the builder's trace number, Unix milliseconds. */
  #lastCameMs: number[] = [];

  constructor(name: string) {
    this.#name = name;
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
   * `sinceMs`. What stays is written anew, so that the bytes of what went are free.
   */
  async letOldestGo(
    { dataSet, retained }: GrownDataSet,
    mostSpans: number,
    sinceMs: number,
  ): Promise<LetGo | undefined> {
    const cameMs = this.#cameMsOf(dataSet);
    const { count } = dataSet.traces;
    const newestFirst = Array.from(cameMs.keys()).sort((a, b) => cameMs[b]! - cameMs[a]!);
    const total = dataSet.spans.length;
    const isTooMuch = total > mostSpans || this.#files.pieces > MOST_PIECES;
    const room = isTooMuch ? mostSpans * KEPT_SHARE : Number.POSITIVE_INFINITY;
    let kept = 0;
    let keptTraces = 0;
    for (const trace of newestFirst) {
      // One trace is never too much: it would be gone before it is seen.
      if (keptTraces > 0 && (kept + count[trace]! > room || cameMs[trace]! < sinceMs)) break;
      kept += count[trace]!;
      keptTraces++;
    }
    if (!isTooMuch && kept > total * KEPT_SHARE) return undefined;
    const staying = newestFirst.slice(0, keptTraces).sort((a, b) => a - b);
    await this.#restart(dataSet, retained, staying, cameMs);
    return { traces: count.length - keptTraces, spans: total - kept };
  }

  async #restart(
    dataSet: DataSet,
    retained: RetainedBytes,
    staying: readonly number[],
    cameMs: Float64Array,
  ): Promise<void> {
    const { first, count, traceId } = dataSet.traces;
    const rows: number[] = [];
    for (const trace of staying) for (let row = 0; row < count[trace]!; row++) rows.push(first[trace]! + row);
    const parts: string[] = [];
    for await (const part of encodeOtlpJson(dataSet, retained, rows)) {
      parts.push(part);
      await yieldToEvents();
    }
    const files = new GrowingFiles(this.#name);
    await files.add(blobSource({ name: this.#name, blob: new Blob(parts) }));
    this.#files = files;
    this.#lastCameMs = [];
    for (const trace of staying) {
      const [w0, w1, w2, w3] = traceId.subarray(trace * 4, trace * 4 + 4) as unknown as [
        number,
        number,
        number,
        number,
      ];
      this.#lastCameMs[files.builder.traceIds.find(w0, w1, w2, w3)] = cameMs[trace]!;
    }
  }

  /** By TraceIndex. */
  #cameMsOf({ traces }: DataSet): Float64Array {
    const { traceIds } = this.#files.builder;
    const cameMs = new Float64Array(traces.length);
    for (let trace = 0; trace < traces.length; trace++) {
      const at = trace * 4;
      const { traceId } = traces;
      const of = traceIds.find(traceId[at]!, traceId[at + 1]!, traceId[at + 2]!, traceId[at + 3]!);
      cameMs[trace] = this.#lastCameMs[of] ?? 0;
    }
    return cameMs;
  }
}
