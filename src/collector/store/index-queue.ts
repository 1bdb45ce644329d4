/** Batches that are durable and wait for their rows: bounded, so that what comes faster than it can be indexed waits for its answer. */
import type { Batch } from "../ingest/batch.ts";
import type { BodyPlace } from "./segment-record.ts";

/** A batch with its number. */
export interface QueuedBatch {
  readonly id: bigint;
  readonly batch: Batch;
  /** Where its body is on disk; undefined: it goes into the table. */
  readonly place: BodyPlace | undefined;
}

/** What rows and names that wait may take in memory, about. */
const MOST_BYTES = 64 << 20;
const RECORD_BYTES = 64;
const OPERATION_BYTES = 256;
/** Rows of one commit; DuckDB writes groups of 122,880 rows. */
const MOST_RECORDS_A_GROUP = 122_880;
/** In memory, bodies wait with their rows. */
const MOST_BODY_BYTES_A_GROUP = 32 << 20;

export class IndexQueue {
  #queue: QueuedBatch[] = [];
  #bytes = 0;
  #records = 0;
  #waiting: (() => void)[] = [];

  get length(): number {
    return this.#queue.length;
  }

  /** Records that wait. */
  get records(): number {
    return this.#records;
  }

  /** The oldest that waits. */
  get first(): QueuedBatch | undefined {
    return this.#queue[0];
  }

  get last(): QueuedBatch | undefined {
    return this.#queue.at(-1);
  }

  /** Whether one commit cannot take all. */
  get isLong(): boolean {
    return this.#records >= MOST_RECORDS_A_GROUP;
  }

  /** Resolves when there is room; undefined where there is now. */
  room(): Promise<void> | undefined {
    if (this.#bytes < MOST_BYTES) return undefined;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  push(queued: QueuedBatch): void {
    this.#queue.push(queued);
    this.#count(queued, 1);
  }

  /** The oldest, as many as one commit takes; they stay in the queue until `drop`. */
  head(): readonly QueuedBatch[] {
    let records = 0;
    let bytes = 0;
    let count = 0;
    for (const { batch, place } of this.#queue) {
      count++;
      records += batch.records.length;
      if (!place) bytes += batch.stored.length;
      if (records >= MOST_RECORDS_A_GROUP || bytes >= MOST_BODY_BYTES_A_GROUP) break;
    }
    return this.#queue.slice(0, count);
  }

  /** Takes the oldest out: they are indexed. */
  drop(count: number): void {
    for (const queued of this.#queue.splice(0, count)) this.#count(queued, -1);
    if (this.#bytes < MOST_BYTES) for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Takes out those that are indexed by other means. */
  dropWhere(isDone: (queued: QueuedBatch) => boolean): void {
    const done = this.#queue.filter(isDone);
    this.#queue = [...done, ...this.#queue.filter((queued) => !isDone(queued))];
    this.drop(done.length);
  }

  #count({ batch, place }: QueuedBatch, sign: 1 | -1): void {
    const body = place ? 0 : batch.stored.length;
    this.#records += sign * batch.records.length;
    this.#bytes += sign * (batch.records.length * RECORD_BYTES + batch.operations.length * OPERATION_BYTES + body);
  }
}
