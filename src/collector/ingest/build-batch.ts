/** Decodes a body and picks what the store searches. Records that OTLP does not allow are counted and left out. */

import type { DataSetBuilder } from "../../model/data-set-builder.ts";
import { Repair, SpanKind } from "../../model/enums.ts";
import type { StringTable } from "../../model/string-table.ts";
import type { Batch, Body, Operation, RecordColumns } from "./batch.ts";
import { decodeBodies } from "./decode-bodies.ts";

export interface BuiltBatch {
  readonly batch: Batch;
  /** Records left out: damaged, or a span without a valid id. */
  readonly rejected: number;
  readonly reason: string;
}

/** The body is not what its content type says; one sentence for the sender. */
export class BadBodyError extends Error {}

const LATEST_NANO = 2n ** 63n - 1n;

/** @throws BadBodyError */
export function buildBatch(body: Body, bytes: Uint8Array, receivedNano: bigint): BuiltBatch {
  const { builder, notes } = decodeBodies([{ ...body, bytes }]);
  let rejected = 0;
  let reason = "";
  for (const { code, severity, message, count } of notes.list()) {
    if (severity !== "refusal") continue;
    if (code !== "damaged-record") throw new BadBodyError(message);
    rejected += count;
    reason = "A record is damaged.";
  }
  const strings = builder.strings.finish();
  const { records, operations, withoutIds } =
    body.signal === "traces" ? spanColumns(builder, strings, receivedNano) : logColumns(builder, strings, receivedNano);
  if (withoutIds > 0) reason = "A span needs a traceId of 16 bytes and a spanId of 8 bytes, neither all zero.";
  return { batch: { ...body, receivedNano, records, operations }, rejected: rejected + withoutIds, reason };
}

function spanColumns(builder: DataSetBuilder, strings: StringTable, receivedNano: bigint) {
  const { columns, length } = builder.spans;
  const resources = builder.resources.columns;
  const target = new RecordWriter(length);
  const operations = new OperationList();
  for (let row = 0; row < length; row++) {
    builder.traceIds.copyTo(columns.trace[row]!, target.words, 0);
    const [w0, w1, w2, w3] = target.words as unknown as [number, number, number, number];
    const high = columns.spanIdHigh[row]!;
    const low = columns.spanIdLow[row]!;
    const isValid = (w0 | w1 | w2 | w3) !== 0 && (high | low) !== 0 && (columns.repairs[row]! & Repair.idInvalid) === 0;
    if (!isValid) continue;
    const to = target.next();
    target.setTrace(to, w0, w1, w2, w3);
    target.setWord(target.spanId, to, high, low);
    target.setWord(target.parentId, to, columns.parentSpanIdHigh[row]!, columns.parentSpanIdLow[row]!);
    target.startNano[to] = unixNano(builder, columns.start[row]!, receivedNano);
    target.durationNano[to] = Number.isNaN(columns.duration[row]!)
      ? -1n
      : clamp(BigInt(Math.trunc(columns.duration[row]!)));
    const service = resources.service[columns.resource[row]!] ?? -1;
    const kind = columns.kind[row]!;
    target.operation[to] = operations.add(
      service,
      columns.name[row]!,
      kind === SpanKind.unspecified ? SpanKind.internal : kind,
    );
    target.status[to] = columns.statusCode[row]!;
    target.position[to] = columns.sourceOffset[row]!;
  }
  return { records: target.finish(), operations: operations.list(strings), withoutIds: length - target.length };
}

function logColumns(builder: DataSetBuilder, strings: StringTable, receivedNano: bigint) {
  const { columns, length } = builder.logs;
  const resources = builder.resources.columns;
  const target = new RecordWriter(length);
  const operations = new OperationList();
  for (let row = 0; row < length; row++) {
    const to = target.next();
    target.words.fill(0);
    if (columns.trace[row] !== -1) builder.traceIds.copyTo(columns.trace[row]!, target.words, 0);
    const [w0, w1, w2, w3] = target.words as unknown as [number, number, number, number];
    target.setTrace(to, w0, w1, w2, w3);
    target.setWord(target.spanId, to, columns.spanIdHigh[row]!, columns.spanIdLow[row]!);
    target.startNano[to] = unixNano(builder, columns.time[row]!, receivedNano);
    target.durationNano[to] = -1n;
    target.operation[to] = operations.add(resources.service[columns.resource[row]!] ?? -1, 0, 0);
    target.status[to] = columns.severityNumber[row]!;
    target.position[to] = columns.sourceOffset[row]!;
  }
  return { records: target.finish(), operations: operations.list(strings), withoutIds: 0 };
}

function unixNano(builder: DataSetBuilder, offset: number, receivedNano: bigint): bigint {
  return Number.isNaN(offset) ? receivedNano : clamp(builder.epochUnixNano + BigInt(Math.trunc(offset)));
}

const clamp = (nano: bigint) => (nano < 0n ? 0n : nano > LATEST_NANO ? LATEST_NANO : nano);

/** Fills the columns; rows that are left out leave no gap. Word pairs are written as halves of the 64-bit columns. */
class RecordWriter {
  readonly words = new Uint32Array(4);
  readonly traceHigh: BigUint64Array;
  readonly traceLow: BigUint64Array;
  readonly spanId: BigUint64Array;
  readonly parentId: BigUint64Array;
  readonly startNano: BigInt64Array;
  readonly durationNano: BigInt64Array;
  readonly operation: Int32Array;
  readonly status: Uint8Array;
  readonly position: Uint32Array;
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
    return this.length++;
  }

  setTrace(row: number, w0: number, w1: number, w2: number, w3: number): void {
    this.setWord(this.traceHigh, row, w0, w1);
    this.setWord(this.traceLow, row, w2, w3);
  }

  setWord(column: BigUint64Array, row: number, high: number, low: number): void {
    column[row] = (BigInt(high) << 32n) | BigInt(low);
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
class OperationList {
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
