/** The top of the panel: what the span is, how it went, when, and whose child it is. */
import { CircleAlert, CircleCheck, Unlink, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import { SpanFlag } from "../../model/enums.ts";
import type { SpanDetail } from "../../model/span-detail.ts";
import { boundText, MOST_LINE_CHARACTERS } from "../kit/bounded-text.ts";
import { CopyButton } from "../kit/CopyButton.tsx";
import { formatDateTime, formatDuration } from "../kit/format-time.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { SpanFacts } from "./span-facts.ts";

const MESSAGE_CHARACTERS = 1_000;

export interface SpanSummaryProps {
  readonly facts: SpanFacts;
  readonly view: TraceView;
  /** undefined while it is read. */
  readonly detail: SpanDetail | undefined;
  readonly onSelectSpan: (span: number) => void;
}

export function SpanSummary({ facts, view, detail, onSelectSpan }: SpanSummaryProps) {
  const { spanPanel, trace } = useMessages();
  const { startNano, durationNano, selfNano } = facts;
  const repairs = spanPanel.repairs.filter(([bit]) => (facts.repairs & bit) !== 0);
  return (
    <div className="flex shrink-0 flex-col gap-2 px-3 pb-3">
      <h2 className="font-semibold [overflow-wrap:anywhere]">
        <bdi className="line-clamp-3">{boundText(facts.name || trace.unnamed, MOST_LINE_CHARACTERS)}</bdi>
      </h2>
      <Status facts={facts} message={detail?.statusMessage ?? ""} />
      <dl className="grid grid-cols-3 gap-x-3 text-table">
        <Fact label={spanPanel.start} title={spanPanel.afterStart(formatDuration(startNano))}>
          {Number.isNaN(startNano) ? spanPanel.unknown : `+${formatDuration(startNano)}`}
        </Fact>
        <Fact label={spanPanel.duration}>
          {Number.isNaN(durationNano) ? spanPanel.unknown : formatDuration(durationNano)}
        </Fact>
        <Fact label={spanPanel.selfTime} title={spanPanel.selfTimeNote}>
          {Number.isNaN(selfNano) ? spanPanel.unknown : formatDuration(selfNano)}
        </Fact>
      </dl>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 text-table">
        {!Number.isNaN(startNano) && (
          <Line label={spanPanel.startedAt}>{formatDateTime(view.epochUnixNano, view.startNano + startNano)}</Line>
        )}
        <Line label={spanPanel.spanId}>
          <bdi className="font-mono text-label">{facts.spanId}</bdi>
          <CopyButton text={facts.spanId} what={spanPanel.spanId.toLowerCase()} />
        </Line>
        <Line label={spanPanel.traceId}>
          <bdi className="truncate font-mono text-label" title={view.traceId}>
            {view.traceId}
          </bdi>
          <CopyButton text={view.traceId} what={trace.traceId} />
        </Line>
        <Line label={spanPanel.parent}>
          <Parent facts={facts} detail={detail} onSelectSpan={onSelectSpan} />
        </Line>
        {detail !== undefined && detail.flags !== 0 && (
          <Line label={spanPanel.flags}>
            <FlagWords flags={detail.flags} />
          </Line>
        )}
        {detail !== undefined && detail.traceState !== "" && (
          <Line label={spanPanel.traceState}>
            <bdi className="min-w-0 font-mono text-label [overflow-wrap:anywhere]">
              {boundText(detail.traceState, MOST_LINE_CHARACTERS)}
            </bdi>
          </Line>
        )}
      </dl>
      {repairs.map(([bit, words]) => (
        <p key={bit} className="flex items-start gap-1.5 rounded bg-lost-soft px-2 py-1 text-table text-lost">
          <Wrench size={13} className="mt-0.5 shrink-0" aria-hidden />
          {words}
        </p>
      ))}
    </div>
  );
}

function Status({ facts, message }: { facts: SpanFacts; message: string }) {
  if (facts.statusCode === "ERROR") {
    return (
      <p className="flex items-start gap-1.5 rounded bg-error-soft px-2 py-1 text-table text-error">
        <CircleAlert size={14} className="mt-px shrink-0" aria-hidden />
        <bdi className="min-w-0 [overflow-wrap:anywhere]">
          {message === "" ? facts.statusCode : boundText(message, MESSAGE_CHARACTERS)}
        </bdi>
      </p>
    );
  }
  if (facts.statusCode !== "OK") return null;
  return (
    <p className="flex items-center gap-1.5 text-table text-quiet">
      <CircleCheck size={14} aria-hidden />
      {facts.statusCode}
    </p>
  );
}

function Parent({
  facts: { parent },
  detail,
  onSelectSpan,
}: Pick<SpanSummaryProps, "facts" | "detail" | "onSelectSpan">) {
  const { repair, spanPanel, trace } = useMessages();
  switch (parent.kind) {
    case "span":
      return (
        <span className="flex min-w-0 flex-wrap gap-x-2">
          <button
            type="button"
            onClick={() => onSelectSpan(parent.span)}
            className="min-w-0 truncate rounded text-left text-accent hover:underline"
          >
            <bdi>{boundText(parent.service, MOST_LINE_CHARACTERS)}</bdi>{" "}
            <bdi>{boundText(parent.name || trace.unnamed, MOST_LINE_CHARACTERS)}</bdi>
          </button>
          {parent.bridge && <span className="text-bridge">{repair.notRecorded(repair.confidence[parent.bridge])}</span>}
        </span>
      );
    case "missing":
      return (
        <span className="flex items-start gap-1.5 text-lost">
          <Unlink size={13} className="mt-0.5 shrink-0" aria-hidden />
          {spanPanel.parentNotInData(parent.spanId)}
        </span>
      );
    case "cut":
      return <span className="text-lost">{spanPanel.parentCut(detail?.parentSpanId ?? "")}</span>;
    case "root":
      return <span className="text-quiet">{spanPanel.noParent}</span>;
  }
}

/** Bits that are not set say nothing: many exporters leave them out. */
function FlagWords({ flags }: { flags: number }) {
  const { kit, spanPanel } = useMessages();
  const words = [
    (flags & SpanFlag.sampled) === 0 ? "" : spanPanel.sampled,
    (flags & SpanFlag.hasIsRemote) === 0
      ? ""
      : (flags & SpanFlag.isRemote) === 0
        ? spanPanel.parentLocal
        : spanPanel.parentRemote,
  ];
  return (
    <span>
      <span className="mr-2 font-mono text-label">{`0x${flags.toString(16)}`}</span>
      {kit.list(words.filter((word) => word !== ""))}
    </span>
  );
}

function Fact({ label, title, children }: { label: string; title?: string; children: string }) {
  return (
    <div title={title}>
      <dt className="text-label text-quiet">{label}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="py-0.5 text-quiet">{label}</dt>
      <dd className="flex min-h-6 min-w-0 items-center gap-1">{children}</dd>
    </>
  );
}
