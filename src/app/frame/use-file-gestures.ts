/** Drop and paste anywhere on the page. */
import { useEffect, useState } from "react";
import type { NamedBytes } from "../../sources/named-bytes.ts";
import { type Pasted, readPastedText } from "../../sources/read-clipboard.ts";
import { readTransfer } from "../../sources/read-drop.ts";
import { takesText } from "../keyboard/use-shortcuts.ts";

interface FileGestures {
  readonly onFiles: (files: readonly NamedBytes[], choice: { add: boolean }) => void;
  readonly onPasted: (pasted: Pasted) => void;
  readonly pastedName: string;
  readonly canAdd: boolean;
}

/** @returns the zone files are dragged over, undefined = no drag. */
export function useFileGestures({
  onFiles,
  onPasted,
  pastedName,
  canAdd,
}: FileGestures): "add" | "replace" | undefined {
  const [over, setOver] = useState<"add" | "replace" | undefined>();

  useEffect(() => {
    const zoneOf = (event: DragEvent) =>
      canAdd && event.target instanceof Element && event.target.closest("[data-drop=add]") ? "add" : "replace";
    const onDrag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      setOver(zoneOf(event));
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(undefined);
    };
    const onDrop = (event: DragEvent) => {
      setOver(undefined);
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      const add = zoneOf(event) === "add";
      void readTransfer(event.dataTransfer).then((files) => onFiles(files, { add }));
    };
    window.addEventListener("dragenter", onDrag);
    window.addEventListener("dragover", onDrag);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragenter", onDrag);
      window.removeEventListener("dragover", onDrag);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, [onFiles, canAdd]);

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const transfer = event.clipboardData;
      if (!transfer || takesText(event.target)) return;
      event.preventDefault();
      if (transfer.types.includes("Files")) {
        void readTransfer(transfer).then((files) => onPasted({ kind: "files", files }));
      } else onPasted(readPastedText(transfer.getData("text/plain"), pastedName));
    };
    window.addEventListener("paste", onPaste);
    return () => window.removeEventListener("paste", onPaste);
  }, [onPasted, pastedName]);

  return over;
}
