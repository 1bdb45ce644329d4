/** A button: quiet by default, `primary` for the one thing to do. An icon alone must have a label. */
import type { ButtonHTMLAttributes, ReactNode } from "react";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: "plain" | "primary" | "outline" | "link" | undefined;
  readonly icon?: ReactNode;
  /** Shown at the end as a key cap. */
  readonly shortcut?: string | undefined;
}

const LOOKS = {
  plain: "text-quiet hover:bg-sunken hover:text-ink aria-pressed:bg-sunken aria-pressed:text-ink",
  outline: "border border-line bg-surface text-ink hover:bg-sunken",
  link: "text-accent hover:underline",
  primary: "bg-accent text-on-accent hover:opacity-90",
};

export function Button({ look = "plain", icon, shortcut, children, className = "", ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`inline-flex h-7 shrink-0 items-center gap-1.5 rounded-(--radius) px-2 whitespace-nowrap disabled:opacity-50 ${LOOKS[look]} ${className}`}
      {...rest}
    >
      {icon}
      {children}
      {shortcut !== undefined && <KeyCap>{shortcut}</KeyCap>}
    </button>
  );
}

/** A key as it stands on a keyboard. */
export function KeyCap({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="rounded-(--radius) border border-line bg-raised px-1 font-mono text-label text-quiet">
      {children}
    </kbd>
  );
}
