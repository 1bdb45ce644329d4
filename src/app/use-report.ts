/** The report of what is open. Of data that grows it is that of an earlier generation until the next one is made: nothing blinks. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Report } from "../diagnosis/report-types.ts";
import { localiseReport } from "../views/findings/localise-report.ts";
import { DIAGNOSIS_WORDS } from "../views/findings/messages/diagnosis-words.ts";
import { useLaterWords } from "../views/messages/later-words.ts";
import { useApp, useDataSetState } from "./app-context.ts";
import { reportOptions } from "./engine-queries.ts";

export interface ReportState {
  /** In the reader's language; undefined until report and words are there. */
  readonly data: Report | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
}

/** @param isWanted false: only what is known already */
export function useReport(isWanted = true): ReportState {
  const { engine } = useApp();
  const { open } = useDataSetState();
  const generation = open?.growth?.reported ?? open?.generation ?? 0;
  const { data, error, isPending } = useQuery({
    ...reportOptions(engine.at(open?.growth && generation), generation),
    enabled: isWanted && open !== undefined,
    ...(open?.growth && { placeholderData: keepPreviousData }),
  });
  const loaded = useLaterWords(DIAGNOSIS_WORDS);
  const said = useMemo(
    () => (data && loaded ? (loaded.words ? localiseReport(data, loaded.words) : data) : undefined),
    [data, loaded],
  );
  return { data: said, error, isPending: isPending || (data !== undefined && said === undefined) };
}
