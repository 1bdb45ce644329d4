/** A calm full-view message: what is so, and what to do about it. Empty states and errors. */
import type { ReactNode } from "react";

interface NoticeProps {
  readonly title: string;
  readonly icon?: ReactNode;
  /** "alert" where something went wrong just now. */
  readonly role?: "alert" | "status" | undefined;
  /** Buttons. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

export function Notice({ title, icon, role, actions, children }: NoticeProps) {
  return (
    <section role={role} className="mx-auto flex max-w-[560px] flex-col items-start gap-3 px-6 py-16">
      {icon}
      <h1 className="text-[16px] leading-6 font-semibold">{title}</h1>
      {children !== undefined && (
        <div className="flex flex-col gap-2 text-quiet [overflow-wrap:anywhere]">{children}</div>
      )}
      {actions !== undefined && <div className="flex flex-wrap gap-2 pt-1">{actions}</div>}
    </section>
  );
}
