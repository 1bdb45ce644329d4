/** "/traces": the list. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { FilePlus2 } from "lucide-react";
import { useCallback, useMemo } from "react";
import type { TraceListView, TraceQuery } from "../../analysis/trace-list.ts";
import { hexToWords, traceIdToHex } from "../../model/ids.ts";
import { parseTraceql } from "../../query/parse-traceql.ts";
import { Button } from "../../views/kit/Button.tsx";
import { Notice } from "../../views/kit/Notice.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { ListBreak } from "../../views/repair/ListBreak.tsx";
import { RepairProgress } from "../../views/repair/RepairProgress.tsx";
import { TraceList } from "../../views/trace-list/TraceList.tsx";
import type { OpenTrace } from "../../views/trace-list/TraceTable.tsx";
import { useApp } from "../app-context.ts";
import type { OpenData } from "../data-set/data-set-state.ts";
import { groupingProgressOptions, traceListOptions } from "../engine-queries.ts";
import { useAppActions } from "../frame/app-actions.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import { queryOfSearch, searchOfQuery } from "../url/trace-query.ts";
import { useReport } from "../use-report.ts";
import { useServiceColors } from "../use-service-colors.ts";
import { NeedsData } from "./NeedsData.tsx";
import { WaitingForSpans } from "./waiting-for-spans.tsx";

export function TracesRoute() {
  const { frame } = useMessages();
  usePageTitle(frame.traces);
  return (
    <NeedsData>
      {(data) =>
        data.summary.spans > 0 ? (
          <ListOfData data={data} />
        ) : data.growth ? (
          <WaitingForSpans />
        ) : (
          <OnlyLogs data={data} />
        )
      }
    </NeedsData>
  );
}

function ListOfData({ data }: { readonly data: OpenData }) {
  const { traces: words } = useMessages();
  const { engine, lastTrace } = useApp();
  const { generation, opening, growth, summary } = data;
  const { epochUnixNano } = summary;
  const search = useSearch({ from: "/traces" });
  const navigate = useNavigate();
  const colors = useServiceColors();
  const query = useMemo(() => queryOfSearch(search, epochUnixNano), [search, epochUnixNano]);
  const asked = readable(query);
  const kept = growth && { placeholderData: keepPreviousData };
  // Looking for the pieces takes longer than growing: it is done as often as the report.
  const groupedAt = growth?.reported ?? generation;
  const ofRequests = useQuery({
    ...traceListOptions(growth ? engine.at(groupedAt) : engine, groupedAt, asked),
    ...kept,
    enabled: asked.grouped === true,
  });
  const grouped = asked.grouped ? ofRequests.data : undefined;
  // Shown as it is while the pieces of the requests are looked for.
  const ofTraces = useQuery({
    ...traceListOptions(engine, generation, { ...asked, grouped: undefined }),
    ...kept,
    enabled: grouped === undefined,
  });
  const view = grouped ?? ofTraces.data;
  const error = ofTraces.error ?? ofRequests.error;
  if (error) throw error;
  const doneShare = useQuery(groupingProgressOptions(groupedAt)).data;

  const onQueryChange = useCallback(
    (next: TraceQuery) =>
      void navigate({ to: "/traces", search: searchOfQuery(next, epochUnixNano), replace: isSmallStep(query, next) }),
    [navigate, query, epochUnixNano],
  );
  const onOpenTrace = useCallback<OpenTrace>(
    (trace, choice) => {
      const list = [view, view?.requests?.members].find((each) => each?.trace.includes(trace));
      if (list === undefined) return;
      const at = 4 * list.trace.indexOf(trace);
      const [a = 0, b = 0, c = 0, d = 0] = list.traceId.subarray(at, at + 4);
      void navigate({
        to: "/trace/$traceId",
        params: { traceId: traceIdToHex(a, b, c, d) },
        search: choice?.whole ? { repaired: true } : {},
      });
    },
    [navigate, view],
  );
  const { data: report } = useReport();
  const lastTraceId = lastTrace.opening === opening ? lastTrace.traceId : "";
  const selectedTrace = useMemo(() => view && findListedTrace(view, lastTraceId), [view, lastTraceId]);
  return (
    <TraceList
      notice={
        asked.grouped && grouped === undefined ? (
          <RepairProgress
            text={words.grouping}
            doneShare={doneShare ?? 0}
            onCancel={() => onQueryChange({ ...query, grouped: undefined })}
          />
        ) : (
          report && (
            <ListBreak
              findings={report.findings}
              colors={colors}
              onOpen={(finding) => void navigate({ to: "/findings", search: { finding } })}
            />
          )
        )
      }
      view={view}
      summary={summary}
      query={query}
      onQueryChange={onQueryChange}
      colors={colors}
      onOpenTrace={onOpenTrace}
      selectedTrace={selectedTrace}
    />
  );
}

/** TraceIndex of a listed trace by its id. */
function findListedTrace(view: TraceListView, hex: string): number | undefined {
  const { length, trace, traceId, requests } = view;
  const words = hex === "" ? undefined : hexToWords(hex, 4);
  for (let row = 0; words && row < length; row++) {
    if (words.every((word, place) => traceId[row * 4 + place] === word)) return trace[row];
  }
  return requests && findListedTrace(requests.members, hex);
}

/** A link may hold TraceQL that cannot be read: the query field says so, and the list goes on without it. */
function readable(query: TraceQuery): TraceQuery {
  return query.traceql !== undefined && parseTraceql(query.traceql).error ? { ...query, traceql: undefined } : query;
}

/** Typing and sorting are not steps that "back" should undo one by one. */
function isSmallStep(before: TraceQuery, after: TraceQuery): boolean {
  const rest = ({ text: _, sortBy: __, descending: ___, ...others }: TraceQuery) => JSON.stringify(others);
  return rest(before) === rest(after);
}

function OnlyLogs({ data }: { readonly data: OpenData }) {
  const { open } = useMessages();
  const { addFile } = useAppActions();
  return (
    <Notice
      title={open.noSpans}
      actions={
        <Button look="primary" icon={<FilePlus2 size={16} aria-hidden />} onClick={addFile}>
          {open.addFile}
        </Button>
      }
    >
      <p>{open.onlyLogs(data.summary.logs)}</p>
    </Notice>
  );
}
