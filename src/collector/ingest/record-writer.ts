/** The columns of a batch while they are filled. Rows that are left out leave no gap. */
import type { StringTable } from "../../model/string-table.ts";
import type { Operation, RecordColumns } from "./batch.ts";

const LATEST_NANO = 2n ** 63n - 1n;

/** What fits a signed 64-bit column. */
export const clampNano = (nano: bigint): bigint => (nano < 0n ? 0n : nano > LATEST_NANO ? LATEST_NANO : nano);

const COLUMNS = [
  "traceHigh",
  "traceLow",
  "spanId",
  "parentId",
  "startNano",
  "durationNano",
  "operation",
  "status",
  "position",
] as const;
type Column = (typeof COLUMNS)[number];

export class RecordWriter {
  readonly words = new Uint32Array(4);
  traceHigh: BigUint64Array;
  traceLow: BigUint64Array;
  spanId: BigUint64Array;
  parentId: BigUint64Array;
  startNano: BigInt64Array;
  durationNano: BigInt64Array;
  operation: Int32Array;
  status: Uint8Array;
  position: Uint32Array;
  length = 0;

  constructor(capacity: number) {
    this.traceHigh = new BigUint64Array(capacity);
    this.traceLow = new BigUint64Array(capacity);
    this.spanId = new BigUint64Array(capacity);
    this.parentId = new BigUint64Array(capacity);
    this.startNano = new BigInt64Array(capacity);
    this.durationNano = new BigInt64Array(capacity);
    this.operation = new Int32Array(capacity);
    this.status = new Uint8Array(capacity);
    this.position = new Uint32Array(capacity);
  }

  next(): number {
    if (this.length === this.position.length) this.#grow();
    return this.length++;
  }

  /** Takes back the newest row. */
  drop(): void {
    this.length--;
  }

  setTrace(row: number, w0: number, w1: number, w2: number, w3: number): void {
    this.setWord(this.traceHigh, row, w0, w1);
    this.setWord(this.traceLow, row, w2, w3);
  }

  setWord(column: BigUint64Array, row: number, high: number, low: number): void {
    column[row] = (BigInt(high) << 32n) | BigInt(low);
  }

  #grow(): void {
    const grown = new RecordWriter(Math.max(64, this.position.length * 2));
    for (const column of COLUMNS) {
      (grown[column] as BigUint64Array).set(this[column] as BigUint64Array);
      (this as Record<Column, unknown>)[column] = grown[column];
    }
  }

  finish(): RecordColumns {
    const { length } = this;
    return {
      length,
      traceHigh: this.traceHigh.subarray(0, length),
      traceLow: this.traceLow.subarray(0, length),
      spanId: this.spanId.subarray(0, length),
      parentId: this.parentId.subarray(0, length),
      startNano: this.startNano.subarray(0, length),
      durationNano: this.durationNano.subarray(0, length),
      operation: this.operation.subarray(0, length),
      status: this.status.subarray(0, length),
      position: this.position.subarray(0, length),
    };
  }
}

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
