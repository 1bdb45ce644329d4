/** What the link says about a service graph: what is selected, what the colours mean. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { GraphFilter, GraphMetric, GraphSelection } from "../../views/service-graph/graph-selection.ts";
import type { GraphSearch } from "../url/view-search.ts";

export function useGraphPlace() {
  const { node, from, to, metric = "calls" }: GraphSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const write = (change: GraphSearch, replace: boolean) =>
    void navigate({ to: ".", search: (present: object) => ({ ...present, ...change }), replace });
  const selected: GraphSelection | undefined =
    node !== undefined ? { node } : from !== undefined && to !== undefined ? { edge: [from, to] } : undefined;
  return {
    selected,
    onSelect: (selection: GraphSelection | undefined) => {
      const edge = selection !== undefined && "edge" in selection ? selection.edge : [undefined, undefined];
      const one = selection !== undefined && "node" in selection ? selection.node : undefined;
      write({ node: one, from: edge[0], to: edge[1] }, selected !== undefined);
    },
    metric,
    onMetricChange: (chosen: GraphMetric) => write({ metric: chosen === "calls" ? undefined : chosen }, true),
    onFilter: (filter: GraphFilter) =>
      void navigate({
        to: "/traces",
        search:
          "service" in filter ? { service: [filter.service] } : { caller: filter.edge.from, callee: filter.edge.to },
      }),
  };
}
