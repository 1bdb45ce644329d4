/** Which data, what query; open, share, language, theme, help. */
import { CircleQuestionMark, FolderOpen } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "../../views/kit/Button.tsx";
import { formatSpanOfTime } from "../../views/kit/format-span-of-time.ts";
import { useMessages } from "../../views/messages/use-messages.ts";
import type { OpenData } from "../data-set/data-set-state.ts";
import { FilesMenu } from "./FilesMenu.tsx";
import { LanguageMenu } from "./LanguageMenu.tsx";
import { QueryField } from "./QueryField.tsx";
import { ShareButton } from "./ShareButton.tsx";
import { ThemeMenu } from "./ThemeMenu.tsx";

interface TopBarProps {
  readonly data: OpenData | undefined;
  readonly queryInput: RefObject<HTMLInputElement | null>;
  readonly onOpen: () => void;
  readonly onAddFiles: () => void;
  readonly onRemarks: () => void;
  readonly onHelp: () => void;
}

export function TopBar({ data, queryInput, onOpen, onAddFiles, onRemarks, onHelp }: TopBarProps) {
  const { frame } = useMessages();
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-raised pr-2 pl-2">
      {data ? (
        <>
          <FilesMenu summary={data.summary} onAddFiles={data.growth ? undefined : onAddFiles} onRemarks={onRemarks} />
          <span className="shrink-0 text-table whitespace-nowrap text-quiet max-lg:hidden">
            {frame.spans(data.summary.spans)} · {frame.traceCount(data.summary.traces)}
            {!Number.isNaN(data.summary.startNano) && (
              <>
                {" · "}
                {formatSpanOfTime(data.summary.epochUnixNano, data.summary.startNano, data.summary.endNano)}
              </>
            )}
          </span>
          <QueryField inputRef={queryInput} />
        </>
      ) : (
        <span className="flex-1 px-1 font-semibold">{frame.productName}</span>
      )}
      <Button icon={<FolderOpen size={16} aria-hidden />} onClick={onOpen} title={`${frame.openFiles} (O)`}>
        <span className="max-lg:sr-only">{frame.open}</span>
      </Button>
      {data && <ShareButton />}
      <LanguageMenu />
      <ThemeMenu />
      <Button
        icon={<CircleQuestionMark size={16} aria-hidden />}
        aria-label={frame.help}
        title={`${frame.help} (?)`}
        onClick={onHelp}
      />
    </header>
  );
}
