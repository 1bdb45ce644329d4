/**
 * The selected span, at the right of every view of a trace. What the rows know stands there at once; attributes, events and the rest
 * are read from the file's bytes when the panel opens and fill in below.
 */
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import type { LinkTarget, LogListView } from "../../engine/engine-api.ts";
import { boundText, MOST_LINE_CHARACTERS } from "../kit/bounded-text.ts";
import { useEngine, useGeneration } from "../kit/engine-context.ts";
import { IconButton } from "../kit/IconButton.tsx";
import { Resizer } from "../kit/Resizer.tsx";
import type { ServiceColors } from "../kit/service-colors.ts";
import { Tabs } from "../kit/Tabs.tsx";
import { useMessages } from "../messages/use-messages.ts";
import { AttributesSection } from "./AttributesSection.tsx";
import { EventsSection } from "./EventsSection.tsx";
import { LinksSection, useLinkedFrom } from "./LinksSection.tsx";
import { LogsSection, logsOfSpan } from "./LogsSection.tsx";
import type { Pins } from "./pins.ts";
import { RawSection } from "./RawSection.tsx";
import { ResourceSection } from "./ResourceSection.tsx";
import { SpanSummary } from "./SpanSummary.tsx";
import { spanFacts } from "./span-facts.ts";

const HopSection = lazy(async () => ({ default: (await import("./HopSection.tsx")).HopSection }));

const FIRST_WIDTH_PX = 380;
const LEAST_WIDTH_PX = 280;
const MOST_WIDTH_PX = 900;

export interface SpanPanelProps {
  /** SpanIndex. */
  readonly span: number;
  readonly view: TraceView;
  readonly colors: ServiceColors;
  readonly logs?: LogListView | undefined;
  /** A span of the same trace. */
  readonly onSelectSpan: (span: number) => void;
  /** A span that may be in another trace. */
  readonly onOpenTarget: (target: LinkTarget) => void;
  readonly onClose: () => void;
  /** Kept by the app, where it remembers such things. */
  readonly widthCssPx?: number | undefined;
  readonly onResize?: ((widthCssPx: number) => void) | undefined;
  /** Given: attributes can be pinned. */
  readonly pins?: Pins | undefined;
}

export function SpanPanel(props: SpanPanelProps) {
  const { span, view, colors, logs, onClose } = props;
  const { spanPanel } = useMessages();
  const [ownWidth, setOwnWidth] = useState(FIRST_WIDTH_PX);
  const [section, setSection] = useState("attributes");
  const width = props.widthCssPx ?? ownWidth;
  const facts = useMemo(() => spanFacts(view, span), [view, span]);
  return (
    <aside aria-label={spanPanel.panel} className="flex h-full shrink-0 bg-surface" style={{ width }}>
      <Resizer
        label={spanPanel.resize}
        widthCssPx={width}
        minCssPx={LEAST_WIDTH_PX}
        maxCssPx={MOST_WIDTH_PX}
        of="after"
        onResize={props.onResize ?? setOwnWidth}
      />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex h-10 shrink-0 items-center gap-2 pr-2 pl-3 text-table">
          {facts !== undefined && (
            <>
              <span className="size-2.5 shrink-0 rounded-full" style={{ backgroundColor: colors.bar(facts.service) }} />
              <bdi className="truncate text-quiet">{boundText(facts.service, MOST_LINE_CHARACTERS)}</bdi>
              <span className="shrink-0 text-label text-faint">
                {[facts.kind, facts.protocol].filter((part) => part !== "").join(" · ")}
              </span>
            </>
          )}
          <span className="ml-auto">
            <IconButton icon={X} label={spanPanel.close} keyHint="Esc" onClick={onClose} />
          </span>
        </div>
        {facts === undefined ? (
          <p className="px-3 text-quiet">{spanPanel.notHere}</p>
        ) : (
          // Another span is another panel: no filter or fold of the last one stays. The open section does.
          <SpanBody key={span} {...props} facts={facts} section={section} onSection={setSection} logs={logs} />
        )}
      </div>
    </aside>
  );
}

type SpanBodyProps = SpanPanelProps & {
  readonly facts: NonNullable<ReturnType<typeof spanFacts>>;
  readonly section: string;
  readonly onSection: (section: string) => void;
};

function SpanBody({ span, view, logs, facts, section, onSection, onSelectSpan, onOpenTarget, pins }: SpanBodyProps) {
  const { spanPanel } = useMessages();
  const engine = useEngine();
  const generation = useGeneration();
  const {
    data: detail,
    error,
    refetch,
  } = useQuery({
    queryKey: ["engine", generation, "spanDetail", span],
    queryFn: () => engine.spanDetail(span),
  });
  const linkedFrom = useLinkedFrom(span);
  const found = useMemo(() => logsOfSpan(logs, span), [logs, span]);
  const links = (detail?.links.length ?? view.rows.linkCount[facts.row]!) + (linkedFrom?.length ?? 0);
  const events = view.rows.eventFirst[facts.row + 1]! - view.rows.eventFirst[facts.row]!;
  const waiting =
    error === null ? (
      <p className="px-3 py-2 text-table text-quiet">{spanPanel.loading}</p>
    ) : (
      <div role="alert" className="flex flex-col items-start gap-1 px-3 py-2 text-table">
        <p className="text-error">{spanPanel.failed}</p>
        <p className="text-quiet [overflow-wrap:anywhere]">{error.message}</p>
        <button type="button" onClick={() => void refetch()} className="rounded text-accent hover:underline">
          {spanPanel.tryAgain}
        </button>
      </div>
    );
  return (
    <>
      <SpanSummary facts={facts} view={view} detail={detail} onSelectSpan={onSelectSpan} />
      <Tabs
        label={spanPanel.sections}
        selected={section}
        onSelect={onSection}
        tabs={[
          {
            id: "attributes",
            title: spanPanel.attributes,
            count: detail?.attributes.length,
            content: detail ? <AttributesSection detail={detail} pins={pins} /> : waiting,
          },
          {
            id: "events",
            title: spanPanel.events,
            count: events,
            content: detail ? <EventsSection detail={detail} view={view} /> : waiting,
          },
          {
            id: "logs",
            title: spanPanel.logs,
            count: found.length,
            content: <LogsSection logs={logs} found={found} view={view} />,
          },
          {
            id: "links",
            title: spanPanel.links,
            count: links,
            content: detail ? (
              <LinksSection span={span} detail={detail} view={view} onOpenTarget={onOpenTarget} />
            ) : (
              waiting
            ),
          },
          {
            id: "resource",
            title: spanPanel.resource,
            content: detail ? <ResourceSection detail={detail} pins={pins} /> : waiting,
          },
          {
            id: "hop",
            title: spanPanel.hop.title,
            content: detail ? (
              <Suspense fallback={waiting}>
                <HopSection view={view} facts={facts} detail={detail} />
              </Suspense>
            ) : (
              waiting
            ),
          },
          { id: "raw", title: spanPanel.raw, content: <RawSection span={span} /> },
        ]}
      />
    </>
  );
}
