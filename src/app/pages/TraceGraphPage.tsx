/** One trace as a graph of its services. */
import { useQuery } from "@tanstack/react-query";
import { ServiceGraphView } from "../../views/service-graph/ServiceGraphView.tsx";
import { TraceHeader } from "../../views/waterfall/TraceHeader.tsx";
import { useApp } from "../app-context.ts";
import { serviceGraphOptions } from "../engine-queries.ts";
import { useServiceColors } from "../use-service-colors.ts";
import type { TracePageProps } from "./trace-page-props.ts";
import { useGraphPlace } from "./use-graph-place.ts";

export function TraceGraphPage({ view, generation, headerEnd, notice }: TracePageProps) {
  const { engine, embedded } = useApp();
  const colors = useServiceColors();
  const { onFilter: _, ...place } = useGraphPlace();
  const { data: graph, error } = useQuery(
    serviceGraphOptions(engine, generation, {
      trace: view.trace,
      repaired: view.bridges.length > 0,
      possible: view.bridges.some(({ confidence }) => confidence === "possible"),
    }),
  );
  if (error) throw error;
  return (
    <div className="flex h-full flex-col">
      {!embedded && (
        <div className="shrink-0 border-b border-line">
          <TraceHeader view={view} colors={colors}>
            {headerEnd}
          </TraceHeader>
        </div>
      )}
      {notice}
      <div className="min-h-0 flex-1">{graph && <ServiceGraphView graph={graph} colors={colors} {...place} />}</div>
    </div>
  );
}
