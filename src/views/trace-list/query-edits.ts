/** Changes to the question, as the filter bar and the column headings make them. */
import type { TraceQuery, TraceSortKey } from "../../analysis/trace-list.ts";

/** The query with some of its conditions changed; conditions that say nothing (false, "", no services) are left out. */
export function editQuery(query: TraceQuery, change: Partial<TraceQuery>): TraceQuery {
  const edited = Object.entries({ ...query, ...change }).filter(
    ([, value]) =>
      value !== undefined && value !== false && value !== "" && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(edited);
}

/** No conditions any more; the order and the grouping stay. */
export function clearFilters({ grouped, sortBy, descending }: TraceQuery): TraceQuery {
  return editQuery({}, { grouped, sortBy, descending });
}

export function hasFilters(query: TraceQuery): boolean {
  const { grouped: _, sortBy: __, descending: ___, ...conditions } = editQuery(query, {});
  return Object.keys(conditions).length > 0;
}

/** What is sorted by, with the defaults put in. */
export function sortOf({ sortBy = "start", descending = false }: TraceQuery) {
  return { sortBy, descending };
}

/** A first click sorts numbers with the largest first, names and times from the start on; the next click turns round. */
export function toggleSort(query: TraceQuery, key: TraceSortKey): TraceQuery {
  const { sortBy, descending } = sortOf(query);
  const fromLargest = key !== "start" && key !== "name";
  return editQuery(query, { sortBy: key, descending: sortBy === key ? !descending : fromLargest });
}
