/** The worker's entry: an engine behind the message boundary. */
import { Engine } from "./engine.ts";
import { type Endpoint, serveCalls } from "./rpc.ts";

const engine = new Engine();

serveCalls(self as unknown as Endpoint, (method, args, context) => {
  const run = engine[method as keyof Engine] as ((...all: unknown[]) => Promise<unknown>) | undefined;
  if (typeof run !== "function") return Promise.reject(new Error(`the engine has no method ${method}`));
  return run.call(engine, ...args, context);
});
