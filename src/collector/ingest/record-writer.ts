/**
 * The columns of a batch while they are filled, all in one buffer so that they go to another thread as one. Rows that are left out leave no
 * gap.
 *
 *   traceHigh │ traceLow │ spanId │ parentId │ startNano │ durationNano │ operation │ position │ status      8 × 6 + 4 × 2 + 1 bytes a row
 *
 * 64-bit columns are also written as pairs of 32-bit words, low word first as the processors that Node and DuckDB run on keep them:
 * a bigint a value would be several times slower.
 */
import type { StringTable } from "../../model/string-table.ts";
import type { Batch, Body, Operation, RecordColumns } from "./batch.ts";

const LATEST_NANO = 2n ** 63n - 1n;
const ROW_BYTES = 57;

/** What fits a signed 64-bit column. */
export const clampNano = (nano: bigint): bigint => (nano < 0n ? 0n : nano > LATEST_NANO ? LATEST_NANO : nano);

/** The columns that a RecordWriter made; in a buffer of several, at a multiple of eight. */
export function recordsIn(rows: ArrayBuffer, length: number, at = 0): RecordColumns {
  const long = (column: number) => at + column * 8 * length;
  const short = long(6);
  return {
    rows,
    length,
    traceHigh: new BigUint64Array(rows, long(0), length),
    traceLow: new BigUint64Array(rows, long(1), length),
    spanId: new BigUint64Array(rows, long(2), length),
    parentId: new BigUint64Array(rows, long(3), length),
    startNano: new BigInt64Array(rows, long(4), length),
    durationNano: new BigInt64Array(rows, long(5), length),
    operation: new Int32Array(rows, short, length),
    position: new Uint32Array(rows, short + 4 * length, length),
    status: new Uint8Array(rows, short + 8 * length, length),
  };
}

/** A batch of which nothing can be searched for. */
export function withoutRecords({ receivedNano, signal, format, compression, stored, size }: BodyReceived): Batch {
  const records = recordsIn(new ArrayBuffer(0), 0);
  const times = { receivedNano, firstNano: receivedNano, lastNano: receivedNano };
  return { ...times, signal, format, compression, stored, size, records, operations: [] };
}

type BodyReceived = Body & Pick<Batch, "receivedNano">;

export class RecordWriter {
  readonly words = new Uint32Array(4);
  columns: RecordColumns;
  /** The six 64-bit columns as words: those of column c begin at c × 2 × capacity. */
  pairs: Uint32Array;
  capacity: number;
  length = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    const rows = new ArrayBuffer(ROW_BYTES * capacity);
    this.columns = recordsIn(rows, capacity);
    this.pairs = new Uint32Array(rows, 0, 12 * capacity);
  }

  next(): number {
    if (this.length === this.capacity) this.#resize(Math.max(64, this.capacity * 2));
    return this.length++;
  }

  /** Takes back the newest row. */
  drop(): void {
    this.length--;
  }

  setTrace(row: number, w0: number, w1: number, w2: number, w3: number): void {
    this.setWord(0, row, w0, w1);
    this.setWord(1, row, w2, w3);
  }

  /** @param column place of a 64-bit column */
  setWord(column: number, row: number, high: number, low: number): void {
    const at = 2 * (column * this.capacity + row);
    this.pairs[at] = low;
    this.pairs[at + 1] = high;
  }

  #resize(capacity: number): void {
    const { columns, length } = this;
    const resized = new RecordWriter(capacity);
    for (const [name, column] of Object.entries(columns) as [keyof RecordColumns, unknown][]) {
      if (!ArrayBuffer.isView(column)) continue;
      (resized.columns[name] as BigUint64Array).set((column as BigUint64Array).subarray(0, length));
    }
    this.capacity = capacity;
    this.columns = resized.columns;
    this.pairs = resized.pairs;
  }

  finish(): RecordColumns {
    if (this.length !== this.capacity) this.#resize(this.length);
    return this.columns;
  }
}

/** Places of the 64-bit columns, for `setWord`. */
export const COLUMN = { traceHigh: 0, traceLow: 1, spanId: 2, parentId: 3, startNano: 4, durationNano: 5 } as const;

/** Distinct (service, name, kind) of a batch, numbered as they are met. */
export class OperationList {
  readonly #numbers = new Map<number, Map<number, number>>();
  readonly #found: { service: number; name: number; kind: number }[] = [];

  /** @param service and name are StringIndex */
  add(service: number, name: number, kind: number): number {
    let ofService = this.#numbers.get(service);
    if (!ofService) {
      ofService = new Map();
      this.#numbers.set(service, ofService);
    }
    const key = name * 8 + kind;
    let number = ofService.get(key);
    if (number === undefined) {
      number = this.#found.push({ service, name, kind }) - 1;
      ofService.set(key, number);
    }
    return number;
  }

  list(strings: StringTable): Operation[] {
    return this.#found.map(({ service, name, kind }) => ({
      service: strings.get(service),
      name: strings.get(name),
      kind,
    }));
  }
}
