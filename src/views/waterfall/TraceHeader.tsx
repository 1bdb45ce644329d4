/** The line above a trace: what it is, how long, how many, and what is wrong with its shape. Every view of a trace has it. */
import { CircleAlert, Unlink } from "lucide-react";
import type { ReactNode } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import { boundText, MOST_LINE_CHARACTERS, MOST_TITLE_CHARACTERS } from "../kit/bounded-text.ts";
import { CopyButton } from "../kit/CopyButton.tsx";
import { formatDateTime, formatDuration } from "../kit/format-time.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { shortTraceId } from "../kit/short-trace-id.ts";
import { useMessages } from "../messages/use-messages.ts";

export interface TraceHeaderProps {
  readonly view: TraceView;
  readonly colors: ServiceColors;
  /** At the right end: the choice of views. */
  readonly children?: ReactNode;
}

export function TraceHeader({ view, colors, children }: TraceHeaderProps) {
  const { trace } = useMessages();
  const { rows, topRow } = view;
  const service = view.services[rows.service[topRow] ?? -1] ?? "";
  const name = view.names[rows.name[topRow] ?? -1] || trace.unnamed;
  return (
    <header className="@container flex h-10 shrink-0 items-center gap-3 overflow-hidden px-3">
      <h1
        className="flex min-w-24 max-w-[45%] items-center gap-2 font-semibold"
        title={boundText(`${service}  ${name}`, MOST_TITLE_CHARACTERS)}
      >
        <span className="size-2.5 shrink-0 rounded-full" style={{ backgroundColor: colors.bar(service) }} />
        <bdi className="min-w-[4ch] shrink-[3] truncate font-normal text-quiet">
          {boundText(service, MOST_LINE_CHARACTERS)}
        </bdi>
        <bdi className="min-w-0 truncate">{boundText(name, MOST_LINE_CHARACTERS)}</bdi>
      </h1>
      {/* What does not fit wraps to a line that is not seen, so that nothing is cut in the middle; the name gives way last. */}
      <p className="flex h-5 min-w-14 shrink-[100000] flex-wrap items-center gap-x-1.5 overflow-hidden whitespace-nowrap text-table leading-5 text-quiet">
        <span>{formatDuration(view.durationNano)}</span>
        {view.errorCount > 0 && (
          <Fact>
            <span className="flex items-center gap-1 text-error">
              <CircleAlert size={13} aria-hidden />
              {trace.errors(view.errorCount)}
            </span>
          </Fact>
        )}
        {view.rootCount !== 1 && <Broken>{trace.roots(view.rootCount)}</Broken>}
        {view.orphanCount > 0 && <Broken>{trace.orphans(view.orphanCount)}</Broken>}
        <Fact>{trace.spans(view.spanCount)}</Fact>
        <Fact>{trace.services(view.services.length)}</Fact>
        <Fact>{formatDateTime(view.epochUnixNano, view.startNano)}</Fact>
      </p>
      <span className="flex shrink-0 items-center text-label text-faint @max-[640px]:hidden">
        <bdi className="font-mono" title={view.traceId}>
          {shortTraceId(view.traceId)}
        </bdi>
        <CopyButton text={view.traceId} what={trace.traceId} />
      </span>
      {children !== undefined && <div className="ml-auto flex shrink-0 items-center">{children}</div>}
    </header>
  );
}

function Fact({ children }: { children: ReactNode }) {
  return (
    <span className="flex h-5 items-center gap-1.5">
      <span>·</span>
      {children}
    </span>
  );
}

function Broken({ children }: { children: string }) {
  return (
    <Fact>
      <span className="flex items-center gap-1 text-lost">
        <Unlink size={13} aria-hidden />
        {children}
      </span>
    </Fact>
  );
}
