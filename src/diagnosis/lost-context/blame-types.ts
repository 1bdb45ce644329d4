/** What the search for a cause answers. */
import type { SpanIndex } from "../../model/index-types.ts";
import type { Sentence } from "../../model/sentence.ts";

import { type FindingCause, POPULATION } from "../finding.ts";
import type { FindingConfidence } from "../report-types.ts";
import type { BrokenEdge } from "./broken-edge.ts";

export interface Blame {
  readonly cause: FindingCause;
  /** The party to be changed. */
  readonly party: number;
  readonly confidence: FindingConfidence;
  readonly evidence: readonly Sentence[];
  readonly alternatives: readonly Sentence[];
  /** Span whose scope shows which instrumentation is to be changed; -1 = none. */
  readonly sample: SpanIndex;
}

export interface BlamedEdge {
  readonly edge: BrokenEdge;
  readonly blame: Blame;
}

/** Below a population it is a suspicion. */
export const confidenceOf = (hops: number): FindingConfidence => (hops >= POPULATION ? "likely" : "possible");
