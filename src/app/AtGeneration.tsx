/** What is below asks the engine about this generation of the open data: the rows it shows are those that are answered about. */
import { type ReactNode, useMemo } from "react";
import { EngineContext, GenerationContext } from "../views/kit/engine-context.ts";
import { AppContext, useApp } from "./app-context.ts";
import type { OpenData } from "./data-set/data-set-state.ts";

interface AtGenerationProps {
  readonly of: OpenData;
  readonly children: ReactNode;
}

export function AtGeneration({ of: { generation, growth }, children }: AtGenerationProps) {
  const app = useApp();
  const grows = growth !== undefined;
  const engine = useMemo(() => (grows ? app.engine.at(generation) : app.engine), [app.engine, grows, generation]);
  const parts = useMemo(() => ({ ...app, engine }), [app, engine]);
  return (
    <AppContext value={parts}>
      <EngineContext value={engine}>
        <GenerationContext value={generation}>{children}</GenerationContext>
      </EngineContext>
    </AppContext>
  );
}
