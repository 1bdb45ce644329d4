/** The faults by the kind of hop they strike; what is no fault stands apart. */
import type { DemoEdge, DemoFault } from "./demo-types.ts";

export const GROUPS = ["http", "grpc", "messaging", "in-process", "innocent"] as const;
export type GroupId = (typeof GROUPS)[number];

export interface FaultGroup {
  readonly id: GroupId;
  readonly faults: readonly DemoFault[];
}

export function groupFaults(faults: readonly DemoFault[]): FaultGroup[] {
  const groupOf = ({ kind, edges }: DemoFault) => (kind === "innocent" ? "innocent" : edges[0].protocol);
  return GROUPS.map((id) => ({ id, faults: faults.filter((fault) => groupOf(fault) === id) }));
}

export const edgeId = ({ from, to, protocol }: DemoEdge): string =>
  from === to ? `${from} ${from} in-process` : `${from} ${to} ${protocol}`;

export const strikes = (fault: DemoFault, edge: string): boolean => fault.edges.some((each) => edgeId(each) === edge);
