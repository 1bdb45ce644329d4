/** "/trace/…": one trace. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { FilePlus2 } from "lucide-react";
import type { TraceView } from "../../analysis/trace-view.ts";
import { Button } from "../../views/kit/Button.tsx";
import { Notice } from "../../views/kit/Notice.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp } from "../app-context.ts";
import type { OpenData } from "../data-set/data-set-state.ts";
import { traceViewOptions } from "../engine-queries.ts";
import { useAppActions } from "../frame/app-actions.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import { NeedsData } from "./NeedsData.tsx";

export function TraceRoute() {
  return <NeedsData>{(data) => <TraceOfData data={data} />}</NeedsData>;
}

function TraceOfData({ data }: { readonly data: OpenData }) {
  const { engine } = useApp();
  const { traceId } = useParams({ from: "/trace/$traceId" });
  const { data: view, error } = useQuery(traceViewOptions(engine, data.generation, traceId));
  if (error) throw error;
  if (view === undefined) return null;
  if (view === null) return <TraceMissing traceId={traceId} />;
  return <TracePage view={view} />;
}

function TracePage({ view }: { readonly view: TraceView }) {
  const { frame } = useMessages();
  const { rows, topRow, services, names } = view;
  const title = `${services[rows.service[topRow] ?? -1] ?? ""} ${names[rows.name[topRow] ?? -1] ?? ""}`.trim();
  usePageTitle(title);
  return (
    <div className="p-6">
      <h1 className="font-semibold">
        <bdi>{title}</bdi>
      </h1>
      <p>{frame.spans(view.spanCount)}</p>
    </div>
  );
}

function TraceMissing({ traceId }: { readonly traceId: string }) {
  const { open } = useMessages();
  const { addFile } = useAppActions();
  const navigate = useNavigate();
  return (
    <Notice
      title={open.traceMissing}
      actions={
        <>
          <Button look="primary" onClick={() => void navigate({ to: "/traces" })}>
            {open.showTraces}
          </Button>
          <Button look="outline" icon={<FilePlus2 size={16} aria-hidden />} onClick={addFile}>
            {open.addFile}
          </Button>
        </>
      }
    >
      <p>{open.traceMissingNote(traceId)}</p>
    </Notice>
  );
}
