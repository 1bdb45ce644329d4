/** Log lines of both sides: those that can be found from this request, and those that cannot be found from any. */
import { Unlink } from "lucide-react";
import { useMessages } from "../messages/use-messages.ts";
import type { DemoLog, DemoRun, DemoSide } from "./demo-types.ts";

export function PairedLogs({ run, visit }: { readonly run: DemoRun; readonly visit: number }) {
  return (
    <div className="flex border-b border-line">
      <SideLogs side={run.intact} visit={visit} />
      <SideLogs side={run.broken} visit={visit} />
    </div>
  );
}

function SideLogs({ side, visit }: { readonly side: DemoSide; readonly visit: number }) {
  const { demo } = useMessages();
  const here = new Set(side.spans.filter(({ visits }) => visits.includes(visit)).map(({ key }) => key));
  const found = side.logs.filter(({ span }) => span !== undefined && here.has(span));
  const bare = side.logs.filter(({ span }) => span === undefined);
  return (
    <div className="flex w-1/2 min-w-0 flex-col gap-2 border-line px-3 py-2 text-table not-first:border-l">
      <LogLines title={demo.logs} logs={found} />
      {bare.length > 0 && <LogLines title={demo.logsWithout} logs={bare} lost />}
    </div>
  );
}

interface LogLinesProps {
  readonly title: string;
  readonly logs: readonly DemoLog[];
  readonly lost?: boolean;
}

function LogLines({ title, logs, lost = false }: LogLinesProps) {
  return (
    <div>
      <h3 className={`flex items-center gap-1.5 text-label ${lost ? "text-lost" : "text-quiet"}`}>
        {lost && <Unlink size={14} aria-hidden />}
        {title}
      </h3>
      <ul>
        {logs.map((log, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no ids, which is what this is about
          <li key={at} className="flex min-w-0 gap-2">
            <span className="w-20 shrink-0 truncate text-quiet">{log.service}</span>
            <span className={`min-w-0 truncate ${log.severity === "ERROR" ? "text-error" : ""}`}>{log.body}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
