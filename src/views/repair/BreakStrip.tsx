/** One sentence about a break and what to do about it: a strip under a header. Nothing is said: no strip. */
import { Unlink } from "lucide-react";
import type { ReactNode } from "react";

interface BreakStripProps {
  /** Repaired: teal, not amber. */
  readonly isRepaired?: boolean | undefined;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

export function BreakStrip({ isRepaired, actions, children }: BreakStripProps) {
  return (
    <div
      className={`flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-y border-line px-3 py-0.5 text-table ${
        isRepaired ? "bg-bridge-soft" : "bg-lost-soft"
      }`}
    >
      <Unlink size={16} className={`shrink-0 ${isRepaired ? "text-bridge" : "text-lost"}`} aria-hidden />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 wrap-anywhere">{children}</div>
      <div className="flex shrink-0 items-center gap-1">{actions}</div>
    </div>
  );
}
