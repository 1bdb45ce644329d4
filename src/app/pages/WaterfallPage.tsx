/** One trace as a waterfall, with the panel of the selected span. */
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { Waterfall } from "../../views/waterfall/Waterfall.tsx";
import { useApp, usePreferences } from "../app-context.ts";
import { traceLogsOptions, traceSearchOptions } from "../engine-queries.ts";
import { useServiceColors } from "../use-service-colors.ts";
import { BesideSpanPanel } from "./BesideSpanPanel.tsx";
import type { TracePageProps } from "./trace-page-props.ts";
import { useOpenTarget } from "./use-open-target.ts";
import { useTracePlace } from "./use-trace-place.ts";

export function WaterfallPage({ view, generation, headerEnd, notice }: TracePageProps) {
  const { engine, embedded, preferences } = useApp();
  const { treeWidthCssPx } = usePreferences();
  const colors = useServiceColors();
  const openTarget = useOpenTarget();
  const place = useTracePlace(view);
  const { selectedSpan, onSelectSpan } = place;
  const looksFor = useDeferredValue(place.searchText.trim());
  const matches = useQuery({
    ...traceSearchOptions(engine, generation, view.traces, looksFor),
    enabled: looksFor !== "",
  });
  const logs = useQuery(traceLogsOptions(engine, generation, view.traces)).data;

  /** One link that leads somewhere in this data is followed; several, or none here, are shown in the panel. */
  const openLink = async (span: number) => {
    const targets = await engine.linkTargets(span);
    const [target] = targets;
    if (targets.length === 1 && target !== undefined && target.span !== -1) openTarget(target);
    else onSelectSpan(span);
  };

  return (
    <BesideSpanPanel view={view} logs={logs} selectedSpan={selectedSpan} onSelectSpan={onSelectSpan}>
      <Waterfall
        view={view}
        colors={colors}
        {...place}
        searchMatches={looksFor === "" ? undefined : matches.data}
        logs={logs}
        onOpenLink={(span) => void openLink(span)}
        showHeader={!embedded}
        headerEnd={headerEnd}
        notice={notice}
        treeWidthCssPx={treeWidthCssPx}
        onResizeTree={(width) => preferences.set({ treeWidthCssPx: width })}
        autoFocus={!embedded}
      />
    </BesideSpanPanel>
  );
}
