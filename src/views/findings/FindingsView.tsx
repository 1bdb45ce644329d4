/** Start of the day: what is broken, worst first, beside why and how to mend it. */
import { CircleCheck } from "lucide-react";
import type { Report, ReportEdge, SpanRef } from "../../diagnosis/report-types.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import { FindingDetail } from "./FindingDetail.tsx";
import { FindingList } from "./FindingList.tsx";
import { NotBroken } from "./NotBroken.tsx";

export interface FindingsViewProps {
  readonly report: Report;
  readonly colors: ServiceColors;
  /** Fingerprint of the opened finding; the worst where none or an unknown one is given. */
  readonly selected: string | undefined;
  onSelect(fingerprint: string): void;
  onOpenSpan(span: SpanRef): void;
  onShowEdge?: ((edge: ReportEdge) => void) | undefined;
}

export function FindingsView({ report, colors, selected, onSelect, onOpenSpan, onShowEdge }: FindingsViewProps) {
  const { findings: words } = useMessages();
  const { findings, verdicts, continuity } = report;
  const opened = findings.find(({ fingerprint }) => fingerprint === selected) ?? findings[0];
  return (
    <div className="flex h-full min-h-0 flex-col lg:flex-row">
      <div className="flex max-h-[45%] min-h-0 w-full shrink-0 flex-col border-line border-b bg-raised lg:max-h-none lg:w-96 lg:border-r lg:border-b-0">
        <h1 className="flex h-10 shrink-0 items-center justify-between border-b border-line px-3 font-semibold">
          {words.title}
          <span className="text-table font-normal text-quiet">
            {words.continuity(continuity.intact, continuity.hops)}
          </span>
        </h1>
        <div className="min-h-0 flex-1 overflow-y-auto">
          {findings.length > 0 && (
            <FindingList findings={findings} selected={opened} onSelect={({ fingerprint }) => onSelect(fingerprint)} />
          )}
          <NotBroken verdicts={verdicts} />
        </div>
      </div>
      <div className="min-h-0 min-w-0 flex-1 overflow-y-auto">
        {opened ? (
          <FindingDetail
            key={opened.fingerprint}
            finding={opened}
            colors={colors}
            onOpenSpan={onOpenSpan}
            onShowEdge={onShowEdge}
          />
        ) : (
          <div className="flex h-full flex-col items-center justify-center gap-1 p-6 text-center">
            <CircleCheck size={24} className="text-bridge" aria-hidden />
            <p className="text-[15px] font-semibold">{words.none}</p>
            <p className="text-quiet">{words.noneOf(continuity.hops)}</p>
          </div>
        )}
      </div>
    </div>
  );
}
