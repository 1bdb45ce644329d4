/** The worker thread of `Preparer`: some jobs in, their answers out, one buffer each way. */
import { parentPort, workerData } from "node:worker_threads";
import type { RecordColumns } from "./batch.ts";
import { prepare } from "./prepare.ts";
import { type Answer, type Answers, ERRORS, encodeOperations, type Job, type Jobs } from "./preparer.ts";

const { most } = workerData as { readonly most: number };

parentPort!.on("message", ({ jobs, bytes }: Jobs) => {
  const records: RecordColumns[] = [];
  let size = 0;
  const answers = jobs.map((job): Answer => {
    try {
      const answer = answerOf(job, bytes.subarray(job.from, job.to), size);
      records.push(answer.records);
      // 64-bit columns begin at a multiple of eight.
      size += (answer.records.rows.byteLength + 7) & ~7;
      return answer.answer;
    } catch (failure) {
      return refusal(job.number, failure as Error);
    }
  });
  const rows = new Uint8Array(size);
  let at = 0;
  for (const { rows: own } of records) {
    rows.set(new Uint8Array(own), at);
    at += (own.byteLength + 7) & ~7;
  }
  parentPort!.postMessage({ answers, rows: rows.buffer } satisfies Answers, [rows.buffer]);
});

function answerOf({ number, signal, format, packing, receivedNano }: Job, bytes: Uint8Array, at: number) {
  const { batch, rejected, reason } = prepare({ signal, format, packing, bytes }, most, receivedNano);
  const { records, operations, stored, ...rest } = batch;
  const body = { ...rest, stored: stored === bytes ? undefined : stored };
  const { length } = records;
  const answer: Answer = { number, at, length, operations: encodeOperations(operations), body, rejected, reason };
  return { answer, records };
}

function refusal(number: number, failure: Error): Answer {
  const kinds = Object.keys(ERRORS) as (keyof typeof ERRORS)[];
  const error = kinds.find((kind) => failure instanceof ERRORS[kind]) ?? "other";
  return { number, error, message: String(error === "other" ? failure.stack : failure.message) };
}
