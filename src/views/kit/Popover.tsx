/** A button with a panel under it, on the browser's own popover: light dismiss, Esc and focus come with it. */
import { type ReactNode, useId, useRef, useState } from "react";
import { Button } from "./Button.tsx";

interface PopoverProps {
  readonly label: string;
  /** What the button shows; the label is its name where this is only an icon. */
  readonly button: ReactNode;
  readonly align?: "start" | "end" | undefined;
  readonly widthCssPx: number;
  readonly className?: string | undefined;
  /** Rendered only while open. */
  readonly children: (close: () => void) => ReactNode;
}

const GAP_CSS_PX = 4;

export function Popover({ label, button, align = "start", widthCssPx, className, children }: PopoverProps) {
  const id = useId();
  const trigger = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | undefined>();
  const close = () => panel.current?.hidePopover();

  const onToggle = (open: boolean) => {
    const box = trigger.current?.getBoundingClientRect();
    if (!open || !box) {
      setPlace(undefined);
      return;
    }
    const left = align === "start" ? box.left : box.right - widthCssPx;
    const most = Math.max(GAP_CSS_PX, document.documentElement.clientWidth - widthCssPx - GAP_CSS_PX);
    setPlace({ left: Math.min(Math.max(GAP_CSS_PX, left), most), top: box.bottom + GAP_CSS_PX });
  };

  return (
    <span ref={trigger} className="inline-flex min-w-0">
      <Button
        aria-label={label}
        aria-expanded={place !== undefined}
        aria-haspopup="dialog"
        title={label}
        popoverTarget={id}
        className={className ?? ""}
      >
        {button}
      </Button>
      <div
        id={id}
        ref={panel}
        popover="auto"
        role="dialog"
        aria-label={label}
        className="inset-auto m-0 max-h-[70vh] max-w-[calc(100vw-8px)] overflow-auto rounded-(--radius) border border-line bg-surface p-0 text-ink shadow-lg"
        style={{ width: widthCssPx, ...place }}
        onToggle={(event) => onToggle(event.newState === "open")}
      >
        {place !== undefined && children(close)}
      </div>
    </span>
  );
}
