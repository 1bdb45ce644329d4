/** The worker thread of `Preparer`: a list of jobs in, a list of answers out. */
import { parentPort, workerData } from "node:worker_threads";
import { prepare } from "./prepare.ts";
import { type Answer, ERRORS, type Job } from "./preparer.ts";

const { most } = workerData as { readonly most: number };

parentPort!.on("message", (jobs: readonly Job[]) => {
  const answers = jobs.map(answer);
  parentPort!.postMessage(
    answers,
    answers.flatMap((one) => ("rows" in one ? [one.rows] : [])),
  );
});

function answer(job: Job): Answer {
  const { number, receivedNano } = job;
  try {
    const { batch, rejected, reason } = prepare(job, most, receivedNano);
    const { records, operations, stored, ...body } = batch;
    return {
      number,
      rows: records.rows,
      length: records.length,
      operations,
      body: { ...body, stored: stored === job.bytes ? undefined : stored },
      rejected,
      reason,
    };
  } catch (failure) {
    const kinds = Object.keys(ERRORS) as (keyof typeof ERRORS)[];
    const error = kinds.find((kind) => failure instanceof ERRORS[kind]) ?? "other";
    return {
      number,
      error,
      message: String(error === "other" ? (failure as Error).stack : (failure as Error).message),
    };
  }
}
