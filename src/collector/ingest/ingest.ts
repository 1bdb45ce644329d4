/**
 * From the bytes of a request to its acknowledgement: unpack, decode, append. Receivers differ only in how they read bytes and
 * spell the answer.
 */
import type { SpanStore } from "../store/span-store.ts";
import type { Compression, OtlpFormat, Signal } from "./batch.ts";
import { buildBatch } from "./build-batch.ts";
import { Gate } from "./gate.ts";
import { IngestCounts } from "./ingest-counts.ts";
import { MemoryBudget } from "./memory-budget.ts";
import { pack, TooLargeError, unpack } from "./unpack.ts";

export interface IngestLimits {
  /** Of one request's body, as sent. */
  readonly bodyBytes: number;
  /** Of one request's body, unpacked. */
  readonly unpackedBytes: number;
  /** Of all requests under way together. */
  readonly pendingBytes: number;
}

export const DEFAULT_LIMITS: IngestLimits = {
  bodyBytes: 16 << 20,
  unpackedBytes: 64 << 20,
  pendingBytes: 192 << 20,
};

export interface ReceivedRequest {
  readonly signal: Signal;
  readonly format: OtlpFormat;
  readonly packing: Compression | "deflate";
  readonly bytes: Uint8Array;
}

export interface Taken {
  readonly rejected: number;
  /** Why some were rejected; "" = none were. */
  readonly reason: string;
}

/** No room for this request now; the sender may try again after a second. */
export class OverloadedError extends Error {
  override message = "Too many requests are under way: try again.";
}

/** Bodies below this are stored as they came: packing would not make them smaller. */
const WORTH_PACKING_BYTES = 512;

export class Ingest {
  readonly limits: IngestLimits;
  readonly budget: MemoryBudget;
  readonly counts = new IngestCounts();
  readonly #store: SpanStore;
  /** A small body may unpack to a large one, which is counted only when it is there. */
  readonly #unpacking = new Gate(2);

  constructor(store: SpanStore, limits: IngestLimits) {
    this.#store = store;
    this.limits = limits;
    this.budget = new MemoryBudget(limits.pendingBytes);
  }

  /**
   * Resolves when the request is durable. The bytes as sent are already held in the budget by the receiver.
   * @throws BadBodyError, DamagedError, TooLargeError, OverloadedError, NotStoredError
   */
  async take(request: ReceivedRequest): Promise<Taken> {
    const { signal, format, packing, bytes } = request;
    if (bytes.length > this.limits.bodyBytes) throw new TooLargeError();
    if (bytes.length === 0) return { rejected: 0, reason: "" };
    const unpacked = await this.#unpacking.run(async () => {
      const plain = await unpack(bytes, packing, this.limits.unpackedBytes);
      if (!this.budget.take(plain.length)) throw new OverloadedError();
      return plain;
    });
    const held = unpacked.length;
    try {
      const receivedNano = BigInt(Date.now()) * 1_000_000n;
      const size = unpacked.length;
      const { stored, compression } = await toStore(request, unpacked);
      const body = { signal, format, compression, stored, size };
      const { batch, rejected, reason } = buildBatch(body, unpacked, receivedNano);
      if (batch.records.length > 0) await this.#store.append(batch);
      this.counts.add(signal, batch.records.length, rejected, size);
      return { rejected, reason };
    } finally {
      this.budget.give(held);
    }
  }
}

async function toStore({ packing, bytes }: ReceivedRequest, unpacked: Uint8Array) {
  if (packing === "gzip" || packing === "zstd") return { stored: bytes, compression: packing };
  if (unpacked.length < WORTH_PACKING_BYTES) return { stored: unpacked, compression: "none" as const };
  return { stored: await pack(unpacked), compression: "gzip" as const };
}
