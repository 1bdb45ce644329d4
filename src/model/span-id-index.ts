/**
 * Finds the row of a span by (trace, span id). The two halves of a Zipkin shared span (a CLIENT and a SERVER row with one id)
 * are told apart from true duplicates, which are only counted: the first row in time keeps the id.
 *
 * Open addressing, each trace in a stretch of its own, so that the look-ups of one trace stay close together in memory:
 *
 *   slots  │ trace 0: twice its spans │ trace 1 …        a slot holds a row, -1 = free
 */
import { SpanKind } from "./enums.ts";
import { hashWords } from "./trace-id-index.ts";

interface IdColumns {
  readonly trace: Int32Array;
  readonly spanIdHigh: Uint32Array;
  readonly spanIdLow: Uint32Array;
  readonly kind: Uint8Array;
}

export class SpanIdIndex {
  readonly #slots: Int32Array;
  readonly #first: Int32Array;
  readonly #spans: IdColumns;
  /** Server half by client half, where both are in the data. */
  readonly serverHalf = new Map<number, number>();
  /** Rows whose id another row of the trace already has. */
  readonly duplicates: number[] = [];

  /** @param first one entry a trace, and one more: its first row */
  constructor(spans: IdColumns, length: number, first: Int32Array) {
    this.#spans = spans;
    this.#first = first;
    this.#slots = new Int32Array(length * 2).fill(-1);
    for (let row = 0; row < length; row++) {
      if (spans.spanIdHigh[row] === 0 && spans.spanIdLow[row] === 0) continue;
      const slot = this.#slotOf(spans.trace[row]!, spans.spanIdHigh[row]!, spans.spanIdLow[row]!);
      const known = this.#slots[slot]!;
      if (known === -1) this.#slots[slot] = row;
      else this.#addSecond(known, row, slot);
    }
  }

  /** The row, the client half of a shared span; -1 where there is none. */
  find(trace: number, high: number, low: number): number {
    return this.#slots[this.#slotOf(trace, high, low)]!;
  }

  #addSecond(known: number, row: number, slot: number): void {
    const { kind } = this.#spans;
    if (!this.serverHalf.has(known) && isCalling(kind[known]!) && isCalled(kind[row]!)) {
      this.serverHalf.set(known, row);
    } else if (!this.serverHalf.has(known) && isCalled(kind[known]!) && isCalling(kind[row]!)) {
      this.#slots[slot] = row;
      this.serverHalf.set(row, known);
    } else {
      this.duplicates.push(row);
    }
  }

  #slotOf(trace: number, high: number, low: number): number {
    const { spanIdHigh, spanIdLow } = this.#spans;
    const begin = this.#first[trace]! * 2;
    const end = this.#first[trace + 1]! * 2;
    let slot = begin + Math.floor((hashWords(high, low) / 0x1_0000_0000) * (end - begin));
    for (let row = this.#slots[slot]!; row !== -1; row = this.#slots[slot]!) {
      if (spanIdLow[row] === low && spanIdHigh[row] === high) break;
      if (++slot === end) slot = begin;
    }
    return slot;
  }
}

const isCalling = (kind: number) => kind === SpanKind.client || kind === SpanKind.producer;
const isCalled = (kind: number) => kind === SpanKind.server || kind === SpanKind.consumer;
