/** The engine that answers for the data on this page, by React context: two panels on one page have two engines. */
import { createContext, useContext } from "react";
import type { EngineApi } from "../../engine/engine-api.ts";

export const EngineContext = createContext<EngineApi | undefined>(undefined);

export function useEngine(): EngineApi {
  const engine = useContext(EngineContext);
  if (engine === undefined) throw new Error("useEngine needs an EngineContext above it");
  return engine;
}

/** Which opening of data the row numbers on this page belong to. Answers are cached under ["engine", generation, …]. */
export const GenerationContext = createContext(0);

export function useGeneration(): number {
  return useContext(GenerationContext);
}
