/** Links of the span and links to it: where they lead, also in other traces, and when they lead nowhere in this data. */
import { useQuery } from "@tanstack/react-query";
import { ArrowUpRight, Unlink } from "lucide-react";
import type { TraceView } from "../../analysis/trace-view.ts";
import type { LinkTarget } from "../../engine/engine-api.ts";
import type { SpanDetail } from "../../model/span-detail.ts";
import { useEngine, useGeneration } from "../kit/engine-context.ts";
import { useMessages } from "../messages/use-messages.ts";
import { AttributeList } from "./AttributeList.tsx";

export interface LinksSectionProps {
  readonly span: number;
  readonly detail: SpanDetail;
  readonly view: TraceView;
  readonly onOpenTarget: (target: LinkTarget) => void;
}

/** Links from elsewhere, read when the panel opens, since the tab shows their number. */
export function useLinkedFrom(span: number): readonly LinkTarget[] | undefined {
  const engine = useEngine();
  const generation = useGeneration();
  return useQuery({
    queryKey: ["engine", generation, "linkedFrom", span],
    queryFn: () => engine.linkedFrom(span),
  }).data;
}

export function LinksSection({ span, detail, view, onOpenTarget }: LinksSectionProps) {
  const { spanPanel } = useMessages();
  const engine = useEngine();
  const generation = useGeneration();
  const linkedFrom = useLinkedFrom(span);
  const { data: targets } = useQuery({
    queryKey: ["engine", generation, "linkTargets", span],
    queryFn: () => engine.linkTargets(span),
  });
  const { links } = detail;
  if (links.length === 0 && detail.droppedLinksCount === 0 && linkedFrom?.length === 0) {
    return <p className="px-3 py-2 text-table text-quiet">{spanPanel.noLinks}</p>;
  }
  return (
    <>
      {links.length > 0 && <h3 className="px-3 pt-2 text-label text-quiet">{spanPanel.linksTo}</h3>}
      <ul>
        {links.map(({ traceId, spanId, attributes, droppedAttributesCount }, number) => {
          const target = targets?.find((known) => known.traceId === traceId && known.spanId === spanId);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two links may have one target, and they do not move
            <li key={number} className="border-b border-line py-1">
              <Target
                target={target ?? { traceId, spanId, trace: -1, span: -1 }}
                known={targets !== undefined}
                view={view}
                onOpen={onOpenTarget}
              />
              <AttributeList attributes={attributes} droppedCount={droppedAttributesCount} />
            </li>
          );
        })}
      </ul>
      {detail.droppedLinksCount > 0 && (
        <p className="px-3 py-1 text-table text-lost">{spanPanel.droppedLinks(detail.droppedLinksCount)}</p>
      )}
      {linkedFrom !== undefined && linkedFrom.length > 0 && (
        <>
          <h3 className="px-3 pt-2 text-label text-quiet">{spanPanel.linkedFrom}</h3>
          <ul>
            {linkedFrom.map((target) => (
              <li key={`${target.traceId} ${target.spanId}`} className="border-b border-line py-1">
                <Target target={target} known view={view} onOpen={onOpenTarget} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface TargetProps {
  readonly target: LinkTarget;
  /** Whether the engine has said yet where it leads. */
  readonly known: boolean;
  readonly view: TraceView;
  readonly onOpen: (target: LinkTarget) => void;
}

function Target({ target, known, view, onOpen }: TargetProps) {
  const { spanPanel } = useMessages();
  const { traceId, spanId, trace, span } = target;
  return (
    <div className="flex items-start gap-2 px-3 py-0.5 text-table">
      <span className="min-w-0">
        <bdi className="font-mono">{spanId}</bdi>
        <span className="block text-label text-quiet [overflow-wrap:anywhere]">
          {traceId === view.traceId ? (
            spanPanel.sameTrace
          ) : (
            <>
              {spanPanel.otherTrace} <bdi className="font-mono">{traceId}</bdi>
            </>
          )}
        </span>
        {known && trace !== -1 && span === -1 && (
          <span className="block text-label text-lost">{spanPanel.spanNotInData}</span>
        )}
      </span>
      {known && trace === -1 && (
        <span className="ml-auto flex shrink-0 items-center gap-1 text-label text-lost">
          <Unlink size={13} aria-hidden />
          {spanPanel.notInData}
        </span>
      )}
      {trace !== -1 && (
        <button
          type="button"
          onClick={() => onOpen(target)}
          className="ml-auto flex shrink-0 items-center gap-1 rounded px-1 text-accent hover:bg-sunken"
        >
          {span === -1 ? spanPanel.goToTrace : spanPanel.goToSpan}
          <ArrowUpRight size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}
