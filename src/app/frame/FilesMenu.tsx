/** Which data: the files with their sizes and formats, the whole in numbers, the remarks. */
import { ChevronDown, FilePlus2, Info } from "lucide-react";
import type { DataSetSummary } from "../../engine/engine-api.ts";
import { Button } from "../../views/kit/Button.tsx";
import { formatBytes, formatDateTime } from "../../views/kit/format-time.ts";
import { Popover } from "../../views/kit/Popover.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { nameOfData } from "./name-of-data.ts";

interface FilesMenuProps {
  readonly summary: DataSetSummary;
  /** undefined: nothing can be added to it. */
  readonly onAddFiles: (() => void) | undefined;
  readonly onRemarks: () => void;
}

/** More files than this are counted, not listed. */
const MOST_LISTED = 200;

export function FilesMenu({ summary, onAddFiles, onRemarks }: FilesMenuProps) {
  const messages = useMessages();
  const { frame } = messages;
  const name = nameOfData(summary, messages);
  const { epochUnixNano, startNano, endNano, files, warnings } = summary;
  return (
    <Popover
      label={frame.fileDetails}
      widthCssPx={400}
      className="max-w-72 min-w-0 font-semibold text-ink"
      button={
        <>
          <span className="truncate">
            <bdi>{name}</bdi>
          </span>
          <ChevronDown size={14} className="shrink-0" aria-hidden />
        </>
      }
    >
      {(close) => (
        <div className="flex flex-col text-table">
          <ul className="max-h-60 overflow-auto border-b border-line py-1">
            {files.slice(0, MOST_LISTED).map((file, index) => (
              // Two files may have one name.
              // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change while it is shown
              <li key={index} className="grid grid-cols-[1fr_auto] gap-x-3 px-3 py-1">
                <span className="truncate text-ink" title={file.name}>
                  <bdi>{file.name}</bdi>
                </span>
                <span className="text-quiet">{formatBytes(file.size)}</span>
                <span className="text-quiet">
                  {messages.kit.list([frame.formatName(file.format), ...(file.compression === "gzip" ? ["gzip"] : [])])}
                </span>
                <span className="text-quiet">
                  {file.spans === 0 && file.logs > 0 ? frame.logRecords(file.logs) : frame.spans(file.spans)}
                </span>
              </li>
            ))}
          </ul>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-b border-line px-3 py-2">
            <dt className="text-quiet">{frame.from}</dt>
            <dd>{formatDateTime(epochUnixNano, startNano)}</dd>
            <dt className="text-quiet">{frame.to}</dt>
            <dd>{formatDateTime(epochUnixNano, endNano)}</dd>
            <dt className="text-quiet">{frame.inAll}</dt>
            <dd>
              {messages.kit.list([
                frame.spans(summary.spans),
                frame.traceCount(summary.traces),
                frame.serviceCount(summary.services.length),
                frame.errors(summary.errors),
                ...(summary.logs > 0 ? [frame.logRecords(summary.logs)] : []),
              ])}
            </dd>
          </dl>
          <div className="flex flex-col items-start p-1">
            {warnings.length > 0 && (
              <Button
                icon={<Info size={16} aria-hidden />}
                onClick={() => {
                  close();
                  onRemarks();
                }}
              >
                {frame.warnings(warnings.length)}
              </Button>
            )}
            {onAddFiles && (
              <Button
                icon={<FilePlus2 size={16} aria-hidden />}
                onClick={() => {
                  close();
                  onAddFiles();
                }}
              >
                {frame.addFiles}
              </Button>
            )}
          </div>
        </div>
      )}
    </Popover>
  );
}
