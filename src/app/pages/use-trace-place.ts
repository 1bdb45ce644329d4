/** What the link says about the open trace: the selected span, the visible range, the search. */
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import { parseRange, stringifyRange } from "../url/url-values.ts";
import { useLinkValue } from "../url/use-link-value.ts";
import type { TraceSearch } from "../url/view-search.ts";
import { findIdOfSpan, findSpanOfId } from "./find-span-row.ts";

export function useTracePlace(view: TraceView) {
  const { traceId } = useParams({ from: "/trace/$traceId" });
  const search = useSearch({ from: "/trace/$traceId" });
  const navigate = useNavigate();
  const write = useCallback(
    (change: Partial<TraceSearch>, replace: boolean) =>
      void navigate({
        to: "/trace/$traceId",
        params: { traceId },
        search: (present: object) => ({ ...present, ...change }),
        replace,
      }),
    [navigate, traceId],
  );
  // The first selection is a step that "back" undoes; walking on from span to span is not.
  const [spanId, setSpanId] = useLinkValue(search.span, (span) => write({ span }, search.span !== undefined));
  const [searchText = "", setSearchText] = useLinkValue(search.q, (q) => write({ q: q || undefined }, true));
  const selectedSpan = useMemo(() => findSpanOfId(view, spanId), [view, spanId]);
  const rangeNano = useMemo(() => parseRange(search.range), [search.range]);
  return {
    selectedSpan,
    onSelectSpan: (span: number | undefined) => setSpanId(findIdOfSpan(view, span)),
    rangeNano,
    onRangeChange: (range: readonly [number, number] | undefined) =>
      write({ range: range === undefined ? undefined : stringifyRange(range) }, true),
    searchText,
    onSearchTextChange: (text: string) => setSearchText(text || undefined),
    matchesOnly: search.only === true,
    onMatchesOnlyChange: (only: boolean) => write({ only: only ? true : undefined }, true),
  };
}
