/**
 * The report: what `causeway check --format json` prints and what the engine answers. Plain objects, so it can cross a worker's
 * border or be written as JSON as it is. Fields are only ever added while the schema is `causeway.check/1`.
 */

import type { Sentence } from "../model/sentence.ts";
import type { Warning } from "../model/warning.ts";
import type { RemedyFacts } from "../remedies/remedy-facts.ts";

/** A worse one is a smaller number of SEVERITY_ORDER. */
export type Severity = "error" | "warning" | "info";
/** certain: ids or headers prove it. likely: the population shows it. possible: suspected, too few cases or two readings. */
export type FindingConfidence = "certain" | "likely" | "possible";

export const SEVERITY_ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Ids as lower-case hex. */
export interface SpanRef {
  readonly traceId: string;
  readonly spanId: string;
}

/** `from` equals `to` for a hop inside one service (protocol "in-process"). */
export interface ReportEdge {
  readonly from: string;
  readonly to: string;
  /** http, grpc, rpc, messaging, db, in-process, or "" = unknown. */
  readonly protocol: string;
}

export interface ReportRemedy {
  readonly language: string;
  readonly text: string;
  readonly code: string;
  readonly verify: string;
  /** The line that is often found there. */
  readonly wrong?: string;
}

export interface Finding {
  readonly rule: string;
  /** A cause of lost-context; for other rules the rule's own name. */
  readonly cause: string;
  readonly severity: Severity;
  readonly confidence: FindingConfidence;
  readonly title: string;
  /** The service to be changed. */
  readonly service: string;
  /** deployment.environment.name of that service, "" = none given. */
  readonly environment: string;
  /** The edge to draw: the one with most cases. */
  readonly edge?: ReportEdge;
  /** All edges the same cause strikes, most cases first. */
  readonly edges: readonly ReportEdge[];
  readonly evidence: readonly string[];
  /** What else it could be, as sentences. */
  readonly alternatives: readonly string[];
  /** How many spans (or log records) show it. */
  readonly count: number;
  /** The first of them, at most SPANS_SHOWN. */
  readonly spans: readonly SpanRef[];
  /** Unix nanoseconds as decimal text; "" = unknown. */
  readonly firstSeenUnixNano: string;
  readonly lastSeenUnixNano: string;
  readonly remedy: ReportRemedy;
  /** The same for the same defect in another file: for baselines. */
  readonly fingerprint: string;
  /** The sentences with what they were made of, to say them in another language. No part of what is written as JSON. */
  readonly said?: {
    readonly title: Sentence;
    readonly evidence: readonly Sentence[];
    readonly alternatives: readonly Sentence[];
    /** What the remedy was chosen by. */
    readonly remedy: RemedyFacts;
  };
}

export const SPANS_SHOWN = 100;

/** What looks broken and is not, with the reason. */
export interface Verdict {
  readonly kind:
    | "restart-by-link"
    | "batch-with-links"
    | "sampled-upstream"
    | "external-caller"
    | "database-leaf"
    | "uninstrumented-callee"
    | "partial-file"
    | "still-arriving"
    | "lost-in-transit"
    | "filtered-out"
    | "unseen-hop";
  readonly reason: string;
  /** "" where it concerns the whole file. */
  readonly service: string;
  readonly environment: string;
  readonly edge?: ReportEdge;
  readonly count: number;
  readonly spans: readonly SpanRef[];
  /** As Finding.said. */
  readonly said?: { readonly reason: Sentence };
}

export interface EdgeContinuity extends ReportEdge {
  readonly environment: string;
  readonly hops: number;
  readonly intact: number;
}

export interface ServiceContinuity {
  readonly service: string;
  readonly environment: string;
  readonly hops: number;
  readonly intact: number;
}

export interface Continuity {
  readonly hops: number;
  readonly intact: number;
  readonly edges: readonly EdgeContinuity[];
  /** Hops that come into or happen inside the service. */
  readonly services: readonly ServiceContinuity[];
}

export interface ReportBridge {
  readonly child: SpanRef;
  readonly parent: SpanRef;
  readonly confidence: FindingConfidence;
  readonly score: number;
  /** Cause of the finding that lists the child; "unknown" where none does. */
  readonly cause: string;
}

export interface ReportInput {
  readonly files: readonly string[];
  readonly spans: number;
  readonly traces: number;
  readonly roots: number;
  readonly orphans: number;
  readonly missingParents: number;
  readonly errors: number;
  readonly logs: number;
  readonly services: Readonly<Record<string, number>>;
  readonly warnings: readonly Warning[];
}

export interface Report {
  readonly schema: "causeway.check/1";
  readonly input: ReportInput;
  readonly continuity: Continuity;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly verdicts: readonly Verdict[];
  readonly bridges: readonly ReportBridge[];
}
