/** The worker's entry: an engine behind the message boundary, which starts further workers for what takes long. */
import { diagnosisElsewhere, type StartedWorker } from "./diagnosis-elsewhere.ts";
import { Engine } from "./engine.ts";
import { type Endpoint, serveCalls } from "./rpc.ts";

const engine = new Engine(diagnosisElsewhere(startDiagnosis));

serveCalls(self as unknown as Endpoint, async (method, args, context) => {
  const asked = context.generation === undefined ? engine : engine.at(context.generation);
  const run = asked[method as keyof Engine] as ((...all: unknown[]) => Promise<unknown>) | undefined;
  if (typeof run !== "function") throw new Error(`the engine has no method ${method}`);
  return run.call(asked, ...args, context);
});

function startDiagnosis(onDeath: (reason: Error) => void): StartedWorker {
  const worker = new Worker(new URL("./diagnosis-worker.ts", import.meta.url), {
    type: "module",
    name: "causeway-diagnosis",
  });
  worker.onerror = ({ message }) => onDeath(new Error(`The diagnosis stopped: ${message || "out of memory?"}`));
  return { endpoint: worker, end: () => worker.terminate() };
}
