/** "/services": who calls whom, in all that is open. */
import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../views/messages/use-messages.ts";
import { ServiceGraphView } from "../../views/service-graph/ServiceGraphView.tsx";
import { useApp } from "../app-context.ts";
import { serviceGraphOptions } from "../engine-queries.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import { useServiceColors } from "../use-service-colors.ts";
import { NeedsData } from "./NeedsData.tsx";
import { useGraphPlace } from "./use-graph-place.ts";

export function ServicesRoute() {
  const { frame } = useMessages();
  usePageTitle(frame.services);
  return (
    <>
      <h1 className="sr-only">{frame.services}</h1>
      <NeedsData>{({ generation }) => <GraphOfAll generation={generation} />}</NeedsData>
    </>
  );
}

function GraphOfAll({ generation }: { readonly generation: number }) {
  const { engine } = useApp();
  const colors = useServiceColors();
  const place = useGraphPlace();
  const { data: graph, error } = useQuery(serviceGraphOptions(engine, generation, {}));
  if (error) throw error;
  return graph && <ServiceGraphView graph={graph} colors={colors} {...place} />;
}
