/** "/services": who calls whom, in all that is open. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { GraphEdge } from "../../analysis/service-graph.ts";
import { EdgeFindings } from "../../views/findings/EdgeFindings.tsx";
import { findingsOfEdge } from "../../views/findings/find-findings.ts";
import { useMessages } from "../../views/messages/use-messages.ts";
import { continuityByEdge } from "../../views/service-graph/continuity-by-edge.ts";
import { serviceOfNodeId } from "../../views/service-graph/graph-selection.ts";
import { ServiceGraphView } from "../../views/service-graph/ServiceGraphView.tsx";
import { AtGeneration } from "../AtGeneration.tsx";
import { useApp } from "../app-context.ts";
import { serviceGraphOptions } from "../engine-queries.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import { useReport } from "../use-report.ts";
import { useServiceColors } from "../use-service-colors.ts";
import { NeedsData } from "./NeedsData.tsx";
import { useGraphPlace } from "./use-graph-place.ts";

export function ServicesRoute() {
  const { frame } = useMessages();
  usePageTitle(frame.services);
  return (
    <>
      <h1 className="sr-only">{frame.services}</h1>
      <NeedsData>
        {(data) => (
          // Of growing data the map is as old as the report: its edges are measured there.
          <AtGeneration of={{ ...data, generation: data.growth?.reported ?? data.generation }}>
            <GraphOfAll generation={data.growth?.reported ?? data.generation} grows={data.growth !== undefined} />
          </AtGeneration>
        )}
      </NeedsData>
    </>
  );
}

function GraphOfAll({ generation, grows }: { readonly generation: number; readonly grows: boolean }) {
  const { engine } = useApp();
  const colors = useServiceColors();
  const place = useGraphPlace();
  const navigate = useNavigate();
  const { data: report, isPending } = useReport();
  const measured = report?.continuity.edges;
  // The graph waits for the report, which may add edges: nothing jumps. A report that failed holds up nothing.
  const { data: graph, error } = useQuery({
    ...serviceGraphOptions(engine, generation, measured === undefined ? {} : { measured }),
    enabled: !isPending,
    ...(grows && { placeholderData: keepPreviousData }),
  });
  const continuity = useMemo(() => measured && continuityByEdge(measured), [measured]);
  if (error) throw error;
  const renderEdgeNote = ({ from, to }: GraphEdge) => (
    <EdgeFindings
      findings={findingsOfEdge(report?.findings ?? [], serviceOfNodeId(from), serviceOfNodeId(to))}
      onOpen={(finding) => void navigate({ to: "/findings", search: { finding } })}
    />
  );
  return (
    graph && (
      <ServiceGraphView
        graph={graph}
        colors={colors}
        continuity={continuity}
        renderEdgeNote={renderEdgeNote}
        {...place}
      />
    )
  );
}
