import { type Context, type ContextManager, ROOT_CONTEXT } from "@opentelemetry/api";
import type { Cause, CauseStore } from "../process/truth.ts";

/**
 * A page has no AsyncLocalStorage, so what is "active" is known only until a function first waits. That is enough for the
 * shop, which hands its Context over explicitly, as in Go; only the OpenTracing shim asks for the active one, at once.
 */
export function createStackContextManager(): ContextManager {
  const active = createStack<Context>();
  const manager: ContextManager = {
    active: () => active.top() ?? ROOT_CONTEXT,
    with: (ctx, work, self, ...values) => active.during(ctx, () => work.apply(self, values)),
    bind: (ctx, target) =>
      typeof target === "function"
        ? (((...values: unknown[]) => active.during(ctx, () => target(...values))) as typeof target)
        : target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}

export function createCauseStack(): CauseStore {
  const causes = createStack<Cause>();
  return { run: causes.during, getStore: causes.top };
}

function createStack<T>() {
  const stack: T[] = [];
  return {
    top: () => stack.at(-1),
    during<R>(value: T, work: () => R): R {
      stack.push(value);
      try {
        return work();
      } finally {
        stack.pop();
      }
    },
  };
}
