/** One trace as a flame graph or as a table of its spans, with the panel of the selected span. */
import { useQuery } from "@tanstack/react-query";
import { FlameGraph } from "../../views/flame-graph/FlameGraph.tsx";
import { SpanTable } from "../../views/span-table/SpanTable.tsx";
import { TraceHeader } from "../../views/waterfall/TraceHeader.tsx";
import { useApp } from "../app-context.ts";
import { traceLogsOptions } from "../engine-queries.ts";
import { useServiceColors } from "../use-service-colors.ts";
import { BesideSpanPanel } from "./BesideSpanPanel.tsx";
import type { TracePageProps } from "./trace-page-props.ts";
import { useTracePlace } from "./use-trace-place.ts";

export const FlamePage = (props: TracePageProps) => <TraceSpansPage {...props} shows={FlameGraph} />;
export const SpanTablePage = (props: TracePageProps) => <TraceSpansPage {...props} shows={SpanTable} />;

interface ShowsProps extends TracePageProps {
  readonly shows: typeof FlameGraph | typeof SpanTable;
}

function TraceSpansPage({ view, generation, headerEnd, notice, shows: Shows }: ShowsProps) {
  const { engine, embedded } = useApp();
  const colors = useServiceColors();
  const { selectedSpan, onSelectSpan } = useTracePlace(view);
  const logs = useQuery(traceLogsOptions(engine, generation, view.traces)).data;
  return (
    <BesideSpanPanel view={view} logs={logs} selectedSpan={selectedSpan} onSelectSpan={onSelectSpan}>
      <div className="flex h-full flex-col">
        {!embedded && (
          <div className="shrink-0 border-b border-line">
            <TraceHeader view={view} colors={colors}>
              {headerEnd}
            </TraceHeader>
          </div>
        )}
        {notice}
        <div className="min-h-0 flex-1">
          <Shows view={view} colors={colors} selectedSpan={selectedSpan} onSelectSpan={onSelectSpan} />
        </div>
      </div>
    </BesideSpanPanel>
  );
}
