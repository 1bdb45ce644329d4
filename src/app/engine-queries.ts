/** The engine's answers through TanStack Query, keyed by generation: an answer never goes stale within one. */
import { keepPreviousData, QueryClient, queryOptions } from "@tanstack/react-query";
import type { TraceQuery } from "../analysis/trace-list.ts";
import type { EngineApi, GraphChoice } from "../engine/engine-api.ts";

/** One per app. Columns are compared by identity, not by content. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        structuralSharing: false,
        retry: false,
        networkMode: "always",
        refetchOnWindowFocus: false,
      },
    },
  });
}

export const traceListOptions = (engine: EngineApi, generation: number, query: TraceQuery) =>
  queryOptions({
    queryKey: ["engine", generation, "list", query],
    queryFn: ({ signal }) => engine.listTraces(query, { signal }),
  });

/** null where the data holds no such trace. */
export const traceViewOptions = (engine: EngineApi, generation: number, traceId: string) =>
  queryOptions({
    queryKey: ["engine", generation, "trace", traceId],
    queryFn: async ({ signal }) => {
      const trace = await engine.findTrace(traceId);
      return trace < 0 ? null : engine.traceView(trace, { signal });
    },
  });

/** SpanIndex of the spans that hold the text. */
export const traceSearchOptions = (engine: EngineApi, generation: number, trace: number, text: string) =>
  queryOptions({
    queryKey: ["engine", generation, "search", trace, text],
    queryFn: ({ signal }) => engine.searchTrace(trace, text, { signal }),
    placeholderData: keepPreviousData,
  });

export const traceLogsOptions = (engine: EngineApi, generation: number, trace: number) =>
  queryOptions({
    queryKey: ["engine", generation, "logs", trace],
    queryFn: () => engine.traceLogs(trace),
  });

export const reportOptions = (engine: EngineApi, generation: number) =>
  queryOptions({
    queryKey: ["engine", generation, "report"],
    queryFn: ({ signal }) => engine.report({ signal }),
  });

export const serviceGraphOptions = (engine: EngineApi, generation: number, of: GraphChoice) =>
  queryOptions({
    queryKey: ["engine", generation, "graph", of],
    queryFn: ({ signal }) => engine.serviceGraph(of, { signal }),
  });
