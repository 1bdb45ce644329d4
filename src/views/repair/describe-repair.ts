/** What was joined in a repaired view: the numbers behind its banner. O(rows). */
import type { JoinConfidence } from "../../analysis/join.ts";
import type { TraceView } from "../../analysis/trace-view.ts";

export interface RepairSummary {
  /** Services at the ends of the hop where the open trace broke: the first bridge into or out of it. */
  readonly caller: string;
  readonly callee: string;
  /** The open trace is not where the request began. */
  readonly beganElsewhere: boolean;
  /** Hex ids of the other traces, in the order of their rows. */
  readonly otherTraces: readonly string[];
  /** Spans that were recorded in those. */
  readonly otherSpans: number;
  readonly bridges: Readonly<Record<JoinConfidence, number>>;
}

/** undefined where nothing was joined. */
export function describeRepair(view: TraceView): RepairSummary | undefined {
  const { rows, bridges, services, traceIds, topRow } = view;
  if (bridges.length === 0) return undefined;
  const beganElsewhere = rows.originTrace[topRow] !== 0;
  const crosses = ({ row }: { readonly row: number }) => {
    const here = rows.originTrace[row] === 0;
    const parentHere = rows.originTrace[rows.parentRow[row]!] === 0;
    return beganElsewhere ? here && !parentHere : parentHere && !here;
  };
  const { row } = bridges.find(crosses) ?? bridges[0]!;
  let otherSpans = 0;
  for (let at = 0; at < rows.length; at++) if (rows.originTrace[at] !== 0 && rows.span[at] !== -1) otherSpans++;
  const counts = { certain: 0, likely: 0, possible: 0 };
  for (const { confidence } of bridges) counts[confidence]++;
  const serviceAt = (at: number) => services[rows.service[at]!] ?? "";
  return {
    caller: serviceAt(rows.parentRow[row]!),
    callee: serviceAt(row),
    beganElsewhere,
    otherTraces: traceIds.slice(1),
    otherSpans,
    bridges: counts,
  };
}
