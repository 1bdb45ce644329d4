/** The state of the collector that serves the page, asked again and again while somebody looks at it. */
import { useQuery } from "@tanstack/react-query";
import { describeCollector } from "../../sources/collector/describe-collector.ts";

const AGAIN_MS = 2_000;

export function useCollector() {
  return useQuery({
    queryKey: ["collector"],
    queryFn: ({ signal }) => describeCollector(document.baseURI, signal),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: AGAIN_MS,
  });
}
