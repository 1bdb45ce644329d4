/**
 * The report for what only decorates a view (a count, a banner): asked for once the view itself has its data. The engine goes on
 * answering meanwhile, but copying its columns and judging them take memory and a core that the view may want first.
 */
import { useIsFetching } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Report } from "../diagnosis/report-types.ts";
import { useDataSetState } from "./app-context.ts";
import { useReport } from "./use-report.ts";

/** How long nothing else was asked before the report is. */
const QUIET_MS = 150;

/** undefined until the report is there. */
export function useQuietReport(generation: number): Report | undefined {
  const { growth } = useDataSetState().open ?? {};
  const isView = (key: readonly unknown[]) => key[0] === "engine" && key[2] !== "report";
  const busy = useIsFetching({ predicate: ({ queryKey }) => isView(queryKey) }) > 0;
  const [quietGeneration, setQuietGeneration] = useState(-1);
  useEffect(() => {
    if (busy) return;
    const timer = setTimeout(() => setQuietGeneration(generation), QUIET_MS);
    return () => clearTimeout(timer);
  }, [busy, generation]);
  return useReport(growth !== undefined || quietGeneration === generation).data;
}
