/** "/trace/…": one trace, in one of its views. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { FilePlus2, Radio } from "lucide-react";
import { useEffect } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import { isBackendAddress } from "../../sources/backends/backend-address.ts";
import { Button } from "../../views/kit/Button.tsx";
import { Notice } from "../../views/kit/Notice.tsx";
import { ArrivingNotice } from "../../views/live/ArrivingNotice.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { AtGeneration } from "../AtGeneration.tsx";
import { useApp, useDataSetState } from "../app-context.ts";
import { serverOffers } from "../backends/server-offers.ts";
import type { OpenData } from "../data-set/data-set-state.ts";
import { traceViewOptions } from "../engine-queries.ts";
import { useAppActions } from "../frame/app-actions.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import type { TraceSearch, TraceViewName } from "../url/view-search.ts";
import { later } from "./later.tsx";
import { NeedsData } from "./NeedsData.tsx";
import { TraceViewChoice } from "./TraceViewChoice.tsx";
import { useRepair } from "./use-repair.tsx";
import { useSteadyTrace } from "./use-steady-trace.ts";
import { WaterfallPage } from "./WaterfallPage.tsx";

const PAGES = {
  waterfall: WaterfallPage,
  graph: later(async () => (await import("./TraceGraphPage.tsx")).TraceGraphPage),
  flame: later(async () => (await import("./TraceSpansPage.tsx")).FlamePage),
  table: later(async () => (await import("./TraceSpansPage.tsx")).SpanTablePage),
};
const ContextChoice = later(async () => (await import("../backends/ContextChoice.tsx")).ContextChoice);
const LookInBackends = later(async () => (await import("../backends/LookInBackends.tsx")).LookInBackends);

export function TraceRoute() {
  return <NeedsData>{(data) => <TraceOfData data={data} />}</NeedsData>;
}

function TraceOfData({ data }: { readonly data: OpenData }) {
  const { engine, lastTrace } = useApp();
  const { traceId } = useParams({ from: "/trace/$traceId" });
  const { view: viewName = "waterfall" }: TraceSearch = useSearch({ from: "/trace/$traceId" });
  const { data: latest, error } = useQuery(traceViewOptions(engine, data.generation, traceId, data.onlyTrace));
  const { view, of, isArriving } = useSteadyTrace(latest, data, traceId);
  usePageTitle(view ? titleOf(view) : traceId);
  useEffect(() => {
    if (view) Object.assign(lastTrace, { opening: of.opening, traceId });
  }, [lastTrace, of.opening, traceId, view]);
  if (error) throw error;
  if (view === undefined) return null;
  if (view === null) return <TraceMissing traceId={traceId} />;
  return (
    <AtGeneration of={of}>
      <TraceShown
        key={`${of.generation} ${traceId}`}
        recorded={view}
        data={of}
        viewName={viewName}
        isArriving={isArriving}
      />
    </AtGeneration>
  );
}

interface TraceShownProps {
  readonly recorded: TraceView;
  readonly data: OpenData;
  readonly viewName: TraceViewName;
  readonly isArriving: boolean;
}

function TraceShown({ recorded, data, viewName, isArriving }: TraceShownProps) {
  const { view, notice, toggle } = useRepair(recorded, data);
  const Page = PAGES[viewName];
  return (
    <Page
      key={view === recorded ? "recorded" : "repaired"}
      view={view}
      generation={data.generation}
      headerEnd={
        <>
          {data.addresses.some(isBackendAddress) && (
            <ContextChoice traceId={recorded.traceId} addresses={data.addresses} />
          )}
          {toggle}
          <TraceViewChoice />
        </>
      }
      notice={isArriving ? <ArrivingNotice /> : notice}
    />
  );
}

function titleOf({ rows, topRow, services, names }: TraceView): string {
  return `${services[rows.service[topRow] ?? -1] ?? ""} ${names[rows.name[topRow] ?? -1] ?? ""}`.trim();
}

function TraceMissing({ traceId }: { readonly traceId: string }) {
  const { open, live } = useMessages();
  const { addFile } = useAppActions();
  const { embedded, opener } = useApp();
  const { loading, open: data } = useDataSetState();
  const grows = data?.growth !== undefined;
  // It keeps traces for longer than the page shows them.
  const ofCollector = `api/v3/traces/${traceId}`;
  const navigate = useNavigate();
  // Other data is on its way, with this trace perhaps.
  if (loading) return null;
  return (
    <Notice
      title={open.traceMissing}
      actions={
        <>
          <Button look="primary" onClick={() => void navigate({ to: "/traces" })}>
            {open.showTraces}
          </Button>
          {!embedded && serverOffers("collector") && (
            <Button
              look="outline"
              icon={<Radio size={16} aria-hidden />}
              onClick={() => void opener.openLinks([ofCollector])}
            >
              {live.lookInCollector}
            </Button>
          )}
          {!embedded && !grows && (
            <Button look="outline" icon={<FilePlus2 size={16} aria-hidden />} onClick={addFile}>
              {open.addFile}
            </Button>
          )}
          {serverOffers("backends") && <LookInBackends traceId={traceId} />}
        </>
      }
    >
      <p>{open.traceMissingNote(traceId)}</p>
    </Notice>
  );
}
