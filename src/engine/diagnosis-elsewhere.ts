/**
 * The diagnosis in a worker of its own for each computation, so that no rule and no matching, however long, keeps the engine from
 * answering: a list scrolls and a span opens while a million spans are judged.
 *
 *   engine ──{take, column}──► … ──{report}──►  worker        cancelled or answered: the worker is ended
 *
 * Ending it is what makes a cancel take effect at once. Costs a copy of the columns while it runs.
 */
import { dataSetParts } from "./data-set-parts.ts";
import type { Diagnosis, DiagnosisCall } from "./diagnosis.ts";
import { Caller, type Endpoint } from "./rpc.ts";

export interface StartedWorker {
  readonly endpoint: Endpoint;
  end(): void;
}

/** @param start a fresh worker that serves diagnosis-worker.ts's calls; `onDeath` is told where it dies by itself */
export function diagnosisElsewhere(start: (onDeath: (reason: Error) => void) => StartedWorker): Diagnosis {
  const run = async (method: keyof Diagnosis, dataSet: Parameters<Diagnosis["report"]>[0], call: DiagnosisCall) => {
    const worker = start((reason) => caller.close(reason));
    const caller = new Caller(worker.endpoint);
    try {
      // The answer to each part is the breath between two copies.
      for (const part of dataSetParts(dataSet)) await caller.call("take", [part], { ...call, transferArguments: true });
      return await caller.call(method, [], call);
    } finally {
      worker.end();
    }
  };
  return {
    report: (dataSet, call) => run("report", dataSet, call) as ReturnType<Diagnosis["report"]>,
    bridges: (dataSet, call) => run("bridges", dataSet, call) as ReturnType<Diagnosis["bridges"]>,
  };
}
