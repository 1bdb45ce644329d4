/** The open trace as it was recorded or repaired, and what there is to say about its break. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Waypoints } from "lucide-react";
import type { ReactNode } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import type { Finding, Report } from "../../diagnosis/report-types.ts";
import { findingsOfEdge } from "../../views/findings/find-findings.ts";
import { IconButton } from "../../views/kit/IconButton.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { describeRepair, type RepairSummary } from "../../views/repair/describe-repair.ts";
import { RepairNotice } from "../../views/repair/RepairNotice.tsx";
import { RepairProgress } from "../../views/repair/RepairProgress.tsx";
import { useApp } from "../app-context.ts";
import type { OpenData } from "../data-set/data-set-state.ts";
import { repairedViewOptions, repairProgressOptions } from "../engine-queries.ts";
import { useReport } from "../use-report.ts";

/** Up to here bridges are looked for as soon as something is known to be broken; above, when somebody asks. */
const UNASKED_MOST_SPANS = 5_000;

interface Repair {
  readonly view: TraceView;
  readonly notice: ReactNode;
  /** Between repaired and recorded; none where there is nothing to join. */
  readonly toggle: ReactNode;
}

export function useRepair(recorded: TraceView, { generation, summary }: OpenData): Repair {
  const { repair: words } = useMessages();
  const { engine } = useApp();
  const { traceId } = useParams({ from: "/trace/$traceId" });
  const { repaired = false, possible = false } = useSearch({ from: "/trace/$traceId" });
  const navigate = useNavigate();
  const { data: report } = useReport();
  const isBroken = (report?.findings.length ?? 0) > 0;
  const { data: joined } = useQuery({
    ...repairedViewOptions(engine, generation, recorded.trace),
    enabled: repaired || (isBroken && summary.spans <= UNASKED_MOST_SPANS),
  });
  const joinedView = joined && describeRepair(joined);
  // What could be joined besides: asked for once the bridges are known, and so at once.
  const { data: wider } = useQuery({
    ...repairedViewOptions(engine, generation, recorded.trace, true),
    enabled: joined !== undefined && (repaired || (isBroken && joinedView === undefined)),
  });
  const widerView = wider && describeRepair(wider);
  const possibleCount = widerView?.bridges.possible ?? 0;
  const showsPossible = repaired && possible && possibleCount > 0;
  const doneShare = useQuery(repairProgressOptions(generation, recorded.trace)).data;
  const found = showsPossible ? widerView : joinedView;
  const finding = findingOf(report, found, recorded.traceId);

  const showPossible = (on: boolean) =>
    void navigate({
      to: "/trace/$traceId",
      params: { traceId },
      search: (present: object) => ({ ...present, repaired: true, possible: on ? true : undefined, range: undefined }),
    });
  const show = (on: boolean) =>
    void navigate({
      to: "/trace/$traceId",
      params: { traceId },
      // Another whole: the visible part would be another one too.
      search: (present: object) => ({
        ...present,
        repaired: on ? true : undefined,
        possible: undefined,
        range: undefined,
      }),
    });
  const isLooking = repaired && joined === undefined;
  const isUnknown = isBroken && summary.spans > UNASKED_MOST_SPANS && joined === undefined;
  return {
    view: repaired && found !== undefined ? (showsPossible ? wider! : joined!) : recorded,
    notice: isLooking ? (
      <RepairProgress doneShare={doneShare ?? 0} onCancel={() => show(false)} />
    ) : (
      <RepairNotice
        found={found}
        finding={finding}
        isRepaired={repaired}
        possible={possibleCount}
        showsPossible={showsPossible}
        onShow={show}
        onShowPossible={showPossible}
        onFix={(fingerprint) => void navigate({ to: "/findings", search: { finding: fingerprint } })}
      />
    ),
    toggle: (repaired || found !== undefined || possibleCount > 0 || isUnknown) && (
      <span className="mr-2 flex">
        <IconButton
          icon={Waypoints}
          label={words.toggleLong}
          text={words.toggle}
          pressed={repaired}
          onClick={() => show(!repaired)}
        />
      </span>
    ),
  };
}

/** That of the hop where the request broke, else the worst that lists a span of this trace. */
function findingOf(report: Report | undefined, found: RepairSummary | undefined, traceId: string): Finding | undefined {
  const findings = report?.findings.filter(({ severity }) => severity !== "info") ?? [];
  const ofEdge = found && findingsOfEdge(findings, found.caller, found.callee)[0];
  return ofEdge ?? findings.find(({ spans }) => spans.some((span) => span.traceId === traceId));
}
