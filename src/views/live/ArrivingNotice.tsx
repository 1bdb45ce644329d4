/** Under a trace's header while more of it may come: instead of what would be said about its breaks. */
import { Hourglass } from "lucide-react";
import { useMessages } from "../messages/use-messages.ts";

export function ArrivingNotice() {
  const { live } = useMessages();
  return (
    <p
      role="status"
      className="flex min-h-8 shrink-0 items-center gap-3 border-y border-line bg-raised px-3 text-table"
    >
      <Hourglass size={16} aria-hidden className="shrink-0 text-quiet" />
      {live.traceArriving}
    </p>
  );
}
