/** One trace as a waterfall, with the panel of the selected span. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import { Waterfall } from "../../views/waterfall/Waterfall.tsx";
import { useApp } from "../app-context.ts";
import { traceLogsOptions, traceSearchOptions } from "../engine-queries.ts";
import { useServiceColors } from "../use-service-colors.ts";
import { TraceViewChoice } from "./TraceViewChoice.tsx";
import { useTracePlace } from "./use-trace-place.ts";

interface WaterfallPageProps {
  readonly view: TraceView;
  readonly generation: number;
}

export function WaterfallPage({ view, generation }: WaterfallPageProps) {
  const { engine, embedded } = useApp();
  const colors = useServiceColors();
  const navigate = useNavigate();
  const place = useTracePlace(view);
  const looksFor = useDeferredValue(place.searchText.trim());
  const matches = useQuery({
    ...traceSearchOptions(engine, generation, view.trace, looksFor),
    enabled: looksFor !== "",
  });
  const logs = useQuery(traceLogsOptions(engine, generation, view.trace));

  /** One link that leads somewhere in this data is followed; several, or none here, are shown in the panel. */
  const openLink = async (span: number) => {
    const targets = await engine.linkTargets(span);
    const [target] = targets;
    if (targets.length === 1 && target !== undefined && target.span !== -1) {
      await navigate({
        to: "/trace/$traceId",
        params: { traceId: target.traceId },
        search: { span: target.spanId },
      });
    } else place.onSelectSpan(span);
  };

  return (
    <div className="flex h-full min-h-0">
      <div className="min-w-0 flex-1">
        <Waterfall
          view={view}
          colors={colors}
          {...place}
          searchMatches={looksFor === "" ? undefined : matches.data}
          logs={logs.data}
          onOpenLink={(span) => void openLink(span)}
          showHeader={!embedded}
          headerEnd={<TraceViewChoice />}
          autoFocus={!embedded}
        />
      </div>
    </div>
  );
}
