/** Decodes a body and picks what the store searches. Records that OTLP does not allow are counted and left out. */

import type { DataSetBuilder } from "../../model/data-set-builder.ts";
import { Repair, SpanKind } from "../../model/enums.ts";
import type { StringTable } from "../../model/string-table.ts";
import type { Batch, Body, Operation, RecordColumns } from "./batch.ts";
import { checkJsonRequest } from "./check-json-request.ts";
import { decodeBodies } from "./decode-bodies.ts";
import { COLUMN, clampNano, OperationList, RecordWriter } from "./record-writer.ts";
import { scanProtobufSpans } from "./scan-protobuf-spans.ts";

export interface BuiltBatch {
  readonly batch: Batch;
  /** Records left out: damaged, or a span without a valid id. */
  readonly rejected: number;
  readonly reason: string;
}

/** The body is not what its content type says; one sentence for the sender. */
export class BadBodyError extends Error {}

const WITHOUT_IDS = "A span needs a traceId of 16 bytes and a spanId of 8 bytes, neither all zero.";

/** @throws BadBodyError */
export function buildBatch(body: Body, bytes: Uint8Array, receivedNano: bigint): BuiltBatch {
  if (body.signal !== "traces" || body.format !== "otlp-protobuf") return buildByDecoding(body, bytes, receivedNano);
  const scanned = scanProtobufSpans(bytes, receivedNano);
  if (typeof scanned === "string") throw new BadBodyError(scanned);
  const { records, operations, withoutIds, damaged } = scanned;
  const reason = withoutIds > 0 ? WITHOUT_IDS : damaged > 0 ? "A record is damaged." : "";
  return { batch: batchOf(body, receivedNano, records, operations), rejected: withoutIds + damaged, reason };
}

/** For all formats and signals. @throws BadBodyError */
export function buildByDecoding(body: Body, bytes: Uint8Array, receivedNano: bigint): BuiltBatch {
  const refusal = body.format === "otlp-json" ? checkJsonRequest(bytes, body.signal) : undefined;
  if (refusal !== undefined) throw new BadBodyError(refusal);
  const { builder, notes } = decodeBodies([{ ...body, bytes }]);
  let rejected = 0;
  let reason = "";
  for (const { code, severity, message, count } of notes.list()) {
    if (severity !== "refusal") continue;
    if (code !== "damaged-record") throw new BadBodyError(message.text);
    rejected += count;
    reason = "A record is damaged.";
  }
  const strings = builder.strings.finish();
  const { records, operations, withoutIds } =
    body.signal === "traces" ? spanColumns(builder, strings, receivedNano) : logColumns(builder, strings, receivedNano);
  if (withoutIds > 0) reason = WITHOUT_IDS;
  return { batch: batchOf(body, receivedNano, records, operations), rejected: rejected + withoutIds, reason };
}

function batchOf(
  { signal, format, compression, stored, size }: Body,
  receivedNano: bigint,
  records: RecordColumns,
  operations: readonly Operation[],
): Batch {
  const times = records.startNano;
  let firstNano = times[0] ?? receivedNano;
  let lastNano = firstNano;
  for (let row = 1; row < times.length; row++) {
    const time = times[row]!;
    if (time < firstNano) firstNano = time;
    else if (time > lastNano) lastNano = time;
  }
  return { signal, format, compression, stored, size, receivedNano, firstNano, lastNano, records, operations };
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
    target.setWord(COLUMN.spanId, to, high, low);
    target.setWord(COLUMN.parentId, to, columns.parentSpanIdHigh[row]!, columns.parentSpanIdLow[row]!);
    target.columns.startNano[to] = unixNano(builder, columns.start[row]!, receivedNano);
    target.columns.durationNano[to] = Number.isNaN(columns.duration[row]!)
      ? -1n
      : clampNano(BigInt(Math.trunc(columns.duration[row]!)));
    const service = resources.service[columns.resource[row]!] ?? -1;
    const kind = columns.kind[row]!;
    target.columns.operation[to] = operations.add(
      service,
      columns.name[row]!,
      kind === SpanKind.unspecified ? SpanKind.internal : kind,
    );
    target.columns.status[to] = columns.statusCode[row]!;
    target.columns.position[to] = columns.sourceOffset[row]!;
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
    target.setWord(COLUMN.spanId, to, columns.spanIdHigh[row]!, columns.spanIdLow[row]!);
    target.columns.startNano[to] = unixNano(builder, columns.time[row]!, receivedNano);
    target.columns.durationNano[to] = -1n;
    target.columns.operation[to] = operations.add(resources.service[columns.resource[row]!] ?? -1, 0, 0);
    target.columns.status[to] = columns.severityNumber[row]!;
    target.columns.position[to] = columns.sourceOffset[row]!;
  }
  return { records: target.finish(), operations: operations.list(strings), withoutIds: 0 };
}

function unixNano(builder: DataSetBuilder, offset: number, receivedNano: bigint): bigint {
  return Number.isNaN(offset) ? receivedNano : clampNano(builder.epochUnixNano + BigInt(Math.trunc(offset)));
}
