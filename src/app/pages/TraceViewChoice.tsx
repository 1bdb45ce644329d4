/** The ways to look at one trace, as links: the selected span and the data come along. */
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useMessages } from "../../views/messages/use-messages.ts";
import { TRACE_VIEWS } from "../url/view-search.ts";

export function TraceViewChoice() {
  const { frame } = useMessages();
  const { traceId } = useParams({ from: "/trace/$traceId" });
  const search = useSearch({ from: "/trace/$traceId" });
  const shown = search.view ?? "waterfall";
  return (
    <nav aria-label={frame.traceViews} className="flex rounded-(--radius) border border-line">
      {TRACE_VIEWS.map((view) => (
        <Link
          key={view}
          to="/trace/$traceId"
          params={{ traceId }}
          search={{ ...search, view: view === "waterfall" ? undefined : view }}
          aria-current={view === shown ? "page" : undefined}
          className="flex h-6 items-center px-2.5 text-table text-quiet first:rounded-l-(--radius) last:rounded-r-(--radius) hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent"
        >
          {frame.traceViewNames[view]}
        </Link>
      ))}
    </nav>
  );
}
