/** The report of what is open. Of data that grows it is that of an earlier generation until the next one is made: nothing blinks. */
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Report } from "../propagation/report-types.ts";
import { useApp, useDataSetState } from "./app-context.ts";
import { reportOptions } from "./engine-queries.ts";

/** @param isWanted false: only what is known already */
export function useReport(isWanted = true): UseQueryResult<Report> {
  const { engine } = useApp();
  const { open } = useDataSetState();
  const generation = open?.growth?.reported ?? open?.generation ?? 0;
  return useQuery({
    ...reportOptions(engine.at(open?.growth && generation), generation),
    enabled: isWanted && open !== undefined,
    ...(open?.growth && { placeholderData: keepPreviousData }),
  });
}
