/** Shown while files are dragged over the page: where they will go. With data open, one half replaces it, one adds to it. */
import { FilePlus2, FileUp } from "lucide-react";
import { useMessages } from "../messages/use-messages.ts";

interface DropOverlayProps {
  /** Name of what is open, undefined = nothing. */
  readonly openName: string | undefined;
  readonly over: "add" | "replace";
}

export function DropOverlay({ openName, over }: DropOverlayProps) {
  const { start } = useMessages();
  const zone = (kind: "add" | "replace", text: string) => (
    <div
      data-drop={kind}
      className={`flex flex-1 flex-col items-center justify-center gap-3 rounded-lg border-2 border-dashed ${
        over === kind ? "border-accent bg-accent-soft text-accent" : "border-line bg-surface text-quiet"
      }`}
    >
      {kind === "add" ? <FilePlus2 size={32} aria-hidden /> : <FileUp size={32} aria-hidden />}
      <span className="text-[16px]">{text}</span>
    </div>
  );
  return (
    <div className="fixed inset-0 z-50 flex gap-4 bg-surface/80 p-6">
      {zone("replace", openName === undefined ? start.dropToOpen : start.dropToReplace)}
      {openName !== undefined && zone("add", start.dropToAdd)}
    </div>
  );
}
