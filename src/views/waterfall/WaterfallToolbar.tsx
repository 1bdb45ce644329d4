/** Search, errors, folding and zoom, each with its key. */
import {
  ChevronDown,
  ChevronsDownUp,
  ChevronsUpDown,
  ChevronUp,
  CircleAlert,
  Filter,
  ListMinus,
  ListPlus,
  Maximize2,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import type { RefObject } from "react";
import { IconButton } from "../kit/IconButton.tsx";
import { SearchBox } from "../kit/SearchBox.tsx";
import { useMessages } from "../messages/use-messages.ts";
import type { WaterfallCommand } from "./commands.ts";

export interface WaterfallToolbarProps {
  readonly run: (command: WaterfallCommand) => void;
  readonly searchText: string;
  readonly onSearchTextChange: (text: string) => void;
  /** undefined while nothing is looked for or the answer is under way. */
  readonly matchCount: number | undefined;
  /** Number of the match at the cursor, from 1; 0 = the cursor is on none. */
  readonly matchOrdinal: number;
  readonly matchesOnly: boolean;
  readonly onMatchesOnlyChange: (matchesOnly: boolean) => void;
  readonly errorCount: number;
  readonly canZoomOut: boolean;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

export function WaterfallToolbar(props: WaterfallToolbarProps) {
  const { run, searchText, matchCount, matchOrdinal, matchesOnly, errorCount, canZoomOut, searchRef } = props;
  const { trace } = useMessages();
  const noMatches = matchCount === undefined || matchCount === 0;
  return (
    <div className="flex h-8 shrink-0 items-center gap-0.5 overflow-x-auto border-t border-line px-2 [scrollbar-width:none]">
      <SearchBox
        inputRef={searchRef}
        className="mr-1 w-72 min-w-36 shrink"
        label={trace.search}
        value={searchText}
        onChange={props.onSearchTextChange}
        onNext={() => run("next-match")}
        onPrevious={() => run("previous-match")}
        onLeave={() => run("focus-rows")}
      >
        <span role="status" className="shrink-0 text-label text-quiet">
          {searchText !== "" && matchCount !== undefined
            ? matchCount === 0
              ? trace.noMatch
              : trace.matchOf(matchOrdinal, matchCount)
            : ""}
        </span>
      </SearchBox>
      <Command
        icon={ChevronUp}
        label={trace.previousMatch}
        keyHint="N"
        command="previous-match"
        run={run}
        disabled={noMatches}
      />
      <Command
        icon={ChevronDown}
        label={trace.nextMatch}
        keyHint="n"
        command="next-match"
        run={run}
        disabled={noMatches}
      />
      <IconButton
        icon={Filter}
        label={trace.matchesOnly}
        text={trace.matchesOnlyShort}
        pressed={matchesOnly}
        disabled={noMatches && !matchesOnly}
        onClick={() => props.onMatchesOnlyChange(!matchesOnly)}
      />
      <Divider />
      <Command
        icon={CircleAlert}
        label={trace.nextError}
        text={trace.nextError}
        keyHint="e"
        command="next-error"
        run={run}
        disabled={errorCount === 0}
      />
      <Divider />
      <Command icon={ListMinus} label={trace.foldLevel} keyHint="[" command="fold-level" run={run} />
      <Command icon={ListPlus} label={trace.unfoldLevel} keyHint="]" command="unfold-level" run={run} />
      <Command icon={ChevronsDownUp} label={trace.foldAll} keyHint="{" command="fold-all" run={run} />
      <Command icon={ChevronsUpDown} label={trace.unfoldAll} keyHint="}" command="unfold-all" run={run} />
      <Divider />
      <Command icon={ZoomOut} label={trace.zoomOut} keyHint="-" command="zoom-out" run={run} disabled={!canZoomOut} />
      <Command icon={ZoomIn} label={trace.zoomIn} keyHint="+" command="zoom-in" run={run} />
      <Command icon={Maximize2} label={trace.zoomFit} keyHint="0" command="zoom-fit" run={run} disabled={!canZoomOut} />
    </div>
  );
}

type CommandProps = Omit<Parameters<typeof IconButton>[0], "onClick"> & {
  readonly command: WaterfallCommand;
  readonly run: (command: WaterfallCommand) => void;
};

function Command({ command, run, ...button }: CommandProps) {
  return <IconButton {...button} onClick={() => run(command)} />;
}

function Divider() {
  return <span aria-hidden className="mx-1.5 h-4 w-px shrink-0 bg-line" />;
}
