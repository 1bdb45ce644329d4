/** From what a rule found to a finding of the report: ids for rows, names for parties, the remedy in the service's language. */

import { formatDuration } from "../model/duration.ts";
import { spanIdToHex, traceIdToHex } from "../model/ids.ts";
import type { SpanIndex } from "../model/index-types.ts";
import { type Sentence, textOf } from "../model/sentence.ts";
import type { RemedyCause } from "../remedies/all-causes.ts";
import { remedyFor } from "../remedies/remedy-for.ts";
import type { DiagnosisContext } from "./diagnosis-context.ts";
import { remedyFacts } from "./remedy-facts.ts";
import {
  type Finding,
  type FindingConfidence,
  type ReportEdge,
  type Severity,
  SPANS_SHOWN,
  type SpanRef,
} from "./report-types.ts";

/** Every cause has its remedies. */
export type FindingCause = RemedyCause;

/** Parties of an edge; `from` equals `to` inside one service. */
export interface PartyEdge {
  readonly from: number;
  readonly to: number;
  readonly protocol: string;
}

export interface FoundDefect {
  readonly rule: string;
  readonly cause: FindingCause;
  readonly severity: Severity;
  readonly confidence: FindingConfidence;
  readonly title: Sentence;
  /** The party to be changed. */
  readonly party: number;
  /** Where it is not the party's: of a party that exports nothing there, and is known from another environment. */
  readonly environment?: string;
  /** Most cases first. */
  readonly edges?: readonly PartyEdge[];
  readonly evidence: readonly Sentence[];
  readonly alternatives?: readonly Sentence[];
  readonly spans: readonly SpanIndex[];
  /** Where it is not the number of spans. */
  readonly count?: number;
  /** ScopeIndex of the instrumentation to be changed, -1 = not known. */
  readonly scope?: number;
  /** What tells two findings of one rule, cause and edge apart. */
  readonly detail?: string;
}

export function makeFinding(context: DiagnosisContext, defect: FoundDefect): Finding {
  const { dataSet, columns } = context;
  const { spans, epochUnixNano } = dataSet;
  const party = columns.parties.list[defect.party]!;
  const { environment = party.environment } = defect;
  const edges = (defect.edges ?? []).map((edge) => nameEdge(context, edge));
  const [edge] = edges;
  const times = defect.spans.map((span) => spans.start[span]!).filter((time) => !Number.isNaN(time));
  const unix = (time: number) => (Number.isFinite(time) ? String(epochUnixNano + BigInt(Math.round(time))) : "");
  const facts = remedyFacts(context, defect);
  const { wrong, ...remedy } = remedyFor(facts, "en");
  const { title, evidence, alternatives = [] } = defect;
  return {
    rule: defect.rule,
    cause: defect.cause,
    severity: defect.severity,
    confidence: defect.confidence,
    title: textOf(title),
    service: party.service,
    environment,
    ...(edge ? { edge } : {}),
    edges,
    evidence: evidence.map(textOf),
    alternatives: alternatives.map(textOf),
    count: defect.count ?? defect.spans.length,
    spans: defect.spans.slice(0, SPANS_SHOWN).map((span) => spanRef(context, span)),
    firstSeenUnixNano: unix(times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
    lastSeenUnixNano: unix(times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)),
    remedy: {
      language: remedy.language,
      text: remedy.text,
      code: remedy.code,
      verify: remedy.verify,
      ...(wrong === undefined ? {} : { wrong }),
    },
    fingerprint: [
      defect.rule,
      defect.cause,
      environment,
      party.service,
      edge ? `${edge.from}>${edge.to}:${edge.protocol}` : "",
      defect.detail ?? "",
    ].join("/"),
    said: { title, evidence, alternatives, remedy: facts },
  };
}

export function nameEdge(context: DiagnosisContext, { from, to, protocol }: PartyEdge): ReportEdge {
  return { from: context.nameOf(from), to: context.nameOf(to), protocol };
}

export function spanRef({ dataSet: { spans, traces } }: DiagnosisContext, span: SpanIndex): SpanRef {
  const id = spans.trace[span]! * 4;
  const [w0, w1, w2, w3] = traces.traceId.subarray(id, id + 4);
  return {
    traceId: traceIdToHex(w0!, w1!, w2!, w3!),
    spanId: spanIdToHex(spans.spanIdHigh[span]!, spans.spanIdLow[span]!),
  };
}

/** Below this many hops a population says no more than "suspected". */
export const POPULATION = 20;

/** 0.873 ──► "87 %". */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Nanoseconds for a sentence. */
export const inWords = formatDuration;
