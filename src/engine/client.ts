/** The page's side of the engine: starts the worker and speaks EngineApi to it. */
import type { EngineApi, EngineAt } from "./engine-api.ts";
import { Caller } from "./rpc.ts";

/** The methods, with how many arguments stand before the options. The type makes sure that none is forgotten. */
const ARGUMENTS: { readonly [Method in keyof EngineApi]: number } = {
  open: 2,
  grow: 2,
  listTraces: 1,
  findTrace: 1,
  findContext: 2,
  traceView: 2,
  searchTrace: 2,
  spanDetail: 1,
  linkTargets: 1,
  linkedFrom: 1,
  rawSpan: 1,
  traceLogs: 1,
  logDetail: 1,
  serviceGraph: 1,
  report: 0,
  bridges: 0,
  exportOtlp: 1,
};

/**
 * An engine of its own: each app on a page starts one. Where the worker dies, open and later calls fail with its message.
 * @param onDeath told once, after the open calls have failed
 */
export function startEngine(onDeath?: (reason: Error) => void): EngineAt & { close(): void } {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "causeway-engine" });
  const caller = new Caller(worker);
  worker.onerror = (event) => {
    const reason = new Error(`The reader stopped: ${event.message || "out of memory?"}`);
    worker.onerror = null;
    caller.close(reason);
    worker.terminate();
    onDeath?.(reason);
  };
  const at = (generation: number | undefined): EngineAt => {
    const methods = Object.fromEntries(
      Object.entries(ARGUMENTS).map(([method, count]) => [
        method,
        (...all: unknown[]) =>
          caller.call(method, all.slice(0, count), { ...(all[count] as Parameters<Caller["call"]>[2]), generation }),
      ]),
    ) as unknown as EngineApi;
    return Object.assign(methods, { at });
  };
  const close = () => {
    caller.close(new Error("The reader was closed."));
    worker.terminate();
  };
  return Object.assign(at(undefined), { close });
}
