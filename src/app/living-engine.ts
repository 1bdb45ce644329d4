/** An engine that comes back: when its worker dies (mostly of memory), a new one takes its place, empty. */
import { startEngine } from "../engine/client.ts";
import type { EngineAt } from "../engine/engine-api.ts";

/** @param onRevived a new worker listens; it holds no data */
export function startLivingEngine(onRevived: (reason: Error) => void): EngineAt & { close(): void } {
  const start = () =>
    startEngine((reason) => {
      engine = start();
      onRevived(reason);
    });
  let engine = start();
  return new Proxy(engine, { get: (_, method: keyof typeof engine) => engine[method] });
}
