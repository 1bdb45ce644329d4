/** A modal dialog on the browser's own: it traps focus, closes on Esc and gives focus back. */
import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { Button } from "./Button.tsx";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly widthCssPx?: number | undefined;
}

/** Open as long as it is rendered. */
export function Dialog({ title, onClose, children, widthCssPx = 640 }: DialogProps) {
  const { frame } = useMessages();
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
  }, []);
  return (
    // A click on the backdrop is a click on the dialog itself; Esc does the same by keyboard.
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes
    <dialog
      ref={element}
      aria-labelledby={titleId}
      className="m-auto max-h-[min(80vh,720px)] max-w-[calc(100vw-32px)] flex-col overflow-hidden rounded-(--radius) border border-line bg-surface p-0 text-ink shadow-xl backdrop:bg-black/40 open:flex"
      style={{ width: widthCssPx }}
      onClose={onClose}
      onClick={(event) => event.target === element.current && onClose()}
    >
      <header className="flex h-11 shrink-0 items-center justify-between border-b border-line pr-2 pl-4">
        <h2 id={titleId} className="font-semibold">
          {title}
        </h2>
        <Button icon={<X size={16} aria-hidden />} aria-label={frame.close} onClick={onClose} />
      </header>
      <div className="min-h-0 overflow-auto p-4">{children}</div>
    </dialog>
  );
}
