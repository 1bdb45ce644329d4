/** One trace as a graph of its services. */
import { useQuery } from "@tanstack/react-query";
import type { TraceView } from "../../analysis/trace-view.ts";
import { ServiceGraphView } from "../../views/service-graph/ServiceGraphView.tsx";
import { TraceHeader } from "../../views/waterfall/TraceHeader.tsx";
import { useApp } from "../app-context.ts";
import { serviceGraphOptions } from "../engine-queries.ts";
import { useServiceColors } from "../use-service-colors.ts";
import { TraceViewChoice } from "./TraceViewChoice.tsx";
import { useGraphPlace } from "./use-graph-place.ts";

interface TraceGraphPageProps {
  readonly view: TraceView;
  readonly generation: number;
}

export function TraceGraphPage({ view, generation }: TraceGraphPageProps) {
  const { engine, embedded } = useApp();
  const colors = useServiceColors();
  const { onFilter: _, ...place } = useGraphPlace();
  const { data: graph, error } = useQuery(serviceGraphOptions(engine, generation, { trace: view.trace }));
  if (error) throw error;
  return (
    <div className="flex h-full flex-col">
      {!embedded && (
        <div className="shrink-0 border-b border-line">
          <TraceHeader view={view} colors={colors}>
            <TraceViewChoice />
          </TraceHeader>
        </div>
      )}
      <div className="min-h-0 flex-1">{graph && <ServiceGraphView graph={graph} colors={colors} {...place} />}</div>
    </div>
  );
}
