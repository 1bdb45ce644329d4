/** A small square button with a picture; its label is read aloud, shown on hover and, where there is room, beside it. */
import type { LucideIcon } from "lucide-react";
import type { MouseEvent } from "react";

export interface IconButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly disabled?: boolean | undefined;
  /** Given: the button is a switch. */
  readonly pressed?: boolean | undefined;
  /** Key that does the same, for the hover text: "n". */
  readonly keyHint?: string | undefined;
  /** Text beside the picture. */
  readonly text?: string | undefined;
}

export function IconButton({ icon: Icon, label, onClick, disabled, pressed, keyHint, text }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keyHint}
      title={keyHint === undefined ? label : `${label} (${keyHint})`}
      disabled={disabled}
      onClick={onClick}
      className={`inline-flex h-6 min-w-6 shrink-0 items-center justify-center gap-1 rounded px-1 text-table
        disabled:opacity-40 ${pressed ? "bg-accent-soft text-accent" : "text-quiet enabled:hover:bg-sunken enabled:hover:text-ink"}`}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      {text !== undefined && <span>{text}</span>}
    </button>
  );
}
