/** Log records that name the span, in time order; a record opens to its attributes. */
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import type { LogListView } from "../../engine/engine-api.ts";
import { boundText } from "../kit/bounded-text.ts";
import { useEngine, useGeneration } from "../kit/engine-context.ts";
import { formatClock, formatDateTime } from "../kit/format-time.ts";
import { useMessages } from "../messages/use-messages.ts";
import { AttributeList } from "./AttributeList.tsx";

const MOST_RECORDS = 300;
const BODY_CHARACTERS = 2_000;
/** OpenTelemetry's severity numbers. */
const WARN = 13;
const ERROR = 17;

/** Numbers, in the list, of the records that name the span. */
export function logsOfSpan(logs: LogListView | undefined, span: number): readonly number[] {
  const found: number[] = [];
  for (let at = 0; logs !== undefined && at < logs.length; at++) if (logs.span[at] === span) found.push(at);
  return found;
}

export interface LogsSectionProps {
  readonly logs: LogListView | undefined;
  readonly found: readonly number[];
  readonly view: TraceView;
}

export function LogsSection({ logs, found, view }: LogsSectionProps) {
  const { spanPanel } = useMessages();
  if (logs === undefined || found.length === 0) {
    return <p className="px-3 py-2 text-table text-quiet">{spanPanel.noLogs}</p>;
  }
  return (
    <>
      <ol>
        {found.slice(0, MOST_RECORDS).map((at) => (
          <LogRecord key={logs.log[at]} logs={logs} at={at} epochUnixNano={view.epochUnixNano} />
        ))}
      </ol>
      {found.length > MOST_RECORDS && (
        <p className="px-3 py-1 text-table text-quiet">{spanPanel.moreLogs(found.length - MOST_RECORDS)}</p>
      )}
    </>
  );
}

function LogRecord({ logs, at, epochUnixNano }: { logs: LogListView; at: number; epochUnixNano: bigint }) {
  const { spanPanel } = useMessages();
  const engine = useEngine();
  const generation = useGeneration();
  const [open, setOpen] = useState(false);
  const log = logs.log[at]!;
  const { data, error } = useQuery({
    queryKey: ["engine", generation, "log", log],
    queryFn: () => engine.logDetail(log),
    enabled: open,
  });
  const severity = logs.severityNumber[at]!;
  const color = severity >= ERROR ? "text-error" : severity >= WARN ? "text-lost" : "text-quiet";
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <li className="border-b border-line">
      <button
        type="button"
        aria-expanded={open}
        title={spanPanel.logDetails}
        onClick={() => setOpen(!open)}
        className="flex w-full items-start gap-1 px-1.5 py-1 text-left text-table hover:bg-sunken/60"
      >
        <Icon size={14} className="mt-px shrink-0 text-faint" aria-hidden />
        <span className="min-w-0">
          <span className="flex gap-2 text-label">
            <span className="text-quiet" title={formatDateTime(epochUnixNano, logs.time[at]!)}>
              {formatClock(epochUnixNano, logs.time[at]!)}
            </span>
            <bdi className={`font-semibold ${color}`}>{boundText(logs.severityText[at] ?? "", 40)}</bdi>
          </span>
          <bdi className="block font-mono text-label whitespace-pre-wrap [overflow-wrap:anywhere]">
            {boundText(logs.body[at] ?? "", BODY_CHARACTERS)}
          </bdi>
        </span>
      </button>
      {open && error !== null && <p className="px-3 pb-1 text-table text-error">{error.message}</p>}
      {open && data !== undefined && (
        <AttributeList attributes={data.attributes} droppedCount={0} whenNone={spanPanel.noAttributes} />
      )}
    </li>
  );
}
