/** "/findings": what is broken, worst first. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { ReportEdge } from "../../diagnosis/report-types.ts";
import { FindingsView } from "../../views/findings/FindingsView.tsx";
import { Notice } from "../../views/kit/Notice.tsx";
import { Progress } from "../../views/kit/Progress.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import type { OpenData } from "../data-set/data-set-state.ts";
import { reportProgressOptions } from "../engine-queries.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import { useReport } from "../use-report.ts";
import { useServiceColors } from "../use-service-colors.ts";
import { NeedsData } from "./NeedsData.tsx";
import { useOpenTarget } from "./use-open-target.ts";

export function FindingsRoute() {
  const { findings } = useMessages();
  usePageTitle(findings.title);
  return <NeedsData>{(data) => <FindingsOfData data={data} />}</NeedsData>;
}

function FindingsOfData({ data }: { readonly data: OpenData }) {
  const { findings: words } = useMessages();
  const { finding } = useSearch({ from: "/findings" });
  const navigate = useNavigate();
  const colors = useServiceColors();
  const onOpenSpan = useOpenTarget();
  const { data: report, error } = useReport();
  if (error) throw error;
  const onSelect = useCallback(
    (fingerprint: string) => void navigate({ to: "/findings", search: { finding: fingerprint }, replace: true }),
    [navigate],
  );
  const onShowEdge = useCallback(
    ({ from, to }: ReportEdge) =>
      void navigate({
        to: "/services",
        search: { metric: "continuity", from: `service:${from}`, to: `service:${to}` },
      }),
    [navigate],
  );
  const doneShare = useQuery(reportProgressOptions(data.generation)).data ?? 0;
  if (!report) {
    return (
      <Notice title={words.looking}>
        <Progress label={words.looking} value={doneShare} most={1} />
        <p>{words.lookedAt(data.summary.spans)}</p>
      </Notice>
    );
  }
  return (
    <FindingsView
      report={report}
      colors={colors}
      selected={finding}
      onSelect={onSelect}
      onOpenSpan={onOpenSpan}
      onShowEdge={onShowEdge}
    />
  );
}
