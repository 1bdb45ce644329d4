/**
 * From the bytes of a request to its acknowledgement: prepare (unpack, check, find rows), append. Receivers differ only in how they read bytes and
 * spell the answer.
 */
import type { SpanStore } from "../store/span-store.ts";
import { IngestCounts } from "./ingest-counts.ts";
import { MemoryBudget } from "./memory-budget.ts";
import type { ReceivedRequest } from "./prepare.ts";
import { Preparer } from "./preparer.ts";

export interface IngestLimits {
  /** Of one request's body over HTTP, as sent. */
  readonly bodyBytes: number;
  /** Of one request's body, unpacked; over gRPC, also as sent. */
  readonly unpackedBytes: number;
  /** Of all requests under way together. */
  readonly pendingBytes: number;
  /** Of each receiver, together. */
  readonly connections: number;
  /** A request that has not come whole by then is given up. */
  readonly requestMs: number;
}

export const DEFAULT_LIMITS: IngestLimits = {
  bodyBytes: 16 << 20,
  unpackedBytes: 64 << 20,
  pendingBytes: 192 << 20,
  connections: 1_024,
  requestMs: 30_000,
};

export interface Taken {
  readonly rejected: number;
  /** Why some were rejected; "" = none were. */
  readonly reason: string;
}

/** No room for this request now; the sender may try again after a second. */
export class OverloadedError extends Error {
  override message = "Too many requests are under way: try again.";
}

export interface IngestOptions {
  /** The built ingest-worker; undefined: requests are read in this thread. */
  readonly workerFile?: string | undefined;
  say(sentence: string): void;
  /** Stamps what is received. */
  nowMs(): number;
}

export class Ingest {
  readonly limits: IngestLimits;
  readonly budget: MemoryBudget;
  readonly counts = new IngestCounts();
  readonly #store: SpanStore;
  readonly #preparer: Preparer;

  constructor(store: SpanStore, limits: IngestLimits, { workerFile, say, nowMs }: IngestOptions) {
    this.#store = store;
    this.limits = limits;
    this.#preparer = new Preparer(workerFile, limits.unpackedBytes, say, nowMs);
    this.budget = new MemoryBudget(limits.pendingBytes);
  }

  /**
   * Resolves when the request is durable. The bytes as sent are already held in the budget by the receiver.
   * @throws BadBodyError, DamagedError, TooLargeError, PreparerEndedError, NotStoredError
   */
  async take(request: ReceivedRequest): Promise<Taken> {
    const { bytes } = request;
    if (bytes.length === 0) return { rejected: 0, reason: "" };
    const { batch, rejected, reason } = await this.#preparer.prepare(request);
    if (batch.records.length > 0) await this.#store.append(batch);
    this.counts.add(batch.signal, batch.records.length, rejected, batch.size);
    return { rejected, reason };
  }

  /** Nothing is taken afterwards. */
  close(): Promise<void> {
    return this.#preparer.close();
  }
}
