/** The engine that answers for the data on this page, by React context: two panels on one page have two engines. */
import { createContext, useContext } from "react";
import type { EngineApi } from "../../engine/engine-api.ts";

export const EngineContext = createContext<EngineApi | undefined>(undefined);

export function useEngine(): EngineApi {
  const engine = useContext(EngineContext);
  if (engine === undefined) throw new Error("useEngine needs an EngineContext above it");
  return engine;
}
