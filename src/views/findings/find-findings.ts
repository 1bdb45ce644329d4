/** Which findings concern what is on screen. */
import type { Finding, ReportEdge } from "../../diagnosis/report-types.ts";

/** Those whose cause strikes this edge, worst first. Names of services. */
export function findingsOfEdge(findings: readonly Finding[], from: string, to: string): readonly Finding[] {
  const isIt = (edge: ReportEdge) => edge.from === from && edge.to === to;
  return findings.filter(({ edge, edges }) => (edge !== undefined && isIt(edge)) || edges.some(isIt));
}
