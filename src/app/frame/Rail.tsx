/** Where am I: the ways through what is open. Entries appear when there is something behind them. */

import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { FlaskConical, Network, Rows3, Search, TextSearch, TriangleAlert, Unlink } from "lucide-react";
import { useRef } from "react";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useDataSetState } from "../app-context.ts";
import { backendsOptions } from "../backends/backends-options.ts";
import { type BackendSearch, type TracesSearch, validateBackendSearch } from "../url/view-search.ts";
import { useQuietReport } from "../use-quiet-report.ts";

const ENTRY =
  "flex h-12 flex-col items-center justify-center gap-0.5 border-l-2 border-transparent text-label tracking-tighter text-quiet hover:bg-sunken hover:text-ink data-[here=true]:border-accent data-[here=true]:text-ink";

export function Rail() {
  const { frame, backends: messages } = useMessages();
  const { open } = useDataSetState();
  const { pathname, search } = useRouterState({ select: ({ location }) => location });
  // Back to the list as it was left.
  const lastList = useRef<TracesSearch>({});
  if (pathname === "/traces") lastList.current = search;
  const lastSearch = useRef<BackendSearch>({});
  if (pathname === "/search") lastSearch.current = validateBackendSearch({ ...search });
  const { data: backends } = useQuery(backendsOptions());
  const inTraces = pathname === "/traces" || pathname.startsWith("/trace/");
  return (
    <nav aria-label={frame.mainNavigation} className="flex w-12 shrink-0 flex-col border-r border-line bg-raised">
      <Link
        to="/"
        aria-label={frame.start}
        title={frame.start}
        className="flex h-11 items-center justify-center border-b border-line text-accent hover:bg-sunken"
      >
        <Unlink size={20} aria-hidden />
      </Link>
      {open && (
        <>
          <FindingsLink generation={open.generation} here={pathname === "/findings"} />
          <Link to="/traces" search={lastList.current} className={ENTRY} data-here={inTraces}>
            <Rows3 size={16} aria-hidden />
            {frame.traces}
          </Link>
          <Link to="/services" className={ENTRY} data-here={pathname === "/services"}>
            <Network size={16} aria-hidden />
            {frame.services}
          </Link>
        </>
      )}
      {backends !== undefined && backends.length > 0 && (
        <Link to="/search" search={lastSearch.current} className={ENTRY} data-here={pathname === "/search"}>
          <Search size={16} aria-hidden />
          {messages.rail}
        </Link>
      )}
      <Link to="/headers" title={frame.checkHeader} className={`${ENTRY} mt-auto`} data-here={pathname === "/headers"}>
        <TextSearch size={16} aria-hidden />
        {frame.headers}
      </Link>
      <Link
        to="/demo/{-$fault}"
        params={{ fault: undefined }}
        className={ENTRY}
        data-here={pathname.startsWith("/demo")}
      >
        <FlaskConical size={16} aria-hidden />
        {frame.demo}
      </Link>
    </nav>
  );
}

/** With the number of findings that need somebody, once it is known. */
function FindingsLink({ generation, here }: { readonly generation: number; readonly here: boolean }) {
  const { findings } = useMessages();
  const report = useQuietReport(generation);
  const count = report?.findings.filter(({ severity }) => severity !== "info").length ?? 0;
  return (
    <Link to="/findings" className={`relative ${ENTRY}`} data-here={here}>
      <TriangleAlert size={16} aria-hidden />
      {findings.rail}
      {count > 0 && (
        <span className="absolute top-1 right-1 min-w-4 rounded-full bg-lost px-1 text-center text-[10px] leading-4 font-semibold text-surface">
          {count > 99 ? "99+" : count}
          <span className="sr-only"> {findings.railCount}</span>
        </span>
      )}
    </Link>
  );
}
