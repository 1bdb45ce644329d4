/** One trace as a graph of its services. */
import type { TraceView } from "../../analysis/trace-view.ts";
import { TraceHeader } from "../../views/waterfall/TraceHeader.tsx";
import { useServiceColors } from "../use-service-colors.ts";
import { TraceViewChoice } from "./TraceViewChoice.tsx";

interface TraceGraphPageProps {
  readonly view: TraceView;
  readonly generation: number;
}

export function TraceGraphPage({ view }: TraceGraphPageProps) {
  const colors = useServiceColors();
  return (
    <div className="flex h-full flex-col">
      <TraceHeader view={view} colors={colors}>
        <TraceViewChoice />
      </TraceHeader>
    </div>
  );
}
