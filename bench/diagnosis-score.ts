/** Compares a diagnosis with the truth that the demo wrote beside its telemetry. */
import type { Finding } from "../src/diagnosis/report-types.ts";

export interface TruthEntry {
  readonly fault: string;
  readonly cause?: string;
  readonly edge: { readonly from: string; readonly to: string; readonly protocol: string };
  readonly spans: readonly { readonly traceId: string; readonly spanId: string }[];
}

export interface Truth {
  readonly faults: readonly TruthEntry[];
  readonly innocents: readonly TruthEntry[];
}

export interface FaultScore {
  readonly fault: string;
  readonly expected: string;
  readonly edge: string;
  /** Cause of the finding on that edge that lists the fault's spans; "none" where there is none at or above warning. */
  readonly found: string;
  readonly right: boolean;
  readonly spans: number;
}

export interface RunScore {
  readonly faults: readonly FaultScore[];
  /** Findings at or above warning on the intact side, or beside an innocent. */
  readonly falseAlarms: readonly Finding[];
  /** Findings at or above warning on the broken side that are no injected fault's. */
  readonly besides: readonly Finding[];
}

const isAlarm = ({ severity }: Finding) => severity !== "info";
const keyOf = ({ from, to, protocol }: TruthEntry["edge"]) => `${from}>${to} ${protocol}`;
const touches = (finding: Finding, edge: TruthEntry["edge"]) =>
  finding.edges.some((each) => keyOf(each) === keyOf(edge));

/** @param findings worst first, of both sides */
export function scoreRun(findings: readonly Finding[], truth: Truth): RunScore {
  const broken = findings.filter((finding) => finding.environment === "broken" && isAlarm(finding));
  const faults = truth.faults.map((entry): FaultScore => {
    const own = new Set(entry.spans.map(({ traceId, spanId }) => `${traceId} ${spanId}`));
    const shared = (finding: Finding) =>
      finding.spans.filter(({ traceId, spanId }) => own.has(`${traceId} ${spanId}`)).length;
    // Two true findings may lie on one edge: the one that lists the fault's own spans speaks for it, else the worst.
    const onEdge = broken.filter((finding) => touches(finding, entry.edge));
    const top = [...onEdge].sort((a, b) => shared(b) - shared(a))[0];
    return {
      fault: entry.fault,
      expected: entry.cause ?? "",
      edge: keyOf(entry.edge),
      found: top?.cause ?? "none",
      right: top?.cause === entry.cause,
      spans: entry.spans.length,
    };
  });
  const explained = (finding: Finding) =>
    truth.faults.some((entry) => touches(finding, entry.edge) && entry.cause === finding.cause);
  const strange = broken.filter((finding) => !explained(finding));
  const intact = findings.filter((finding) => finding.environment === "intact" && isAlarm(finding));
  const innocent = truth.faults.length === 0;
  return {
    faults,
    falseAlarms: innocent ? [...intact, ...strange] : intact,
    besides: innocent ? [] : strange,
  };
}
