/** The engine's answers through TanStack Query, keyed by generation: an answer never goes stale within one. */
import { keepPreviousData, QueryClient, queryOptions } from "@tanstack/react-query";
import type { TraceQuery } from "../analysis/trace-list.ts";
import type { TraceView } from "../analysis/trace-view.ts";
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
    queryFn: ({ signal, client }) =>
      engine.listTraces(query, {
        signal,
        onProgress: (doneShare) => client.setQueryData(groupingProgressKey(generation), doneShare),
      }),
  });

const groupingProgressKey = (generation: number) => ["engine", generation, "grouping"];

/** Share of the bridges looked for so far for a grouped list, 0 to 1. */
export const groupingProgressOptions = (generation: number) =>
  queryOptions<number>({ queryKey: groupingProgressKey(generation), enabled: false, queryFn: () => 0 });

/**
 * null where the data holds no such trace.
 * @param known a view that came with the data
 */
export const traceViewOptions = (
  engine: EngineApi,
  generation: number,
  traceId: string,
  known: TraceView | undefined,
) =>
  queryOptions({
    queryKey: ["engine", generation, "trace", traceId],
    initialData: known?.traceId === traceId ? known : undefined,
    queryFn: async ({ signal }) => {
      const trace = await engine.findTrace(traceId);
      return trace < 0 ? null : engine.traceView(trace, { repaired: false }, { signal });
    },
  });

const repairProgressKey = (generation: number, trace: number) => ["engine", generation, "repairing", trace];

/** The trace with the islands of its requests joined. The first one looks for the bridges of the whole data set. */
export const repairedViewOptions = (engine: EngineApi, generation: number, trace: number, possible = false) =>
  queryOptions({
    queryKey: ["engine", generation, "repaired", trace, possible],
    queryFn: ({ signal, client }) =>
      engine.traceView(
        trace,
        { repaired: true, possible },
        { signal, onProgress: (doneShare) => client.setQueryData(repairProgressKey(generation, trace), doneShare) },
      ),
  });

/** Share of that work done so far, 0 to 1. */
export const repairProgressOptions = (generation: number, trace: number) =>
  queryOptions<number>({ queryKey: repairProgressKey(generation, trace), enabled: false, queryFn: () => 0 });

/** SpanIndex of the spans of the traces that hold the text, ascending. */
export const traceSearchOptions = (engine: EngineApi, generation: number, traces: readonly number[], text: string) =>
  queryOptions({
    queryKey: ["engine", generation, "search", traces, text],
    queryFn: async ({ signal }) => {
      const [first, ...others] = await Promise.all(traces.map((trace) => engine.searchTrace(trace, text, { signal })));
      return others.length === 0 ? first! : Int32Array.from([first!, ...others].flatMap((spans) => [...spans])).sort();
    },
    placeholderData: keepPreviousData,
  });

export const traceLogsOptions = (engine: EngineApi, generation: number, traces: readonly number[]) =>
  queryOptions({
    queryKey: ["engine", generation, "logs", traces],
    queryFn: () => engine.traceLogs(traces),
  });

export const reportOptions = (engine: EngineApi, generation: number) =>
  queryOptions({
    queryKey: ["engine", generation, "report"],
    queryFn: ({ signal, client }) =>
      engine.report({
        signal,
        onProgress: (doneShare) => client.setQueryData(reportProgressKey(generation), doneShare),
      }),
  });

const reportProgressKey = (generation: number) => ["engine", generation, "reporting"];

/** Share of the report made so far, 0 to 1. */
export const reportProgressOptions = (generation: number) =>
  queryOptions<number>({ queryKey: reportProgressKey(generation), enabled: false, queryFn: () => 0 });

export const serviceGraphOptions = (engine: EngineApi, generation: number, of: GraphChoice) =>
  queryOptions({
    queryKey: ["engine", generation, "graph", of],
    queryFn: ({ signal }) => engine.serviceGraph(of, { signal }),
  });
