/** A child and the parent that the evidence gives it: what the repaired view joins. A SpanBridge of hops is one. */
import type { SpanIndex } from "../model/index-types.ts";

export interface Join {
  /** A span without a parent in its trace. */
  readonly child: SpanIndex;
  /** In the same or another trace. */
  readonly parent: SpanIndex;
  readonly confidence: JoinConfidence;
  /** What it rests on: ids, times of calls on the wire, times inside a process, or the orphan's neighbours in its trace. */
  readonly family: "exact-id" | "wire" | "in-process" | "missing-parent";
  /** Which id, for exact-id. */
  readonly reason?: string | undefined;
  /** From the start of the call to that of the callee, for wire. */
  readonly evidence?:
    | {
        readonly requestNano: number;
        readonly usualRequestNano: readonly [low: number, median: number, high: number];
        /** Callee's clock minus caller's, as estimated; requestNano is without it. */
        readonly offsetNano: number;
      }
    | undefined;
}

export type JoinConfidence = "certain" | "likely" | "possible";

/** As a column: 0 = no bridge above this row. */
export const JOIN_CONFIDENCES: readonly (JoinConfidence | "")[] = ["", "certain", "likely", "possible"];
