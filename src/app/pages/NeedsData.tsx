/** Shows its content once data is open, else says kindly what is missing and how to get it. */
import { useSearch } from "@tanstack/react-router";
import { FolderOpen } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../views/kit/Button.tsx";
import { Notice } from "../../views/kit/Notice.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { AtGeneration } from "../AtGeneration.tsx";
import { useDataSetState, useLiveState } from "../app-context.ts";
import type { OpenData } from "../data-set/data-set-state.ts";
import { useAppActions } from "../frame/app-actions.ts";
import { WaitingForSpans } from "./waiting-for-spans.tsx";

export function NeedsData({ children }: { readonly children: (data: OpenData) => ReactNode }) {
  const { open: words, start } = useMessages();
  const { open, loading, problems } = useDataSetState();
  const { openFile } = useAppActions();
  const { src, live } = useSearch({ strict: false });
  const watched = useLiveState().status;
  if (open) return <AtGeneration of={open}>{children(open)}</AtGeneration>;
  if (live !== undefined && watched !== "off") return <WaitingForSpans />;
  // A link's data is on its way, or the strip says why it is not.
  if (loading || (src !== undefined && problems.length === 0)) return null;
  return (
    <Notice
      title={src === undefined ? words.dropAgain : words.noData}
      actions={
        <Button look="primary" icon={<FolderOpen size={16} aria-hidden />} onClick={openFile} shortcut="O">
          {start.openFile}
        </Button>
      }
    >
      <p>{src === undefined ? words.dropAgainNote : words.noDataNote}</p>
    </Notice>
  );
}
