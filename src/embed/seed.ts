/** Where a panel begins: its own query as a place in the app. */
import { stringifySearch } from "../app/url/search-codec.ts";

/**
 * `?src=a.json&trace=4bf9…&span=00f0…&view=graph&theme=dark` -> `/trace/4bf9…?v=1&src=a.json&span=00f0…&view=graph&theme=dark`.
 * Without a trace: `view=traces` is the list, `view=services` the graph of all, else what the data suggests.
 */
export function seedPlace(query: URLSearchParams): string {
  const trace = query.get("trace");
  const view = query.get("view");
  const isTrace = trace !== null && /^[0-9a-f]{1,32}$/i.test(trace);
  const path = isTrace ? `/trace/${trace.toLowerCase()}` : view === "traces" || view === "services" ? `/${view}` : "/";
  const own = [
    "src",
    "theme",
    "lang",
    ...(isTrace ? ["view", "span", "range", "q", "only", "repaired", "possible"] : []),
  ];
  return path + stringifySearch(Object.fromEntries(own.map((key) => [key, query.getAll(key)])));
}
